import pytest

from saltmarsh.access.permissions import Role
from saltmarsh.casework.closing.rules import HEADINGS
from saltmarsh.casework.links import actions as links
from saltmarsh.casework.onward import actions as onward
from saltmarsh.casework.referrals import letters
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.casework.cases.room import make_case
from tests.casework.onward.test_actions import SERVICE
from tests.casework.triage.desk import (
    acknowledged,
    in_days,
    make_colleague,
    make_officer,
)
from tests.web.desk.pages import WHY, address, beside, change

REASONS = {heading: f"Nothing known of {heading}." for heading in HEADINGS}
CLOSURE = WHY | REASONS
NOT_TOLD = {"told": "not_told", "reason": "Telling them would put the child at risk."}


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def told(client, officer):
    """Return a referral whose referrer has been considered."""
    referral = acknowledged(officer)
    change(client, "give-feedback", referral, **NOT_TOLD)
    return referral


def linked(client, officer):
    referral = told(client, officer)
    links.link(
        referral, earlier=acknowledged(officer), reason="One name.", by=officer.user
    )
    return referral


def stage_of(referral):
    referral.refresh_from_db()
    return referral.stage


def test_a_referral_is_closed_with_a_reason_under_each_heading(client, officer):
    referral = told(client, officer)

    change(client, "close", referral, **CLOSURE)

    assert stage_of(referral) == Stage.CLOSED
    history = client.get(address("history", referral)).text
    assert all(reason in history for reason in REASONS.values())


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_without_reasons_is_said_beside_it(heading, client, officer):
    referral = told(client, officer)

    answer = change(client, "close", referral, **CLOSURE | {heading: " "})

    assert beside(answer, heading)
    others = [text for key, text in REASONS.items() if key != heading]
    assert all(text in answer.text for text in others)
    assert stage_of(referral) == Stage.ACKNOWLEDGED


def test_the_referrer_comes_before_the_closing(client, officer):
    referral = acknowledged(officer)
    assert (
        address("give-feedback", referral)
        in client.get(address("close", referral)).text
    )

    answer = change(client, "close", referral, **CLOSURE)

    assert "Tell the referrer first" in answer.text
    assert REASONS["grievance"] in answer.text
    assert stage_of(referral) == Stage.ACKNOWLEDGED


def test_open_questions_are_waited_for_or_explained(client, officer):
    referral = told(client, officer)
    letters.ask(referral, text="When was that?", by=officer.user)
    assert beside(change(client, "close", referral, **CLOSURE), "questions")

    change(client, "close", referral, **CLOSURE, questions="Their number is dead.")

    assert stage_of(referral) == Stage.CLOSED
    assert "Their number is dead." in client.get(address("history", referral)).text


def test_a_service_is_waited_for_or_explained(client, officer):
    referral = told(client, officer)
    asked = {"service": SERVICE, "reason": "To help.", "chase_on": in_days(3)}
    onward.ask(referral, **asked, by=officer.user)
    assert beside(change(client, "close", referral, **CLOSURE), "onward")

    change(client, "close", referral, **CLOSURE, onward="They shut last week.")

    assert stage_of(referral) == Stage.CLOSED
    assert "They shut last week." in client.get(address("history", referral)).text


def test_a_repeat_asks_what_they_mean_together_and_for_a_second_person(
    client, officer, sign_in
):
    referral = linked(client, officer)
    assert beside(change(client, "close", referral, **CLOSURE), "together")
    change(client, "close", referral, **CLOSURE, together="The same quarrel.")
    assert stage_of(referral) == Stage.CLOSING
    alone = change(client, "answer-closing", referral, answer="confirm", reasons="Yes")
    assert "A second person must decide" in alone.text
    second = make_colleague(officer)
    browser = sign_in(second.role, member=second)
    assert REASONS["intent"] in browser.get(address("answer-closing", referral)).text

    change(browser, "answer-closing", referral, answer="confirm", reasons="I agree.")

    assert stage_of(referral) == Stage.CLOSED
    assert referral.decisions.of_kind("closed").get().by == second.user


def test_the_second_person_declines_with_a_reason(client, officer, sign_in):
    referral = linked(client, officer)
    change(client, "close", referral, **CLOSURE, together="The same quarrel.")
    second = make_colleague(officer)
    browser = sign_in(second.role, member=second)
    assert beside(
        change(browser, "answer-closing", referral, answer="decline"), "reasons"
    )

    change(browser, "answer-closing", referral, answer="decline", reasons="Too soon.")

    assert stage_of(referral) == Stage.ACKNOWLEDGED
    assert "Too soon." in client.get(address("history", referral)).text


def test_a_closed_referral_is_reopened_with_a_reason(client, officer):
    referral = told(client, officer)
    change(client, "close", referral, **CLOSURE)
    assert address("reopen", referral) in client.get(address("referral", referral)).text
    assert beside(change(client, "reopen", referral), "reasons")

    change(client, "reopen", referral, reasons="They rang again.")

    assert stage_of(referral) == Stage.ACKNOWLEDGED


def test_a_closing_that_came_too_late_loses_nothing(client, officer):
    referral = told(client, officer)

    answer = client.post(address("close", referral), CLOSURE | {"version": 1})

    assert "Somebody else changed this referral" in answer.text
    assert all(reason in answer.text for reason in REASONS.values())
    assert stage_of(referral) == Stage.ACKNOWLEDGED


def test_nobody_closes_without_the_right_to(client, officer, partnership, sign_in):
    referral = told(client, officer)
    chair = make_colleague(officer, role=Role.PANEL_CHAIR)
    posted = CLOSURE | {"version": referral.version}

    answers = [
        sign_in(member.role, member=member).post(address("close", referral), posted)
        for member in (chair, make_officer(partnership), make_officer())
    ]

    assert [answer.status_code for answer in answers] == [403, 404, 404]
    partnerships.enter(partnership)
    assert stage_of(referral) == Stage.ACKNOWLEDGED


def test_a_referral_of_an_open_case_is_refused_with_a_way_to_the_case(client, officer):
    case = make_case(officer)
    referral = case.bases.get().referral
    change(client, "give-feedback", referral, **NOT_TOLD)
    assert f"Go to case {case.reference}" in client.get(address("close", referral)).text

    answer = change(client, "close", referral, **CLOSURE)

    assert "belongs to a case that is open" in answer.text
    assert "Nothing known of grievance." in answer.text
    assert stage_of(referral) == Stage.SECTION_36
