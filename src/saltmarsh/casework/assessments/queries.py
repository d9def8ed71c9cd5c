from collections.abc import Iterable
from dataclasses import dataclass

from saltmarsh.casework.assessments import rules
from saltmarsh.casework.assessments.models import Addendum, Assessment, Need
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.panels.models import PanelDecision


@dataclass(frozen=True)
class Shown:
    """An assessment as its page shows it. decision: the one it is for, once there is
    one. is_afterwards: whether it was written after that decision.
    """

    assessment: Assessment
    needs: list[Need]
    addenda: list[Addendum]
    decision: PanelDecision | None
    is_afterwards: bool


def shown(case: Case) -> list[Shown]:
    """Return the assessments of a case, the newest first."""
    decisions = list(case.panel_decisions.order_by("created_at"))
    held = case.assessments.select_related("by").order_by("-created_at")
    related = held.prefetch_related("needs", "addenda__by")
    return [drawn(each, decisions) for each in related]


def drawn(assessment: Assessment, decisions: list[PanelDecision]) -> Shown:
    decision = decision_for(assessment, decisions)
    return Shown(
        assessment,
        list(assessment.needs.all()),
        sorted(assessment.addenda.all(), key=lambda one: one.created_at),
        decision,
        decision is not None and is_afterwards(assessment, decision),
    )


def decision_for(
    assessment: Assessment, decisions: Iterable[PanelDecision]
) -> PanelDecision | None:
    """Return the decision that an assessment is for: the one it names, or else the
    first that was recorded after it. decisions: those of the case, in order.
    """
    if assessment.decision_id is None:
        later = (d for d in decisions if d.created_at > assessment.created_at)
        return next(later, None)
    return next((d for d in decisions if d.pk == assessment.decision_id), None)


def is_afterwards(assessment: Assessment, decision: PanelDecision) -> bool:
    return rules.is_afterwards(
        assessment.created_at,
        decided_on=decision.decided_on,
        decision_recorded_at=decision.created_at,
    )


def is_first(case: Case) -> bool:
    """Tell whether the case has no assessment yet."""
    return not case.assessments.exists()
