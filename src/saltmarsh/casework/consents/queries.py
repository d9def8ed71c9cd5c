from dataclasses import dataclass
from datetime import date

from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.consents import rules
from saltmarsh.casework.consents.models import Consent
from saltmarsh.foundation.accounts.models import Membership


@dataclass(frozen=True)
class Plan:
    """When the further assessment is due, and who owns it."""

    due_on: date
    owner: Membership


def newest(case: Case) -> Consent | None:
    """Return the newest answer since the case was last adopted; None for none."""
    adopted = case.stage_changes.filter(stage=Stage.ADOPTED)
    last = adopted.order_by("-created_at").first()
    if last is None:
        return None
    since = case.consents.filter(created_at__gte=last.created_at)
    return since.order_by("-created_at").first()


def standing(case: Case) -> str:
    """Return how consent to support stands now; "" while it was not asked for."""
    consent = newest(case)
    return consent.state if consent else ""


def barriers_to_supporting(case: Case) -> list[str]:
    """Return why support cannot start."""
    return rules.barriers_to_supporting(standing(case))
