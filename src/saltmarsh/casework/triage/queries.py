import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.db.models import Exists, OuterRef

from saltmarsh.casework.cases import queries as cases
from saltmarsh.casework.referrals.lifecycle import OPEN, Stage
from saltmarsh.casework.referrals.models import Referral, ReferralQuerySet
from saltmarsh.casework.triage import clocks
from saltmarsh.casework.triage.clocks import Step
from saltmarsh.casework.triage.kinds import OUTCOMES, Kind
from saltmarsh.casework.triage.models import Decision
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.partnerships.models import Partnership

SETTINGS = clocks.SETTINGS
# How many overdue referrals one run of the alarm tells of.
MOST_RUNG = 500
OVERDUE = "referral.overdue"
FEEDBACK_OVERDUE = "feedback.overdue"
TEMPLATES = Path(__file__).with_name("feedback.json")


@dataclass(frozen=True)
class Decider:
    """Who decides, and which version of the referral they have seen."""

    member: Membership
    version: int | None = None


@dataclass(frozen=True)
class Why:
    """The options that were considered, and the reasons for the one taken."""

    reasons: str
    options: str = ""


@dataclass(frozen=True)
class PoliceAnswer:
    """What the police recorded. No intelligence: codes and a date."""

    code: str
    deconfliction: str
    assessed_on: date | None


@dataclass(frozen=True)
class Template:
    """A text to begin feedback with. tells_outcome: offered by a named decision
    only, and never to somebody who is anonymous.
    """

    key: str
    title: str
    text: str
    tells_outcome: bool


@cache
def templates() -> tuple[Template, ...]:
    """Return the shipped texts of safe feedback, neutral ones first."""
    shipped = [Template(**row) for row in json.loads(TEMPLATES.read_text())]
    return tuple(sorted(shipped, key=lambda template: template.tells_outcome))


def templates_for(referral: Referral) -> list[Template]:
    """Return what may be offered: nothing about an outcome to an anonymous referrer."""
    return [
        template
        for template in templates()
        if not (template.tells_outcome and referral.is_anonymous)
    ]


def steps(referral: Referral) -> list[Step]:
    """Return everything that the referral waits for, in no order."""
    if referral.stage not in OPEN:
        return []
    found = of_stage(referral)
    waiting = referral.onward_referrals.waiting()
    found += [Step("onward", clocks.end_of_day(asked.chase_on)) for asked in waiting]
    if owed := feedback_owed_since(referral):
        at = clocks.runs_out(referral.partnership, clocks.FEEDBACK, owed)
        found.append(Step("feedback", at))
    return found


def of_stage(referral: Referral) -> list[Step]:
    since = came_to_stage(referral)
    below = latest(referral, Kind.BELOW_THRESHOLD)
    if referral.stage == Stage.BELOW_THRESHOLD and below and below.review_on:
        return [Step("review", clocks.end_of_day(below.review_on))]
    if referral.stage == Stage.SECTION_36 and cases.rests_on(referral):
        return []
    decided = latest(referral, Kind.SECTION_36)
    if referral.stage == Stage.ASSESSED and decided and decided.created_at > since:
        at = clocks.runs_out(referral.partnership, clocks.DECIDE, decided.created_at)
        return [Step("decide", at)]
    return clocks.of_stage(referral.partnership, referral.stage, since)


def came_to_stage(referral: Referral) -> datetime:
    """Return when the referral came to the stage it is at."""
    change = referral.stage_changes.order_by("-created_at").first()
    return change.created_at if change else referral.created_at


def latest(referral: Referral, kind: str) -> Decision | None:
    """Return the newest decision of one kind, if there is any."""
    return referral.decisions.of_kind(kind).order_by("-created_at").first()


def feedback_owed_since(referral: Referral) -> datetime | None:
    """Return when the first outcome was decided that nobody has told the referrer of,
    nor said why not; None when nothing is owed.
    """
    decided = referral.decisions.of_kind(*OUTCOMES)
    if told := latest(referral, Kind.FEEDBACK):
        decided = decided.filter(created_at__gt=told.created_at)
    first = decided.order_by("created_at").first()
    return first.created_at if first else None


def overdue(partnership: Partnership, now: datetime) -> list[Referral]:
    """Return open referrals whose clock has run out unsaid, the longest first."""
    late = partnership.referrals.open().filter(due_at__lt=now)
    return unsaid(late.exclude(due_for="feedback"), OVERDUE, "due_at")


def feedback_overdue(partnership: Partnership, now: datetime) -> list[Referral]:
    """Return referrals whose referrer should have been told by now, unsaid, the
    longest first, whatever else is due before it.
    """
    late = partnership.referrals.open().filter(feedback_due_at__lt=now)
    return unsaid(late, FEEDBACK_OVERDUE, "feedback_due_at")


def unsaid(late: ReferralQuerySet, kind: str, order: str) -> list[Referral]:
    """Return those of `late` about which no notice of `kind` waits."""
    told = Notice.objects.waiting().filter(kind=kind, about_id=OuterRef("pk"))
    new = late.exclude(Exists(told)).select_related("partnership", "owner", "team")
    return list(new.order_by(order)[:MOST_RUNG])
