"""How long referrals and cases stay at each stage: of stages, never of people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from statistics import quantiles
from typing import Any

from saltmarsh.casework.cases.clocks import Period
from saltmarsh.casework.cases.lifecycle import ENDED
from saltmarsh.casework.cases.lifecycle import Stage as OfCase
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.models import StageChange as CaseChange
from saltmarsh.casework.referrals.lifecycle import ACKNOWLEDGE
from saltmarsh.casework.referrals.lifecycle import Stage as OfReferral
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.referrals.models import StageChange as ReferralChange
from saltmarsh.foundation.accounts.models import Membership

DAY = timedelta(days=1)
OPEN_OF_CASE = [stage for stage in OfCase if stage not in ENDED]
OPEN_OF_REFERRAL = [stage for stage in OfReferral if stage != OfReferral.CLOSED]


@dataclass(frozen=True)
class Step:
    """The moment at which a record came to a stage."""

    record: Any
    stage: str
    at: datetime


@dataclass(frozen=True)
class Stay:
    """How many days a record was at a stage, and when it left."""

    stage: str
    left_at: datetime
    days: float


@dataclass(frozen=True)
class Spread:
    """How long a stage took: the days within which a quarter, half and three quarters
    of the stays had ended. count: how many stays that is of.
    """

    stage: str
    name: str
    count: int
    quarter: float
    half: float
    most: float


def of_cases(member: Membership, now: datetime, period: Period) -> list[Spread]:
    """Return how long each stage of a case took that was left in the period, among the
    cases that `member` may see.
    """
    moved = CaseChange.objects.filter(created_at__range=period.moments())
    seen = Case.objects.seen_by(member, now).filter(pk__in=moved.values("case_id"))
    changes = CaseChange.objects.filter(case__in=seen.values("pk"))
    steps = changes.order_by("case_id", "created_at", "pk")
    told = steps.values_list("case_id", "stage", "created_at")
    return spreads(stays(Step(*each) for each in told), OPEN_OF_CASE, period)


def of_referrals(member: Membership, now: datetime, period: Period) -> list[Spread]:
    """Return how long each stage of a referral took that was left in the period, among
    the referrals that `member` may see.
    """
    moved = ReferralChange.objects.filter(created_at__range=period.moments())
    every = Referral.objects.seen_by(member, now)
    seen = every.filter(pk__in=moved.values("referral_id"))
    changes = ReferralChange.objects.filter(referral__in=seen.values("pk"))
    told = changes.order_by("referral_id", "created_at", "pk").values_list(
        "referral_id", "stage", "created_at", "move", "referral__received_at"
    )
    return spreads(stays(received(told)), OPEN_OF_REFERRAL, period)


def received(told: Iterable[Any]) -> Iterator[Step]:
    """Return the steps of referrals. One that was acknowledged first was received
    before, which no change says; one from the quarantine box was not.
    """
    last = None
    for record, stage, at, move, received_at in told:
        if record != last and move == ACKNOWLEDGE.name:
            yield Step(record, OfReferral.RECEIVED, received_at)
        yield Step(record, stage, at)
        last = record


def stays(steps: Iterable[Step]) -> Iterator[Stay]:
    """Return how long each stage was stayed at and then left. steps: in order of the
    record and of time; one that leads to the stage where the record is leaves nothing.
    """
    for _record, each in groupby(steps, key=lambda step: step.record):
        known = [next(group) for _, group in groupby(each, key=lambda one: one.stage)]
        for came, left in pairwise(known):
            yield Stay(came.stage, left.at, (left.at - came.at) / DAY)


def spreads(every: Iterable[Stay], stages: Iterable[Any], period: Period) -> list[Any]:
    """Return the spread of the stays that ended in the period, in the order of the
    stages; none of a stage that nothing left.
    """
    start, end = period.moments()
    known = [stay for stay in every if start <= stay.left_at < end]
    days = {
        stage: [stay.days for stay in known if stay.stage == stage] for stage in stages
    }
    return [spread(stage, held) for stage, held in days.items() if held]


def spread(stage: Any, days: list[float]) -> Spread:
    """Return the quartiles of the days; those of one stay are that stay."""
    parts = quantiles(days, n=4, method="inclusive") if len(days) > 1 else days * 3
    rounded = [round(part, 1) for part in parts]
    return Spread(stage.value, str(stage.label), len(days), *rounded)
