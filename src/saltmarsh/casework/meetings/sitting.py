"""The day of a meeting: who attends, and each case opened and decided in its turn."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.cases import sight
from saltmarsh.casework.meetings import actions as meetings
from saltmarsh.casework.meetings import agenda, queries, rules
from saltmarsh.casework.meetings.lifecycle import Attendance
from saltmarsh.casework.meetings.models import Attendee, Item, Meeting
from saltmarsh.casework.meetings.rules import Home
from saltmarsh.casework.panels import actions as panels
from saltmarsh.casework.panels.models import PanelDecision
from saltmarsh.casework.panels.rules import Decided
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.refusals import Refused


@transaction.atomic
def attend(
    meeting: Meeting,
    *,
    states: Mapping[UUID, str],
    chair: Attendee | None,
    by: Membership,
) -> None:
    """Record who attends and who is in the chair. Raises Refused with the barriers.

    states: {attendee's key: how they stand}; who is not named stays as they were.
    """
    meetings.lock(meeting)
    if chair:
        state = states.get(chair.pk, chair.state)
        attends = state == Attendance.ATTENDED
        if found := rules.barriers_to_chairing(chair.side, attends=attends):
            raise Refused(*found)
    held = list(Attendee.objects.select_for_update().filter(meeting=meeting))
    Attendee.objects.filter(meeting=meeting).update(is_chair=False)
    for each in held:
        each.state = Attendance(states.get(each.pk, each.state))
        each.is_chair = chair is not None and each.pk == chair.pk
        each.save(update_fields=["state", "is_chair"])
    notices.done(by.partnership, kind=queries.INVITED, about_id=meeting.pk)
    audit.record("meeting.attended", meeting, by=by.user_id)


@transaction.atomic
def place(item: Item, *, home: Home, chair: Attendee | None, by: Membership) -> None:
    """Record which police force covers where the person lives, and who is in the chair
    for this case where it is not the meeting's. Raises Refused with the barriers.
    """
    meetings.lock(item.meeting)
    found = rules.barriers_to_placing(home)
    if chair:
        attends = chair.state == Attendance.ATTENDED
        found += rules.barriers_to_chairing(chair.side, attends=attends)
    if found:
        raise Refused(*found)
    item.home, item.chair = vars(home), chair
    item.save(update_fields=["sealed_home", "chair"])
    agenda.note("agenda.placed", item, by)


@transaction.atomic
def open_item(item: Item, *, by: Membership) -> None:
    """Open the case in the meeting: from now on it is discussed. Raises Refused with the
    barriers of section 37.
    """
    meetings.lock(item.meeting)
    refuse(queries.barriers(item, queries.room_of(item), timezone.now()))
    if item.opened_at is None:
        item.opened_at, item.opened_by = timezone.now(), by.user
        item.save(update_fields=["opened_at", "opened_by"])
        agenda.note("agenda.opened", item, by)


@transaction.atomic
def decide(
    item: Item, *, decided: Decided, version: int | None = None, by: Membership
) -> PanelDecision:
    """Record what the panel decided about the case that is open in the meeting, by those
    who attend it and have no interest. Raises Refused with the barriers.
    """
    meetings.lock(item.meeting)
    held = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    room = queries.room_of(item)
    found = queries.barriers(item, room, timezone.now())
    found += rules.barriers_to_deciding(
        is_open=held.opened_at is not None, is_decided=held.decision_id is not None
    )
    refuse(found)
    made = panels.decide(
        item.case,
        decided=decided,
        sitting=queries.sitting(item, room),
        version=version,
        by=by,
    )
    item.decision = made
    item.save(update_fields=["decision"])
    agenda.note("agenda.decided", item, by)
    return made


@transaction.atomic
def declare(item: Item, *, attendee: Attendee, reason: str, by: Membership) -> None:
    """Record that somebody who comes has an interest in the case: from now on they read
    nothing of it, and are not counted. It can be said after the meeting as well.
    """
    guest = None if attendee.member else attendee.pk
    sight.declare(
        item.case, member=attendee.member, guest_id=guest, reason=reason, by=by
    )


def refuse(found: list[str]) -> None:
    if found:
        raise Refused(*found)
