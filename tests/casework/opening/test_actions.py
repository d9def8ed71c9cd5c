import pytest

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.links import actions as links
from saltmarsh.casework.opening import actions as opening
from saltmarsh.casework.referrals.actions import StaleReferral
from saltmarsh.foundation.refusals import Refused
from tests.casework.cases.room import AGENCY, make_case, met
from tests.casework.triage.desk import acknowledged, decider, make_officer


@pytest.fixture
def officer():
    return make_officer()


def test_a_case_rests_on_who_decided_and_stops_the_referrals_clock(officer):
    referral = met(officer)
    assert referral.due_for == "open_case"

    case = make_case(officer, referral)

    basis = case.bases.get()
    assert (basis.referral, basis.decided_by) == (referral, officer.user)
    assert referral.due_for != "open_case"
    assert referral.links.get().person == case.person


def test_no_case_opens_without_the_decision(officer):
    referral = acknowledged(officer)

    with pytest.raises(Refused, match="section 36 are met"):
        make_case(officer, referral)

    assert not Case.objects.exists()


def test_a_new_case_needs_somebody_who_leads(officer):
    with pytest.raises(Refused, match="who leads"):
        opening.open_on(met(officer), leading=None, by=decider(officer))


def test_a_further_referral_of_the_person_joins_their_case(officer):
    first, second = met(officer), met(officer)
    case = make_case(officer, first)
    links.link(second, earlier=first, reason="Same.", by=officer.user)

    joined = opening.open_on(second, leading=None, by=decider(officer))

    assert joined == case
    assert Case.objects.count() == 1
    assert case.bases.count() == 2


def test_nobody_opens_a_case_on_what_they_have_not_seen(officer):
    referral = met(officer)
    leading = Leading(officer, AGENCY)

    with pytest.raises(StaleReferral):
        opening.open_on(referral, leading=leading, by=decider(officer, version=1))
