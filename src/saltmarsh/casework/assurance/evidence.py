"""The records behind each figure of an annual assurance statement.

Every finder returns what stands for its figure: the count is the length of the list,
so that a figure and its evidence cannot differ.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from saltmarsh.casework.assessments.models import Need
from saltmarsh.casework.assurance.models import Check
from saltmarsh.casework.cases.clocks import Period
from saltmarsh.casework.cases.lifecycle import START_SUPPORT, Stage
from saltmarsh.casework.cases.models import Basis, Case, CaseQuerySet, StageChange
from saltmarsh.casework.consents.lifecycle import State as Answered
from saltmarsh.casework.consents.models import Consent, FurtherAssessment
from saltmarsh.casework.exits import queries as exits
from saltmarsh.casework.exits.lifecycle import Held
from saltmarsh.casework.gathering.lifecycle import Answer
from saltmarsh.casework.gathering.models import InformationRequest
from saltmarsh.casework.meetings.lifecycle import Attendance, Side, State
from saltmarsh.casework.meetings.models import Attendee, Meeting
from saltmarsh.casework.panels.lifecycle import Mode, Outcome, Taken
from saltmarsh.casework.panels.models import CareReferral, PanelDecision
from saltmarsh.casework.reviews.models import LiveReview
from saltmarsh.casework.support import queries as support
from saltmarsh.casework.support.lifecycle import Found
from saltmarsh.casework.support.models import Plan
from saltmarsh.foundation.accounts.models import Membership


@dataclass(frozen=True)
class Evidence:
    """One record behind a figure: what it is called, the route and keys that open it,
    and its day. record: the case or meeting that the access log is told of.
    """

    name: str
    route: str
    keys: tuple[str, ...]
    record: UUID
    on: date


@dataclass(frozen=True)
class Year:
    """The time of a statement, and who asks."""

    member: Membership
    now: datetime
    period: Period

    @property
    def cases(self) -> CaseQuerySet:
        return Case.objects.seen_by(self.member, self.now)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        return self.period.moments()

    @property
    def days(self) -> tuple[date, date]:
        return self.period.since, self.period.until

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)


Finder = Callable[[Year], list[Evidence]]


def of_cases(records: Iterable[Any], on: Callable[[Any], date | datetime]) -> Any:
    """Return the case of each record, with the record's day."""
    return [of_case(one.case, on(one)) for one in records]


def of_case(case: Case, on: date | datetime) -> Evidence:
    day = timezone.localdate(on) if isinstance(on, datetime) else on
    return Evidence(case.reference, "desk:case", (case.reference,), case.pk, day)


def referred(year: Year) -> list[Evidence]:
    """Section 36 referrals whose grounds were found met."""
    every = Basis.objects.filter(case__in=year.cases, decided_at__range=year.moments)
    found = every.select_related("case").order_by("decided_at")
    return of_cases(found, lambda basis: basis.decided_at)


def meetings(year: Year) -> Any:
    seen = Meeting.objects.seen_by(year.member).exclude(state=State.CANCELLED)
    first, end = year.moments
    held = seen.filter(starts_at__gte=first, starts_at__lt=min(end, year.now))
    return held.order_by("starts_at")


def of_meetings(found: Iterable[Meeting]) -> list[Evidence]:
    return [of_meeting(one, timezone.localdate(one.starts_at)) for one in found]


def of_meeting(one: Meeting, on: date) -> Evidence:
    return Evidence("", "desk:meeting", (str(one.pk),), one.pk, on)


def held_meetings(year: Year) -> list[Evidence]:
    return of_meetings(meetings(year))


def attended_by(side: Side) -> Finder:
    def found(year: Year) -> list[Evidence]:
        came = Attendee.objects.filter(
            meeting=OuterRef("pk"), side=side, state=Attendance.ATTENDED
        )
        return of_meetings(meetings(year).filter(Exists(came)))

    return found


def unapproved(year: Year) -> list[Evidence]:
    """Meetings whose minutes the chair has not approved."""
    return of_meetings(meetings(year).exclude(state=State.APPROVED))


def decisions(year: Year) -> Any:
    every = PanelDecision.objects.filter(
        case__in=year.cases, decided_on__range=year.days
    )
    return every.select_related("case").order_by("decided_on", "created_at")


def decided(**how: Any) -> Finder:
    return lambda year: of_cases(
        decisions(year).filter(**how), lambda one: one.decided_on
    )


def without_plan(year: Year) -> list[Evidence]:
    """Cases adopted in the time that have no support plan."""
    adopted = decisions(year).filter(outcome=Outcome.ADOPTED, case__plans=None)
    return of_cases(adopted, lambda one: one.decided_on)


def planned(year: Year) -> list[Evidence]:
    """Support plans prepared or revised."""
    every = Plan.objects.filter(case__in=year.cases, created_at__range=year.moments)
    found = every.select_related("case").order_by("created_at")
    return of_cases(found, lambda plan: plan.created_at)


