from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases import queries as cases
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.meetings import rules
from saltmarsh.casework.meetings.lifecycle import Attendance, Side, State
from saltmarsh.casework.meetings.models import (
    Addendum,
    Attendee,
    Item,
    ItemQuerySet,
    Meeting,
    MeetingQuerySet,
    Minute,
)
from saltmarsh.casework.meetings.rules import Home, Room
from saltmarsh.casework.panels.rules import Sitting
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.calendar.working_days import HERE
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of
from saltmarsh.foundation.prepared import Prepared

INVITED = "meeting.invited"
BEFORE = Setting(
    "meetings.papers_before",
    _("Days before a meeting from which its papers are open"),
    default=7,
    kind="number",
    hint=_("Your own choice: no law sets it."),
)
AFTER = Setting(
    "meetings.papers_after",
    _("Days after a meeting until which its papers stay open"),
    default=2,
    kind="number",
    hint=_("Your own choice: no law sets it."),
)
SETTINGS = [BEFORE, AFTER]


@dataclass(frozen=True)
class Window:
    """From when until when the papers of a meeting are open to those who come."""

    opens_at: datetime
    closes_at: datetime

    def is_open(self, now: datetime) -> bool:
        return self.opens_at <= now < self.closes_at


@dataclass(frozen=True)
class Part:
    """The minutes of one case, or, where item is None, of the meeting as a whole."""

    item: Item | None
    minute: Minute | None
    addenda: list[Addendum]


def window(meeting: Meeting, partnership: Partnership) -> Window:
    before = timedelta(days=int(value_of(partnership, BEFORE)))
    after = timedelta(days=int(value_of(partnership, AFTER)))
    return Window(meeting.starts_at - before, meeting.ends_at + after)


def papers(partnership: Partnership, member: Membership, now: datetime) -> ItemQuerySet:
    """Return the items whose papers the member may read now."""
    before = timedelta(days=int(value_of(partnership, BEFORE)))
    after = timedelta(days=int(value_of(partnership, AFTER)))
    near = partnership.meetings.exclude(state=State.CANCELLED).filter(
        starts_at__lte=now + before, starts_at__gt=now - after - timedelta(days=1)
    )
    open_now = [each.pk for each in near if window(each, partnership).is_open(now)]
    every = partnership.agenda_items.filter(meeting__in=open_now)
    return every.read_by(member, now)


def meetings_of(member: Membership, now: datetime) -> MeetingQuerySet:
    """Return the meetings that the member comes to, from a month ago on."""
    every = Meeting.objects.coming_to(member).exclude(state=State.CANCELLED)
    return every.filter(starts_at__gt=now - timedelta(days=31)).order_by("starts_at")


def coming(meeting: Meeting) -> list[Attendee]:
    """Return who is on the list of a meeting: its chair first, then by side."""
    held = meeting.attendees.select_related("member__user", "only_for__case")
    return list(held.order_by("-is_chair", "side", "created_at", "pk"))


def room(item: Item, everybody: Iterable[Attendee], barred: Collection[UUID]) -> Room:
    """Return who is there for a case: those who attend the meeting, or are invited for
    this case, without those who have an interest in it.
    """
    here = [
        each
        for each in everybody
        if each.state == Attendance.ATTENDED
        and each.only_for_id in (None, item.pk)
        and not {each.pk, each.member_id} & {*barred}
    ]
    chairs = [each for each in here if in_the_chair(each, item)]
    return Room(
        chair=str(chairs[0]) if chairs else "",
        police={
            each.who["force"]: str(each) for each in here if each.side == Side.POLICE
        },
        others=tuple(str(each) for each in here),
    )


def in_the_chair(attendee: Attendee, item: Item) -> bool:
    """Tell whether somebody chairs a case: who was named for it, else the meeting's."""
    return attendee.pk == item.chair_id if item.chair_id else attendee.is_chair


def standings(
    meeting: Meeting, items: Sequence[Item], now: datetime
) -> list[tuple[Item, list[str]]]:
    """Return each case of an agenda with why it cannot be opened now; nothing stands in
    its way before the day of the meeting.
    """
    keyring.open_files(meeting.partnership_id, [item.case_id for item in items])
    if timezone.localdate(meeting.starts_at) > timezone.localdate(now):
        return [(item, []) for item in items]
    shut_out = cases.barred_from([item.case_id for item in items])
    everybody = coming(meeting)
    return [
        (item, barriers(item, room(item, everybody, shut_out[item.case_id]), now))
        for item in items
    ]


def room_of(item: Item) -> Room:
    return room(item, coming(item.meeting), cases.barred(item.case))


def home_of(item: Item) -> Home:
    """Return what is recorded of where the person lives."""
    return Home(**(item.home or {}))


def barriers(item: Item, held: Room, now: datetime) -> list[str]:
    """Return why the case can be neither discussed nor decided about now: section 37."""
    day = timezone.localdate(item.meeting.starts_at)
    found = rules.barriers_to_sitting(item.meeting.state, day, timezone.localdate(now))
    return [*found, *rules.barriers_to_discussing(held, home_of(item))]


def sitting(item: Item, held: Room) -> Sitting:
    """Return who sat when it was decided, from the attendance of the meeting."""
    home = home_of(item)
    return Sitting(
        on=timezone.localdate(item.meeting.starts_at),
        chair=held.chair,
        police=rules.attending(held, home.force),
        force=home.force,
        home_is_known=home.is_known,
        force_why=home.why,
        present=held.others,
    )


def home_before(case: Case) -> Home:
    """Return what an earlier meeting recorded of where the person lives."""
    earlier = case.agenda_items.exclude(sealed_home=None).order_by("-created_at")
    found = earlier.first()
    return home_of(found) if found else Home()


def forces(meeting: Meeting) -> list[str]:
    """Return the police forces that somebody on the list comes for, by name."""
    police = [each for each in coming(meeting) if each.side == Side.POLICE]
    return sorted({each.who["force"] for each in police})


def latest(member: Membership, now: datetime) -> dict[str, Any]:
    """Return the meetings of the member's teams: {ahead, past}, the nearest first."""
    seen = Meeting.objects.seen_by(member).select_related("series")
    today = datetime.combine(timezone.localdate(now), time.min, HERE)
    ahead = Q(starts_at__gte=today)
    return {
        "ahead": list(seen.filter(ahead).order_by("starts_at")[:25]),
        "past": list(seen.exclude(ahead).order_by("-starts_at")[:25]),
    }


def parts(meeting: Meeting, items: Sequence[Item]) -> list[Part]:
    """Return the minutes of the meeting as a whole and of `items`, in that order."""
    keyring.open_files(
        meeting.partnership_id, [meeting.pk, *(i.case_id for i in items)]
    )
    written = {each.item_id: each for each in meeting.written.select_related("by")}
    added = list(meeting.addenda.select_related("by").order_by("created_at"))
    return [
        Part(item, written.get(key), [each for each in added if each.item_id == key])
        for item, key in [(None, None), *((item, item.pk) for item in items)]
    ]


ON_AGENDA: Prepared[Item] = Prepared(
    lambda case, member: (
        Item.objects.filter(
            case=case, meeting__in=Meeting.objects.seen_by(Membership(pk=member))
        )
        .select_related("meeting")
        .order_by("-meeting__starts_at")
    )
)


def on_agenda(case: Case, member: Membership) -> list[Item]:
    """Return where a case is on an agenda, of the meetings of the member's teams."""
    return ON_AGENDA.all(case=case.pk, member=member.pk)
