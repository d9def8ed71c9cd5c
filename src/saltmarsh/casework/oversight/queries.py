"""What is past its day, across everything that a member may see.

Each kind is one query, however much is late. Nothing that the member may not open is
a row, and none of it is counted.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from saltmarsh.casework.assurance import queries as assurance
from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases.lifecycle import OPEN
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.complaints.models import Complaint
from saltmarsh.casework.consents.models import FurtherAssessment
from saltmarsh.casework.exits import queries as exits
from saltmarsh.casework.gathering.models import InformationRequest
from saltmarsh.casework.interventions import queries as interventions
from saltmarsh.casework.interventions.models import Session
from saltmarsh.casework.neighbours import queries as neighbours
from saltmarsh.casework.neighbours.models import Received
from saltmarsh.casework.oversight.kinds import OTHER_CLOCKS, OWN_CLOCKS, Kind
from saltmarsh.casework.panels import queries as panels
from saltmarsh.casework.panels.models import CareReferral
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.routing import queries as routing
from saltmarsh.casework.support.models import Action
from saltmarsh.casework.transfers import queries as transfers
from saltmarsh.foundation.accounts.models import Membership

# How many of one kind are looked at, the longest late first.
MOST_OF_A_KIND = 500


@dataclass(frozen=True)
class Late:
    """Something past its day. owner: by name, a team or a desk where nobody has it;
    owner_key tells two of one name apart. record: the referral or case it is of.
    leads_to: the reference or key of the page that opens it. step: what is due, as a
    code, where the kind does not tell.
    """

    kind: Kind
    leads_to: str
    record: UUID
    owner: str
    owner_key: str
    due_on: date
    days: int
    step: str = ""


@dataclass(frozen=True)
class Held:
    """Whose late things are listed, until when, in days and in moments."""

    member: Membership
    now: datetime
    today: date

    def cases(self) -> Any:
        return Case.objects.seen_by(self.member, self.now)

    def referrals(self) -> Any:
        return Referral.objects.seen_by(self.member, self.now)


@dataclass(frozen=True)
class Group:
    """How much is late of one owner or kind, and how long the oldest is."""

    key: str
    name: str
    count: int
    days: int


def late(member: Membership, now: datetime, kinds: Collection[Kind]) -> list[Late]:
    """Return what is past its day of `kinds` as far as `member` may see it, the
    longest late first.
    """
    held = Held(member, now, timezone.localdate(now))
    every = [row for kind in kinds for row in FINDERS[kind](held)]
    return sorted(every, key=lambda row: (-row.days, row.owner, row.leads_to))


def by_owner(rows: Iterable[Late]) -> list[Group]:
    """Count rows by who owns them, whose oldest is the longest late first."""
    return grouped(rows, lambda row: (row.owner_key, row.owner))


def by_kind(rows: Iterable[Late]) -> list[Group]:
    return grouped(rows, lambda row: (row.kind.value, str(row.kind.label)))


def grouped(rows: Iterable[Late], of: Callable[[Late], tuple[str, str]]) -> list[Group]:
    days: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        days.setdefault(of(row), []).append(row.days)
    found = [Group(*of_whom, len(each), max(each)) for of_whom, each in days.items()]
    return sorted(found, key=lambda group: (-group.days, group.name))


def row(held: Held, kind: Kind, of: Any, owner: Any, due: date | datetime) -> Late:
    """Return the row of something late. of: its referral, case or own record."""
    due_on = clocks.last_day(due) if isinstance(due, datetime) else due
    return Late(
        kind=kind,
        leads_to=str(getattr(of, "reference", of.pk)),
        record=of.pk,
        owner=str(getattr(owner, "name", owner)),
        owner_key=str(owner.pk),
        due_on=due_on,
        days=(held.today - due_on).days,
    )


def referrals(held: Held) -> Iterator[Late]:
    late = held.referrals().open().filter(due_at__lt=held.now)
    late = late.exclude(due_for="feedback").select_related("owner__user", "team")
    for one in late.order_by("due_at")[:MOST_OF_A_KIND]:
        found = row(held, Kind.REFERRAL, one, one.owner or one.team, one.due_at)
        yield replace(found, step=one.due_for)


def feedback(held: Held) -> Iterator[Late]:
    late = held.referrals().open().filter(feedback_due_at__lt=held.now)
    late = late.select_related("owner__user", "team").order_by("feedback_due_at")
    for one in late[:MOST_OF_A_KIND]:
        owner = one.owner or one.team
        yield row(held, Kind.FEEDBACK, one, owner, one.feedback_due_at)


def deliveries(held: Held) -> Iterator[Late]:
    late = routing.seen_deliveries(held.member, held.now).waiting()
    late = late.filter(due_at__lt=held.now).select_related("desk", "referral")
    for one in late.order_by("due_at", "pk")[:MOST_OF_A_KIND]:
        yield row(held, Kind.DELIVERY, one.referral, one.desk, one.due_at)


def enquiries(held: Held) -> Iterator[Late]:
    late = neighbours.asked_by_us(held.member, held.now).over(held.now)
    late = late.select_related("referral__owner__user", "referral__team")
    for one in late.order_by("lapses_at")[:MOST_OF_A_KIND]:
        owner = one.referral.owner or one.referral.team
        yield row(held, Kind.ENQUIRY, one, owner, one.lapses_at)


def received(held: Held) -> Iterator[Late]:
    late: Any = Received.objects.filter(partnership_id=held.member.partnership_id)
    late = late.over(held.now).select_related("partnership")
    for one in late.order_by("lapses_at")[:MOST_OF_A_KIND]:
        yield row(held, Kind.RECEIVED, one, one.partnership, one.lapses_at)


def complaints(held: Held) -> Iterator[Late]:
    late: Any = Complaint.objects.seen_by(held.member, held.now).open()
    late = late.filter(due_on__lt=held.today).select_related("owner__user")
    for one in late.order_by("due_on", "pk")[:MOST_OF_A_KIND]:
        yield row(held, Kind.COMPLAINT, one, one.owner, one.due_on)


def steps(held: Held, kind: Kind, late: Any) -> Iterator[Late]:
    """Return the cases whose clock has run out, as rows of `kind`."""
    late = late.open().filter(due_at__lt=held.now).select_related("lead__user")
    for case in late.order_by("due_at")[:MOST_OF_A_KIND]:
        found = row(held, kind, case, case.lead, case.due_at)
        yield replace(found, step=case.due_for)


def case_steps(held: Held) -> Iterator[Late]:
    return steps(held, Kind.CASE, held.cases().exclude(due_for__in=OTHER_CLOCKS))


def to_transfer(held: Held) -> Iterator[Late]:
    waiting = held.cases().filter(due_for__in=OWN_CLOCKS[Kind.TO_TRANSFER])
    return steps(held, Kind.TO_TRANSFER, waiting)


def consents(held: Held) -> Iterator[Late]:
    waiting = held.cases().filter(due_for__in=OWN_CLOCKS[Kind.CONSENT])
    return steps(held, Kind.CONSENT, waiting)


def live_reviews(held: Held) -> Iterator[Late]:
    waiting = held.cases().filter(due_for__in=OWN_CLOCKS[Kind.LIVE_REVIEW])
    return steps(held, Kind.LIVE_REVIEW, waiting)


def owned(held: Held, kind: Kind, late: Any) -> Iterator[Late]:
    """Return tasks of cases that have one owner and a day, as rows of `kind`."""
    late = late.filter(due_on__lt=held.today).select_related("case", "owner__user")
    for one in late.order_by("due_on", "pk")[:MOST_OF_A_KIND]:
        yield row(held, kind, one.case, one.owner, one.due_on)


def further(held: Held) -> Iterator[Late]:
    every = FurtherAssessment.objects.filter(case__in=held.cases())
    return owned(held, Kind.FURTHER, every.waiting())


def actions(held: Held) -> Iterator[Late]:
    every = panels.seen_by(held.member, held.now)
    return owned(held, Kind.ACTION, every.waiting())


def care(held: Held) -> Iterator[Late]:
    every = CareReferral.objects.filter(case__in=held.cases()).waiting()
    late: Any = every.filter(due_on__lt=held.today).select_related("case__lead__user")
    for one in late.order_by("due_on", "pk")[:MOST_OF_A_KIND]:
        yield row(held, Kind.CARE, one.case, one.case.lead, one.due_on)


def transferring(held: Held) -> Iterator[Late]:
    """Return the transfers that nobody there has answered in time."""
    late = transfers.late(held.member.partnership, held.now)[:MOST_OF_A_KIND]
    known = held.cases().filter(pk__in=[one.case_id for one in late])
    seen = set(known.values_list("pk", flat=True))
    for one in late:
        if one.case_id in seen:
            due = transfers.runs_out(one)
            yield row(held, Kind.TRANSFER, one.case, one.case.lead, due)


def support(held: Held) -> Iterator[Late]:
    """Return the actions of support plans whose day is over, of whoever gives them."""
    every = Action.objects.filter(case__in=held.cases(), case__stage__in=OPEN)
    late: Any = every.late(held.today)
    late = late.select_related("case__lead__user", "provider__user")
    for one in late.order_by("due_on", "pk")[:MOST_OF_A_KIND]:
        owner = one.provider or one.case.lead
        yield row(held, Kind.SUPPORT, one.case, owner, one.due_on)


def reviews(held: Held) -> Iterator[Late]:
    return owned(held, Kind.REVIEW, exits.seen_by(held.member, held.now).due())


def requests(held: Held) -> Iterator[Late]:
    every = InformationRequest.objects.seen_by(held.member, held.now)
    late: Any = every.late(held.today).filter(case__stage__in=OPEN)
    late = late.select_related("case__lead__user").order_by("due_on", "pk")
    for one in late[:MOST_OF_A_KIND]:
        yield row(held, Kind.REQUEST, one.case, one.case.lead, one.due_on)


def sessions(held: Held) -> Iterator[Late]:
    """Return sessions whose day has passed and of which nobody has reported."""
    every = Session.objects.planned().filter(case__in=held.cases())
    late: Any = every.filter(planned_for__lt=held.today, case__stage__in=OPEN)
    late = late.select_related("case__lead__user", "action__provider__user")
    for one in late.order_by("planned_for", "pk")[:MOST_OF_A_KIND]:
        owner = one.action.provider or one.case.lead
        yield row(held, Kind.SESSION, one.case, owner, one.planned_for)


def silences(held: Held) -> Iterator[Late]:
    quiet = interventions.silent(held.member.partnership, held.now)
    seen = quiet.filter(pk__in=held.cases().values("pk")).select_related("lead__user")
    for case, since in interventions.silent_with_since(seen[:MOST_OF_A_KIND]):
        rings_at = interventions.rings(held.member.partnership, since)
        yield row(held, Kind.SILENCE, case, case.lead, rings_at)


def dip_checks(held: Held) -> Iterator[Late]:
    """Return the cases of dip samples that nobody has read; whoever drew them owns it."""
    late: Any = assurance.waiting(held.member, held.now)
    late = late.select_related("sample__by").order_by("sample__due_on", "pk")
    for one in late[:MOST_OF_A_KIND]:
        yield row(held, Kind.DIP_CHECK, one, one.sample.by, one.sample.due_on)


FINDERS: dict[Kind, Callable[[Held], Iterator[Late]]] = {
    Kind.REFERRAL: referrals,
    Kind.FEEDBACK: feedback,
    Kind.DELIVERY: deliveries,
    Kind.ENQUIRY: enquiries,
    Kind.RECEIVED: received,
    Kind.COMPLAINT: complaints,
    Kind.CASE: case_steps,
    Kind.TO_TRANSFER: to_transfer,
    Kind.TRANSFER: transferring,
    Kind.CARE: care,
    Kind.CONSENT: consents,
    Kind.FURTHER: further,
    Kind.REQUEST: requests,
    Kind.ACTION: actions,
    Kind.SUPPORT: support,
    Kind.LIVE_REVIEW: live_reviews,
    Kind.SESSION: sessions,
    Kind.SILENCE: silences,
    Kind.REVIEW: reviews,
    Kind.DIP_CHECK: dip_checks,
}
