"""The meetings of a panel: planned in a series, with its standing members."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from saltmarsh.casework.cases.queries import barred_from
from saltmarsh.casework.meetings import queries, rules
from saltmarsh.casework.meetings.lifecycle import CANCEL, LIFECYCLE, Attendance
from saltmarsh.casework.meetings.models import Attendee, Item, Meeting, Seat, Series
from saltmarsh.foundation.accounts import queries as accounts
from saltmarsh.foundation.accounts.models import Membership, Team
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.calendar.working_days import HERE
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.refusals import Refused


@dataclass(frozen=True)
class Where:
    """When in the day, how long and where: minutes is how long it takes."""

    at: time
    minutes: int
    place: str = ""
    link: str = ""


@dataclass(frozen=True)
class Shape:
    """What a series is called, how often it meets, and when and where as a rule."""

    name: str
    every: int
    unit: str
    where: Where


@dataclass(frozen=True)
class Comer:
    """Who comes: a member, or a guest by name; for whom, for which agency or force.

    only_for: the one case they are invited for. stands_for: whose substitute they are.
    """

    side: str
    agency: str = ""
    force: str = ""
    member: Membership | None = None
    name: str = ""
    only_for: Item | None = None
    stands_for: Attendee | None = None

    def named(self) -> str:
        return str(self.member) if self.member else self.name


@transaction.atomic
def begin(
    team: Team, *, shape: Shape, days: Sequence[date] = (), by: Membership
) -> Series:
    """Begin a series of meetings of a team's panel, with meetings on `days`."""
    where = shape.where
    series = Series.objects.create(
        partnership_id=team.partnership_id,
        team=team,
        name=shape.name,
        every=shape.every,
        unit=shape.unit,
        at=where.at,
        minutes=where.minutes,
        place=where.place,
        link=where.link,
    )
    audit.record("series.begun", series, by=by.user_id)
    for day in days:
        plan(series, day=day, where=where, by=by)
    return series


def days_from(first: date, shape: Shape, count: int) -> list[date]:
    """Return the days of `count` meetings, the first of them `first`."""
    days = [first]
    while len(days) < count:
        days.append(rules.next_day(days[-1], shape.every, shape.unit))
    return days


@transaction.atomic
def plan(series: Series, *, day: date, where: Where, by: Membership) -> Meeting:
    """Plan a meeting of the series, to which its standing members come."""
    meeting = Meeting.objects.create(
        partnership_id=series.partnership_id,
        series=series,
        starts_at=datetime.combine(day, where.at, HERE),
        minutes=where.minutes,
        place=where.place,
        link=where.link,
    )
    for seat in series.seats.filter(ended_at=None).select_related("member__user"):
        expect(meeting, of_seat(seat))
    audit.record("meeting.planned", meeting, by=by.user_id)
    return meeting


def of_seat(seat: Seat) -> Comer:
    return Comer(seat.side, seat.agency, seat.force, seat.member)


def lock(meeting: Meeting) -> Meeting:
    """Return the meeting as the database now has it, held until the transaction ends.

    Raises Refused when it was cancelled or its minutes are approved.
    """
    every = Meeting.objects.select_for_update(of=("self",))
    held = every.get(pk=meeting.pk, partnership_id=meeting.partnership_id)
    if found := rules.barriers_to_changing(held.state):
        raise Refused(*found)
    return held


@transaction.atomic
def move(meeting: Meeting, *, day: date, where: Where, by: Membership) -> None:
    """Let the meeting be on another day, at another time or place."""
    lock(meeting)
    meeting.starts_at = datetime.combine(day, where.at, HERE)
    meeting.minutes, meeting.place = where.minutes, where.place
    meeting.link, meeting.sequence = where.link, F("sequence") + 1
    meeting.save()
    meeting.refresh_from_db()
    audit.record("meeting.moved", meeting, by=by.user_id)


@transaction.atomic
def cancel(meeting: Meeting, *, by: Membership) -> None:
    """Cancel the meeting. Its agenda stays to be read; nobody reads its papers."""
    held = lock(meeting)
    meeting.state = LIFECYCLE.after(held.state, CANCEL)
    meeting.sequence = held.sequence + 1
    meeting.save(update_fields=["state", "sequence"])
    notices.done(by.partnership, kind=queries.INVITED, about_id=meeting.pk)
    audit.record("meeting.cancelled", meeting, by=by.user_id)


@transaction.atomic
def seat(series: Series, *, comer: Comer, by: Membership) -> Seat:
    """Make a member a standing one: they come to every meeting that is still ahead.

    Raises Refused with the barriers.
    """
    refuse_coming(comer)
    assert comer.member is not None  # noqa: S101 - a seat is a member's
    Seat.objects.filter(series=series, member=comer.member, ended_at=None).update(
        ended_at=timezone.now()
    )
    made = Seat.objects.create(
        partnership_id=series.partnership_id,
        series=series,
        member=comer.member,
        side=comer.side,
        agency=comer.agency,
        force=comer.force,
    )
    for meeting in ahead(series):
        if not meeting.attendees.filter(member=comer.member, only_for=None).exists():
            expect(meeting, comer)
    audit.record("series.seated", made, by=by.user_id, side=made.side)
    return made


