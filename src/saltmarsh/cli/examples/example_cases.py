"""The demo's case: a person whom the panel has adopted, and consent that waits."""

from collections.abc import Callable

from django.utils import timezone

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.opening import actions as opening
from saltmarsh.casework.panels import actions as panels
from saltmarsh.casework.panels.lifecycle import Mode, Outcome
from saltmarsh.casework.panels.rules import Decided, Sitting
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.triage.queries import Decider
from saltmarsh.foundation.accounts.models import Membership

DECIDED = Decided(
    outcome=Outcome.ADOPTED,
    mode=Mode.MAJORITY,
    reasons="The interest in killers and the date that he writes about.",
    dissent="Health: wanted to wait for the clinic’s letter.",
    consent_plan="His nurse and the case lead ask him together at the clinic, on Monday.",
    unasked_why="The nurse who referred him sat on the panel.",
)
SUPPORTED = Decided(
    outcome=Outcome.ADOPTED,
    mode=Mode.UNANIMOUS,
    reasons="What he repeats from one chat, and that nobody else is there to talk to.",
    consent_plan="The case lead and his tutor ask him together at the college.",
    unasked_why="The tutor who referred him sat on the panel.",
)


def fill(
    referral: Referral,
    *,
    officer: Membership,
    before: Callable[[Case], object],
    decide: Callable[[Case], object],
) -> Case:
    """Open a case on a referral whose section 36 grounds are met, list it and decide.

    before: what is done with it before it is listed for the panel.
    """
    leading = Leading(officer, "Estuary Borough Council")
    referral.refresh_from_db()
    by = Decider(officer, referral.version)
    case = opening.open_on(referral, leading=leading, by=by)
    before(case)
    cases.list_for_panel(
        case, reasons="Those who know him best have answered.", version=None, by=officer
    )
    decide(case)
    case.refresh_from_db()
    return case


def sit(case: Case, *, decided: Decided = SUPPORTED, by: Membership) -> None:
    """Let a panel that met before meetings were recorded adopt the case."""
    sitting = Sitting(
        on=timezone.localdate(),
        chair="The council’s head of community safety",
        police="Sergeant, Prevent team",
        force="Estuary Police",
    )
    panels.decide(case, decided=decided, sitting=sitting, by=by)
