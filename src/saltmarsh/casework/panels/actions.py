from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.lifecycle import CLOSE, DECIDE, LIFECYCLE
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.gathering import queries as gathering
from saltmarsh.casework.panels import care, rules
from saltmarsh.casework.panels.lifecycle import MOVES, Care, Outcome
from saltmarsh.casework.panels.models import PanelDecision
from saltmarsh.casework.panels.rules import Decided, Sitting
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.refusals import Refused


@transaction.atomic
def decide(
    case: Case,
    *,
    decided: Decided,
    sitting: Sitting,
    version: int | None = None,
    by: Membership,
) -> PanelDecision:
    """Record what the panel decided about a listed case, and take the case there; or
    that a case is to be closed, which stays as it is until somebody closes it.

    Raises Refused with the barriers, MoveNotAllowed when it is not listed or cannot be
    closed, and StaleCase.
    """
    held = cases.lock(case, version=version)
    found = rules.barriers_to_sitting(sitting, timezone.localdate())
    found += rules.barriers_without_the_referrer(
        is_asked=gathering.asked_again(case) is not None, why=decided.unasked_why
    )
    if found := [*found, *rules.barriers_to_deciding(decided)]:
        raise Refused(*found)
    if decided.outcome == Outcome.CLOSE:
        LIFECYCLE.after(held.stage, CLOSE)
        made = written(case, decided, sitting, by)
        cases.change(case)
    else:
        cases.move(case, DECIDE, by=by.user)
        made = written(case, decided, sitting, by)
        cases.move(case, MOVES[Outcome(decided.outcome)], by=by.user)
    if made.care == Care.REFERRED:
        care.begin(made)
    audit.note(
        "case.panel_decided",
        partnership_id=case.partnership_id,
        about=("panels.PanelDecision", [made.pk, case.pk]),
        by=by.user_id,
        outcome=made.outcome,
        mode=made.mode,
    )
    return made


def written(
    case: Case, decided: Decided, sitting: Sitting, by: Membership
) -> PanelDecision:
    is_refusal = decided.outcome == Outcome.NOT_ADOPTED
    made = PanelDecision(
        partnership_id=case.partnership_id,
        case=case,
        outcome=decided.outcome,
        mode=decided.mode,
        care=decided.care if is_refusal else "",
        decided_on=sitting.on,
        home_is_known=sitting.home_is_known,
        by=by.user,
        role=by.role,
    )
    apart = {"on", "home_is_known"}
    sat = asdict(sitting)
    made.sitting = {name: sat[name] for name in sat.keys() - apart}
    names = ("reasons", "dissent", "consent_plan", "care_why", "care_to", "unasked_why")
    made.words = {name: getattr(decided, name) for name in names}
    made.save()
    return made