def started(year: Year) -> list[Evidence]:
    moved = StageChange.objects.filter(
        case__in=year.cases,
        move=START_SUPPORT.name,
        created_at__range=year.moments,
    )
    found = moved.select_related("case").order_by("created_at")
    return of_cases(found, lambda change: change.created_at)


def with_gaps(year: Year) -> list[Evidence]:
    """Cases supported now with a need that meets neither an action nor a reason."""
    supported = year.cases.filter(stage=Stage.SUPPORTED)
    needs = support.weighed(Need.objects.filter(case__in=supported))
    open_ones = needs.filter(is_gap=True).exclude(found=Found.MET)
    gaps = supported.filter(pk__in=open_ones.values("case_id")).order_by("reference")
    return [of_case(case, year.today) for case in gaps]


def asked(**how: Any) -> Finder:
    """Consents that were asked for, of which `how` is so."""

    def found(year: Year) -> list[Evidence]:
        every = Consent.objects.filter(case__in=year.cases, **how)
        known = every.filter(asked_on__range=year.days).select_related("case")
        return of_cases(known.order_by("asked_on"), lambda one: one.asked_on)

    return found


def withdrawn(year: Year) -> list[Evidence]:
    every = Consent.objects.filter(
        case__in=year.cases, state=Answered.WITHDRAWN, withdrawn_on__range=year.days
    )
    found = every.select_related("case").order_by("withdrawn_on")
    return of_cases(found, lambda one: one.withdrawn_on)


def reviewed(year: Year) -> list[Evidence]:
    every = LiveReview.objects.filter(case__in=year.cases, held_on__range=year.days)
    found = every.select_related("case").order_by("held_on")
    return of_cases(found, lambda review: review.held_on)


def further(*, is_done: bool) -> Finder:
    """Further assessments that were due in the time; of those not done, the late ones."""

    def found(year: Year) -> list[Evidence]:
        every = FurtherAssessment.objects.filter(
            case__in=year.cases, due_on__range=year.days, done_at__isnull=not is_done
        )
        late = every if is_done else every.filter(due_on__lt=year.today)
        known = late.select_related("case").order_by("due_on")
        return of_cases(known, lambda one: one.due_on)

    return found


def cared_for(state: Taken) -> Finder:
    """Referrals to health or social care of those not adopted, by their answer."""

    def found(year: Year) -> list[Evidence]:
        every = CareReferral.objects.filter(
            case__in=year.cases, decision__decided_on__range=year.days, state=state
        )
        known = every.select_related("case", "decision").order_by("created_at")
        return of_cases(known, lambda one: one.decision.decided_on)

    return found


def requested(**how: Any) -> Finder:
    """Requests to partners that were sent in the time, of which `how` is so."""

    def found(year: Year) -> list[Evidence]:
        every = InformationRequest.objects.seen_by(year.member, year.now)
        sent = every.filter(created_at__range=year.moments, **how)
        known = sent.select_related("case").order_by("created_at")
        return [of_request(one, one.created_at) for one in known]

    return found


def unanswered(year: Year) -> list[Evidence]:
    """Requests that were due in the time and that nobody has answered."""
    every = InformationRequest.objects.seen_by(year.member, year.now)
    late: Any = every.late(year.today).filter(due_on__range=year.days)
    known = late.select_related("case").order_by("due_on")
    return [of_request(one, one.due_on) for one in known]


def of_request(asked: InformationRequest, on: date | datetime) -> Evidence:
    """Return the request itself, under the name of its case."""
    keys = (asked.case.reference, str(asked.pk))
    return replace(of_case(asked.case, on), route="desk:request", keys=keys)


def closed(year: Year) -> list[Evidence]:
    moved = StageChange.objects.filter(
        case__in=year.cases, stage=Stage.CLOSED, created_at__range=year.moments
    )
    found = moved.select_related("case").order_by("created_at")
    return of_cases(found, lambda change: change.created_at)


def looked_back(*states: Held) -> Finder:
    """Reviews after closure that were due in the time; of those still due, the late."""

    def found(year: Year) -> list[Evidence]:
        every = exits.seen_by(year.member, year.now).filter(
            state__in=states, due_on__range=year.days, months__gt=0
        )
        late = every.filter(due_on__lt=year.today) if Held.DUE in states else every
        known = late.select_related("case").order_by("due_on")
        return of_cases(known, lambda review: review.due_on)

    return found


def dipped(*, is_read: bool) -> Finder:
    """Cases of the dip samples that were drawn in the time."""

    def found(year: Year) -> list[Evidence]:
        seen = Check.objects.seen_by(year.member, year.now)
        drawn = seen.filter(
            created_at__range=year.moments, checked_at__isnull=not is_read
        )
        return [
            replace(
                of_case(one.case, one.created_at),
                route="desk:dip-check",
                keys=(str(one.pk),),
            )
            for one in drawn.select_related("case").order_by("created_at")
        ]

    return found


ANSWERS = {answer: requested(answer=answer) for answer in Answer}
MODES = {mode: decided(mode=mode) for mode in Mode}
OUTCOMES = {outcome: decided(outcome=outcome) for outcome in Outcome}
