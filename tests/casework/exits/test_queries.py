import pytest

from saltmarsh.casework.cases import leading
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.exits import queries
from saltmarsh.casework.panels import care
from tests.casework.complaints.made import answered, make_complaint
from tests.casework.exits.closed import closed, repeated, supported
from tests.casework.gathering.asked import make_request, replied
from tests.casework.panels.sat import NOT_ADOPTED, decided
from tests.casework.support.given import acting
from tests.casework.triage.desk import make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def test_one_referral_is_no_repeat_and_two_are(officer):
    assert not queries.is_repeat(supported(officer))
    assert queries.is_repeat(repeated(officer))


def test_a_hand_over_that_waits_is_open_work(officer):
    case = supported(officer)
    assert not queries.has_open_work(case)
    asked = Leading(make_colleague(officer), "Health trust")
    leading.ask(case, leading=asked, reason="Away.", version=None, by=officer)

    assert queries.has_open_work(case)


def test_nobody_asks_to_close_a_case_that_was_left_alone(officer):
    assert queries.wish(supported(officer)) is None


def test_a_request_that_a_partner_has_not_answered_is_open_work(officer):
    case = supported(officer)
    asked = make_request(officer, case=case)
    assert queries.has_open_work(case)

    replied(asked, kind="nil", words="")

    assert not queries.has_open_work(case)


def test_a_referral_to_health_or_social_care_without_an_answer_is_open_work(officer):
    case = decided(officer, NOT_ADOPTED)
    assert queries.has_open_work(case)

    asked = case.care_referrals.get()
    care.answer(asked, state="accepted", words="Dr Ash saw him.", by=officer)

    assert not queries.has_open_work(case)


def test_an_action_of_support_that_has_not_ended_is_open_work(officer):
    action = acting(officer)

    assert queries.has_open_work(action.case)


def test_a_complaint_about_the_case_that_is_not_answered_is_open_work(officer):
    case = supported(officer)
    made = make_complaint(officer, case=case)
    make_complaint(officer)
    assert queries.has_open_work(case)

    answered(made, by=officer)

    assert not queries.has_open_work(case)


def test_the_last_closure_is_the_one_that_was_confirmed(officer):
    assert queries.last(supported(officer)) is None
    assert queries.last(closed(officer)) is not None