def ahead(series: Series) -> list[Meeting]:
    return list(series.meetings.planned().filter(starts_at__gt=timezone.now()))


@transaction.atomic
def unseat(seat: Seat, *, by: Membership) -> None:
    """End a seat: its holder comes to no meeting that is still ahead."""
    seat.ended_at = timezone.now()
    seat.save(update_fields=["ended_at"])
    for meeting in ahead(seat.series):
        mine = meeting.attendees.filter(member=seat.member, only_for=None)
        mine.filter(state=Attendance.EXPECTED, substitutes=None).delete()
    audit.record("series.unseated", seat, by=by.user_id)


@transaction.atomic
def pass_on(place: Seat, *, member: Membership, by: Membership) -> Seat:
    """Give a standing member's place to a colleague, for the same agency or force: they
    come to each meeting that is still ahead. Raises Refused with the barriers.
    """
    every = Seat.objects.select_for_update(of=("self",)).select_related("member")
    held = every.get(pk=place.pk, partnership_id=place.partnership_id)
    seated = held.series.seats.filter(member=member, ended_at=None)
    found = rules.barriers_to_taking_over(
        is_held=held.ended_at is None,
        is_colleague=accounts.work_together(held.member, member),
        is_seated=seated.exists(),
        is_barred=is_barred(member, held.series),
    )
    if found:
        raise Refused(*found)
    unseat(held, by=by)
    comer = Comer(held.side, held.agency, held.force, member)
    return seat(held.series, comer=comer, by=by)


def is_barred(member: Membership, series: Series) -> bool:
    """Tell whether a member is shut out of a case on the agenda of a meeting ahead."""
    items = Item.objects.filter(meeting__in=ahead(series))
    cases = list(items.values_list("case_id", flat=True))
    return any(member.pk in keys for keys in barred_from(cases).values())


def refuse_coming(comer: Comer, *, is_known: bool = False) -> None:
    found = rules.barriers_to_coming(
        side=comer.side, force=comer.force, name=comer.named(), is_known=is_known
    )
    if found:
        raise Refused(*found)


def expect(meeting: Meeting, comer: Comer) -> Attendee:
    """Put somebody on the list of a meeting."""
    made = Attendee(
        partnership_id=meeting.partnership_id,
        meeting=meeting,
        member=comer.member,
        side=comer.side,
        only_for=comer.only_for,
        stands_for=comer.stands_for,
    )
    made.who = {"name": comer.named(), "agency": comer.agency, "force": comer.force}
    made.save()
    return made


@transaction.atomic
def invite(meeting: Meeting, *, comer: Comer, by: Membership) -> Attendee:
    """Put somebody on the list of a meeting: for all of it, for one case, or as the
    substitute of somebody, whose apologies it notes. Raises Refused with the barriers.
    """
    lock(meeting)
    known = meeting.attendees.filter(member=comer.member, only_for=comer.only_for)
    refuse_coming(comer, is_known=comer.member is not None and known.exists())
    made = expect(meeting, comer)
    if comer.stands_for:
        comer.stands_for.state = Attendance.APOLOGIES
        comer.stands_for.is_chair = False
        comer.stands_for.save(update_fields=["state", "is_chair"])
    audit.record("meeting.invited", made, by=by.user_id, side=made.side)
    return made


@transaction.atomic
def call(meeting: Meeting, *, preparers: Collection[str], by: Membership) -> int:
    """Tell those who come by an e-mail and a notice, which name nobody; return how many.
    Whoever has no account is told outside of the service.

    preparers: the roles that open the meeting at the desk.
    """
    lock(meeting)
    coming = meeting.attendees.filter(
        member__isnull=False, member__left_at=None, state=Attendance.EXPECTED
    )
    held = coming.select_related("member__user", "member__partnership")
    told = {each.member for each in held if each.member and each.member != by}
    for member in told:
        route = "desk:meeting" if member.role in preparers else "partners:meeting"
        tell(meeting, route, member, by)
    audit.record("meeting.called", meeting, by=by.user_id, told=str(len(told)))
    return len(told)


def tell(meeting: Meeting, route: str, member: Membership, by: Membership) -> None:
    arguments = (str(meeting.pk),)
    place = Place(route, arguments, meeting.pk)
    notices.tell(by.partnership, kind=queries.INVITED, place=place, member=member)
    notices.mail(
        by.partnership,
        to=member.user.email,
        template="meetings/invitation",
        fills={"page": (route, arguments)},
        by=by.user_id,
    )
