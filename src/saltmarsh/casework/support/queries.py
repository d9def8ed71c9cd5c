from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from saltmarsh.casework.assessments.models import Need
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.consents import queries as consents
from saltmarsh.casework.panels.lifecycle import Outcome
from saltmarsh.casework.support import rules
from saltmarsh.casework.support.lifecycle import MEETING, Found
from saltmarsh.casework.support.models import Action, Aim, Finding, NoAction, Plan
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.prepared import Prepared


@dataclass(frozen=True)
class Wanted:
    """An action to be: what is done and by whom, {name: text}, for which needs, by
    which intervention provider, if it is one, and by when it is done or looked at again.
    """

    words: Mapping[str, str]
    needs: tuple[Need, ...] = ()
    provider: Membership | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class Row:
    """A need, what is done about it, and why nothing is. is_gap: neither is there."""

    need: Need
    actions: list[Action]
    reasons: list[NoAction] = field(default_factory=list)
    found: str = ""
    is_gap: bool = False


def newest(case: Case) -> Plan | None:
    """Return the plan that stands."""
    return case.plans.select_related("by").order_by("-number").first()


def consent_plan(case: Case) -> str:
    """Return how, when and by whom consent is asked for, as the panel decided."""
    adopted = case.panel_decisions.filter(outcome=Outcome.ADOPTED)
    decision = adopted.order_by("-created_at").first()
    return str(decision.words.get("consent_plan", "")) if decision else ""


def needs(case: Case) -> QuerySet[Any]:
    """Return the needs that the assessments of a case named, each with `found`, what
    the newest review found of it, and `is_gap`, whether it meets nothing.
    """
    return weighed(case.needs.all())


def weighed(needs: QuerySet[Any]) -> QuerySet[Any]:
    aimed = Aim.objects.filter(need=OuterRef("pk"), action__state__in=MEETING)
    left_out = NoAction.objects.filter(need=OuterRef("pk"))
    findings = Finding.objects.filter(need=OuterRef("pk")).order_by("-created_at")
    return needs.annotate(
        found=Coalesce(Subquery(findings.values("found")[:1]), Value("")),
        is_gap=~Exists(aimed) & ~Exists(left_out),
    )


OPEN_NEEDS: Prepared[Any] = Prepared(
    lambda case: weighed(Need.objects.filter(case=case)).exclude(found=Found.MET)
)


def open_needs(case: Case) -> list[Any]:
    """Return the needs that no review has found met, in the order they were named."""
    return OPEN_NEEDS.all(case=case.pk)


def rows(case: Case) -> list[Row]:
    """Return every need with what is done about it, in the order they were named."""
    every = needs(case).prefetch_related(
        "aims__action__provider__user", "left_out__by", "assessment"
    )
    return [row(need) for need in every]


def row(need: Any) -> Row:
    return Row(
        need,
        [aim.action for aim in need.aims.all()],
        sorted(need.left_out.all(), key=lambda one: one.created_at),
        need.found,
        need.is_gap and need.found != Found.MET,
    )


def actions(case: Case) -> list[Action]:
    """Return the actions of a case in the order in which they were planned."""
    held = case.support_actions.select_related("provider__user", "by", "ended_by")
    return list(held.prefetch_related("aims__need").order_by("created_at"))


def has_open_actions(case: Case) -> bool:
    return case.support_actions.open().exists()


def barriers_to_starting(case: Case) -> list[str]:
    """Return why no action of the case can start now."""
    return rules.barriers_to_starting(
        stage=case.stage, consent=consents.barriers_to_supporting(case)
    )
