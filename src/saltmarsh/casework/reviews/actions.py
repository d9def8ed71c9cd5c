from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.assessments.models import Need
from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.lifecycle import SUPPORTED
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.reviews import rules
from saltmarsh.casework.reviews.lifecycle import Result
from saltmarsh.casework.reviews.models import LiveReview
from saltmarsh.casework.support import actions as support
from saltmarsh.casework.support import queries
from saltmarsh.casework.support.lifecycle import Found
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused

MOST_BEGUN = 500


@dataclass(frozen=True)
class Reviewed:
    """A review as it was held: what was seen, of each open need whether it is met, and
    why it goes on so.
    """

    held_on: date
    result: Result
    seen: str
    reasons: str
    needs: Mapping[Need, Found]


@transaction.atomic
def review(
    case: Case, *, reviewed: Reviewed, version: int | None = None, by: Membership
) -> LiveReview:
    """Record a review of a supported case; the next one is due a cycle later.

    Raises Refused with the barriers, and StaleCase.
    """
    held = cases.lock(case, version=version)
    refuse(held, reviewed)
    made = LiveReview(
        partnership_id=case.partnership_id,
        case=case,
        held_on=reviewed.held_on,
        result=reviewed.result,
        by=by.user,
    )
    made.words = {
        "seen": reviewed.seen,
        "reasons": reviewed.reasons,
        "needs": told(reviewed),
    }
    made.save()
    support.find(reviewed.needs, by=by)
    cases.change(case)
    cases.wind(case)
    audit.note(
        "case.live_reviewed",
        partnership_id=made.partnership_id,
        about=("reviews.LiveReview", [made.pk, case.pk]),
        by=by.user_id,
        result=made.result,
    )
    return made


def told(reviewed: Reviewed) -> str:
    """Return what was found of each need, one on a line."""
    lines = [f"{need.text}: {Found(f).label}" for need, f in reviewed.needs.items()]
    return "\n".join(lines)


def refuse(case: Case, reviewed: Reviewed) -> None:
    asked = {need.pk for need in queries.open_needs(case)}
    found = rules.barriers_to_reviewing(
        seen=reviewed.seen,
        reasons=reviewed.reasons,
        unanswered=len(asked - {need.pk for need in reviewed.needs}),
        stage=case.stage,
    )
    if found := [
        *found,
        *rules.barriers_to_dating(reviewed.held_on, timezone.localdate()),
    ]:
        raise Refused(*found)


@transaction.atomic
def begin_cycles(partnership: Partnership) -> int:
    """Let supported cases that wait for nothing wait for their review; return how many.
    They were supported before there was a cycle.
    """
    idle = partnership.cases.filter(stage__in=SUPPORTED, due_at=None)
    found = list(idle.select_for_update(of=("self",))[:MOST_BEGUN])
    for case in found:
        cases.wind(case)
    return len(found)
