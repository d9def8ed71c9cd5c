"""The demo's case: a person whom the panel has adopted, and consent that waits."""

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.opening import actions as opening
from saltmarsh.casework.panels.lifecycle import Mode, Outcome
from saltmarsh.casework.panels.rules import Decided
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.triage.queries import Decider
from saltmarsh.cli.examples import example_meetings
from saltmarsh.foundation.accounts.models import Membership

DECIDED = Decided(
    outcome=Outcome.ADOPTED,
    mode=Mode.MAJORITY,
    reasons="The interest in killers and the date that he writes about.",
    dissent="Health: wanted to wait for the clinic’s letter.",
    consent_plan="His nurse and the case lead ask him together at the clinic, on Monday.",
)


def fill(referral: Referral, *, officer: Membership, chair: Membership) -> Case:
    """Open a case on a referral whose section 36 grounds are met, and adopt it."""
    leading = Leading(officer, "Estuary Borough Council")
    referral.refresh_from_db()
    by = Decider(officer, referral.version)
    case = opening.open_on(referral, leading=leading, by=by)
    cases.list_for_panel(
        case,
        reasons="Health and the college have answered. Housing is still to come.",
        version=None,
        by=officer,
    )
    example_meetings.hold(case, decided=DECIDED, by=chair)
    case.refresh_from_db()
    return case
