"""What an intervention provider can see and do, and what they cannot."""

import pytest
from django.urls import reverse

from saltmarsh.casework.interventions import actions as interventions
from saltmarsh.casework.interventions.lifecycle import State
from saltmarsh.casework.support import actions as support
from saltmarsh.casework.support.lifecycle import State as Ending
from tests.casework.assessments.assessed import NEEDS, WORDS
from tests.casework.interventions.meeting import (
    BRIEFING,
    briefed,
    commissioned,
    make_provider,
)
from tests.casework.support.given import PLAN
from tests.casework.triage.desk import in_days, make_officer
from tests.web.desk.pages import beside, day


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def provider(officer):
    return make_provider(officer)


@pytest.fixture
def client(provider, sign_in):
    return sign_in(provider.role, member=provider)


def address(name, action, *more):
    return reverse(f"partners:{name}", args=[action.pk, *more])


def test_a_provider_begins_at_what_they_are_commissioned_to_give(
    client, officer, provider
):
    assert "Nobody has asked you" in client.get("/partners/support").text
    action = commissioned(officer, provider)

    assert action.case.reference in client.get("/partners/support").text


def test_a_session_whose_day_has_passed_asks_for_its_report(client, officer, provider):
    action = briefed(officer, provider)
    session = interventions.plan(action, on=in_days(0), by=provider)
    assert "Report due" not in client.get("/partners/support").text

    action.sessions.update(planned_for=in_days(-1))

    assert "Report due" in client.get("/partners/support").text
    typed = {"state": "missed", "report": "He did not come."}
    client.post(address("support-session", action, session.pk), typed)
    assert "Report due" not in client.get("/partners/support").text


def test_they_see_the_plan_and_the_needs_of_their_action_and_no_more(
    client, officer, provider
):
    action = briefed(officer, provider)
    support.plan(action.case, words=PLAN, by=officer)

    page = client.get(address("support-one", action)).text

    assert PLAN["nature"] in page
    assert BRIEFING in page
    assert NEEDS[0] in page
    assert NEEDS[1] not in page
    assert WORDS["summary"] not in page
    assert client.get(f"/desk/cases/{action.case.reference}").status_code == 403


def test_somebody_elses_commission_is_not_found(client, officer):
    action = briefed(officer)
    session = interventions.plan(action, on=in_days(0), by=action.provider)

    for path in (
        address("support-one", action),
        address("support-plan", action),
        address("support-session", action, session.pk),
    ):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404


def test_a_briefing_is_read_before_anything_is_planned(client, officer, provider):
    action = commissioned(officer, provider)
    page = client.get(address("support-one", action)).text
    assert "You have not been briefed in writing yet" in page
    interventions.brief(action, text=BRIEFING, by=officer)
    typed = day("on", in_days(1))
    refused = client.post(address("support-plan", action), typed)
    assert "has not been briefed in writing" in refused.text
    assert beside(client.post(address("support-one", action)), "read")

    client.post(address("support-one", action), {"read": "yes"})
    client.post(address("support-plan", action), typed)

    assert action.sessions.get().planned_for == in_days(1)
    assert "You read it on" in client.get(address("support-one", action)).text


def test_a_session_is_recorded_with_a_short_report(client, officer, provider):
    action = briefed(officer, provider)
    session = interventions.plan(action, on=in_days(0), by=provider)
    place = address("support-session", action, session.pk)
    assert beside(client.post(place, {"state": "held", "report": "Well."}), "on")
    kept = client.post(place, day("on", in_days(0)) | {"report": "They talked."})
    assert beside(kept, "state")
    assert "They talked." in kept.text

    typed = {"state": "held", "report": "They talked."} | day("on", in_days(0))
    client.post(place, typed)

    session.refresh_from_db()
    assert session.state == State.HELD
    assert "They talked." in client.get(address("support-one", action)).text
    assert client.get(place).status_code == 404


def test_a_planned_session_whose_day_has_passed_asks_for_its_report(
    client, officer, provider
):
    action = briefed(officer, provider)
    session = interventions.plan(action, on=in_days(0), by=provider)
    session.planned_for = in_days(-2)
    session.save()

    assert "Report due" in client.get(address("support-one", action)).text


def test_a_provider_sees_nothing_once_the_action_has_ended(client, officer, provider):
    action = briefed(officer, provider)

    support.end(action, state=Ending.DONE, words="He goes alone.", by=officer)

    assert client.get(address("support-one", action)).status_code == 404
    assert "Nobody has asked you" in client.get("/partners/support").text
