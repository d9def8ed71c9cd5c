"""A panel that meets, for tests of its meetings."""

from datetime import time, timedelta

from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.meetings import actions as meetings
from saltmarsh.casework.meetings import agenda, queries, sitting
from saltmarsh.casework.meetings.actions import Comer, Shape, Where
from saltmarsh.casework.meetings.lifecycle import Attendance, Side, Unit
from saltmarsh.casework.meetings.rules import Home
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import make_colleague
from tests.factories.foundation import MembershipFactory

FORCE = "Marsh Police"
WHERE = Where(time(10), 120, "Room 2, Town Hall")
SHAPE = Shape("Channel panel", 1, Unit.MONTHS, WHERE)


def make_meeting(officer, *, in_days=0, seats=(), **values):
    """Return a meeting of the officer's team. seats: who sits in it, as Comers."""
    series = meetings.begin(officer.team, shape=SHAPE, by=officer)
    for comer in seats:
        meetings.seat(series, comer=comer, by=officer)
    day = timezone.localdate() + timedelta(days=in_days)
    meeting = meetings.plan(series, day=day, where=WHERE, by=officer)
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.save()
    return meeting


def authority(member):
    return Comer(Side.AUTHORITY, "Estuary Borough Council", member=member)


def police(name="Sgt T. Weir", force=FORCE):
    return Comer(Side.POLICE, "Police", force=force, name=name)


def panel_member(officer):
    """Return somebody of the panel, in no team."""
    return MembershipFactory(partnership=officer.partnership, role=Role.PANEL_MEMBER)


def other(member):
    return Comer(Side.OTHER, "Health trust", member=member)


def chair_of(officer):
    return make_colleague(officer, role=Role.PANEL_CHAIR)


def come(meeting, comer, *, by, state=Attendance.ATTENDED):
    """Let somebody come to the meeting; return them as listed."""
    made = meetings.invite(meeting, comer=comer, by=by)
    sitting.attend(meeting, states={made.pk: state}, chair=in_chair(meeting), by=by)
    made.refresh_from_db()
    return made


def in_chair(meeting):
    return meeting.attendees.filter(is_chair=True).first()


def take_chair(meeting, attendee, *, by):
    sitting.attend(meeting, states={}, chair=attendee, by=by)


def on_agenda(meeting, case, *, by, force=FORCE):
    """Put the case on the agenda; where the person lives is recorded for `force`."""
    item = agenda.add(meeting, due=agenda.picked(case), by=by)
    if force:
        sitting.place(item, home=Home(force), chair=None, by=by)
    return item


def ready(officer, **values):
    """Return an item that can be opened: the authority in the chair, police there."""
    chair = chair_of(officer)
    meeting = make_meeting(officer, **values)
    take_chair(meeting, come(meeting, authority(chair), by=chair), by=chair)
    come(meeting, police(), by=chair)
    item = on_agenda(meeting, listed(officer), by=chair)
    item.leader = chair
    return item


def barriers(item):
    item.refresh_from_db()
    return queries.barriers(item, queries.room_of(item), timezone.now())
