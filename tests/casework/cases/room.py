"""A case with somebody who leads it, for tests of what is done with one."""

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.opening import actions as opening
from saltmarsh.casework.triage import actions as triage
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.casework.triage.desk import WHY, acknowledged, decider

AGENCY = "Estuary Borough Council"


def met(member, **values):
    """Return a referral whose section 36 grounds are met."""
    referral = acknowledged(member, **values)
    triage.decide_section_36(referral, code="met", why=WHY, by=decider(member))
    return referral


def make_case(member, referral=None, **values) -> Case:
    """Return a case that `member` opened and leads; `values` are set on it after."""
    partnerships.enter(member.partnership)
    referral = referral or met(member)
    leading = Leading(member, AGENCY)
    case = opening.open_on(referral, leading=leading, by=decider(member))
    for name, value in values.items():
        setattr(case, name, value)
    case.save()
    return case
