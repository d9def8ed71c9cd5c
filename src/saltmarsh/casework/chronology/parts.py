"""What a case is made of, each table asked once, by queries compiled once: its page and
its timeline read the same rows.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models

from saltmarsh.casework.assessments.models import Assessment
from saltmarsh.casework.cases.models import Case, Lead, StageChange
from saltmarsh.casework.consents.models import Consent, FurtherAssessment
from saltmarsh.casework.gathering.models import InformationRequest, Reply
from saltmarsh.casework.gathering.queries import out_first
from saltmarsh.casework.interventions.models import Explanation, Session
from saltmarsh.casework.panels.models import PanelDecision
from saltmarsh.casework.reviews.models import LiveReview
from saltmarsh.foundation.asking import together
from saltmarsh.foundation.prepared import Prepared


@dataclass(frozen=True)
class Parts:
    """The rows of one case. Requests: what is out first; the others: the newest first."""

    changes: list[StageChange]
    leads: list[Lead]
    decisions: list[PanelDecision]
    consents: list[Consent]
    further: list[FurtherAssessment]
    requests: list[InformationRequest]
    replies: list[Reply]
    assessments: list[Assessment]
    sessions: list[Session]
    live_reviews: list[LiveReview]
    silences: list[Explanation]


def of_a_case(model: Any, *along: str) -> Prepared[Any]:
    """Return the query for the rows of a case, with what they name along."""

    def build(case: Any) -> models.QuerySet[Any]:
        held = model.objects.filter(case=case).order_by("-created_at")
        return held.select_related(*along) if along else held  # type: ignore[no-any-return]

    return Prepared(build)


PARTS: dict[str, Prepared[Any]] = {
    "changes": of_a_case(StageChange, "by"),
    "leads": of_a_case(Lead, "member__user"),
    "decisions": of_a_case(PanelDecision, "by", "care_referral__answered_by"),
    "consents": of_a_case(Consent, "by"),
    "further": of_a_case(FurtherAssessment, "owner__user", "done_by"),
    "requests": Prepared(
        lambda case: out_first(
            InformationRequest.objects.filter(case=case).select_related("by")
        )
    ),
    "replies": of_a_case(Reply),
    "assessments": of_a_case(Assessment, "by"),
    "sessions": of_a_case(Session),
    "live_reviews": of_a_case(LiveReview, "by"),
    "silences": of_a_case(Explanation, "by"),
}


def of(case: Case) -> Parts:
    """Return what the case is made of; nothing sealed is opened."""
    asked = {name: partial(rows.all, case=case.pk) for name, rows in PARTS.items()}
    return Parts(**together(**asked))
