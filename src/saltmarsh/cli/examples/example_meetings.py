"""The demo's panel: a series with a meeting that is over and one that is coming."""

from datetime import date, time, timedelta

from django.utils import timezone

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.meetings import actions as meetings
from saltmarsh.casework.meetings import agenda, minutes, sitting
from saltmarsh.casework.meetings.actions import Comer, Shape, Where
from saltmarsh.casework.meetings.lifecycle import Attendance, Side, Unit
from saltmarsh.casework.meetings.minutes import About
from saltmarsh.casework.meetings.models import Item, Meeting
from saltmarsh.casework.meetings.rules import Home
from saltmarsh.casework.packs import actions as packs
from saltmarsh.casework.packs import queries as packed
from saltmarsh.casework.panels import tasks
from saltmarsh.casework.panels.rules import Decided, Task
from saltmarsh.cli.examples import example_documents
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.calendar import working_days
from saltmarsh.foundation.partnerships import actions as partnerships

COUNCIL, FORCE = "Estuary Borough Council", "Estuary Police"
WHERE = Where(time(10), 120, "Room 2, Estuary Town Hall")
SHAPE = Shape("Channel panel", 4, Unit.WEEKS, WHERE)
WHOLE = "All who were invited came. The minutes of the last meeting stand."
OF_CASE = (
    "Health: he comes to each session, and the notes go on. Police: nothing that is in "
    "the way. The college has not seen him since March. Agreed to ask for consent."
)


def hold(case: Case, *, decided: Decided, by: Membership) -> None:
    """Let the panel meet about a listed case and decide; another meeting is coming."""
    today = timezone.localdate()
    series = meetings.begin(case.team, shape=SHAPE, by=by)
    for comer in standing(by):
        meetings.seat(series, comer=comer, by=by)
    past = meetings.plan(series, day=today - timedelta(days=1), where=WHERE, by=by)
    item = meet(past, case, decided, by)
    give(item, today, by)
    minutes.approve(past, read={}, by=by)
    day = working_days.after(today, 4)
    coming = meetings.plan(series, day=day, where=WHERE, by=by)
    ahead = agenda.add(coming, due=agenda.picked(case), by=by)
    example_documents.add_to_paper(ahead, by)
    allow_pack(coming, by)


def allow_pack(meeting: Meeting, by: Membership) -> None:
    """Let the first member of the panel open the papers as one PDF."""
    on = {packed.PACKS.key: "yes"}
    partnerships.change_settings(meeting.partnership, values=on, by=by.user_id)
    members = meeting.partnership.memberships.active().filter(role="panel_member")
    first = members.order_by("created_at").values_list("pk", flat=True)[:1]
    packs.allow(meeting, members=list(first), by=by)


def standing(chair: Membership) -> list[Comer]:
    """Return the standing members: the chair, the police and a health service."""
    members = chair.partnership.memberships.active().filter(role="panel_member")
    made = [Comer(Side.AUTHORITY, COUNCIL, member=chair)]
    for member in members.order_by("created_at"):
        agency = member.organisation
        side, force = (Side.POLICE, FORCE) if agency == FORCE else (Side.OTHER, "")
        made.append(Comer(side, agency, force, member))
    return made


def meet(meeting: Meeting, case: Case, decided: Decided, by: Membership) -> Item:
    """Hold the meeting: everybody attends, the case is opened, decided and minuted."""
    everybody = list(meeting.attendees.all())
    sitting.attend(
        meeting,
        states={each.pk: Attendance.ATTENDED for each in everybody},
        chair=next(each for each in everybody if each.side == Side.AUTHORITY),
        by=by,
    )
    item = agenda.add(meeting, due=agenda.picked(case), by=by)
    sitting.place(item, home=Home(FORCE), chair=None, by=by)
    sitting.open_item(item, by=by)
    minutes.save(About(meeting), text=WHOLE, version=0, by=by)
    minutes.save(About(meeting, item), text=OF_CASE, version=0, by=by)
    sitting.decide(item, decided=decided, by=by)
    return item


def give(item: Item, today: date, by: Membership) -> None:
    """Give the health service something to do by the coming meeting."""
    owner = by.partnership.memberships.get(user__email="panelmember@demo.example")
    what = "Send the clinic’s letter to the case lead."
    task = Task(what, owner.organisation, today + timedelta(days=4))
    tasks.give(item.case, task=task, owner=owner, given_on=today, by=by)
