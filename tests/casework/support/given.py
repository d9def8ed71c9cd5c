"""Cases with consent, needs and a plan. Everybody is made up."""

from saltmarsh.casework.consents import actions as consents
from saltmarsh.casework.support import actions as support
from saltmarsh.casework.support.queries import Wanted
from tests.casework.assessments.assessed import record
from tests.casework.consents.asked import answered
from tests.casework.panels.sat import decided
from tests.casework.triage.desk import in_days

PLAN = {
    "nature": "Somebody to talk to, and a way back to college.",
    "responsible": "R. Quay for the council; S. Lark for the college.",
    "how": "Each week, at the library.",
}
WORDS = {
    "what": "Talks about what he reads",
    "agency": "Estuary Youth Trust",
    "person": "T. Fenwick",
    "how": "Each Tuesday at the library.",
}


def wanted(case, *, provider=None, needs=None, due_on=None, **words) -> Wanted:
    chosen = tuple(case.needs.all()[:1]) if needs is None else needs
    return Wanted(WORDS | words, chosen, provider, due_on or in_days(30))


def adopted(officer):
    """Return an adopted case with two needs, and no consent yet."""
    case = decided(officer)
    record(case, officer)
    return case


def supported(officer):
    """Return a case with two needs, where support has started with consent."""
    case = answered(officer)
    record(case, officer)
    consents.start_support(case, words="From Monday.", version=None, by=officer)
    return case


def acting(officer, case=None, **values):
    """Return an action of a supported case, which has started."""
    case = case or supported(officer)
    action = support.act(case, wanted=wanted(case, **values), by=officer)
    support.start(action, by=officer)
    return action
