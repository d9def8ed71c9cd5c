import pytest

from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.closing.rules import HEADINGS
from tests.casework.reviews.reviewing import SEEN
from tests.casework.support.given import acting, supported
from tests.casework.triage.desk import in_days, make_officer
from tests.web.desk.cases.pages import address, change
from tests.web.desk.pages import beside, day

TYPED = {"seen": SEEN, "result": "continue", "reasons": "It helps."}


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def review(client, case, found="partly", **typed):
    needs = {f"need-{need.pk}": found for need in case.needs.all()}
    held_on = day("held_on", in_days(0))
    return change(client, "case-live-review", case, **held_on | TYPED | needs | typed)


def test_a_review_is_recorded_and_stands_on_the_page_of_the_case(client, officer):
    case = supported(officer)
    assert "Review the support" in client.get(address("case", case)).text

    answer = review(client, case)

    page = client.get(answer.url).text
    assert SEEN in page
    assert "Nobody to talk to: Met in part" in page
    assert "Support reviewed: Support goes on as it is" in page


def test_every_open_need_is_asked_about(client, officer):
    case = supported(officer)
    need = case.needs.first()

    answer = review(client, case, **{f"need-{need.pk}": ""})

    assert beside(answer, f"need-{need.pk}")
    assert SEEN in answer.text
    assert not case.live_reviews.exists()


@pytest.mark.parametrize(
    ("result", "page"), [("change", "case-plan"), ("close", "case-close")]
)
def test_a_review_leads_to_what_follows(client, officer, result, page):
    case = supported(officer)

    assert review(client, case, result=result).url == address(page, case)


def test_closing_waits_for_open_actions_unless_somebody_says_why(client, officer):
    action = acting(officer)
    case = action.case
    reasons = dict.fromkeys(HEADINGS, "Looked at.") | {"code": "no_concern"}

    refused = change(client, "case-close", case, **reasons)
    assert beside(refused, "open_work")
    change(client, "case-close", case, **reasons | {"open_work": "The trust goes on."})

    case.refresh_from_db()
    assert case.stage == Stage.CLOSED
    assert case.closures.get().words["open_work"] == "The trust goes on."
