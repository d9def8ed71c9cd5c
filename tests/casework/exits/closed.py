"""Cases that are supported or closed, for tests."""

from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.closing.rules import HEADINGS
from saltmarsh.casework.exits import actions as exits
from saltmarsh.casework.exits.rules import Closing
from tests.casework.cases.room import make_case, met

REASONS = {key: f"Nothing new about {key}." for key in HEADINGS}


def supported(officer):
    return make_case(officer, stage=Stage.SUPPORTED, due_at=None, due_for="")


def closing(**values) -> Closing:
    return Closing(**{"code": "no_concern", "reasons": REASONS} | values)


def closed(officer):
    """Return a case with one referral that was closed today."""
    case = supported(officer)
    exits.close(case, closing=closing(), by=officer)
    return case


def repeated(officer):
    """Return a supported case that carries two referrals."""
    case = supported(officer)
    second = met(officer)
    case.bases.create(
        partnership_id=case.partnership_id,
        referral=second,
        decided_at=case.created_at,
        decided_by=officer.user,
        by=officer.user,
    )
    return case
