import pytest
from django.utils.timezone import now

from saltmarsh.casework.support import actions as support
from saltmarsh.casework.support.lifecycle import Found, State
from tests.casework.assessments.assessed import NEEDS
from tests.casework.cases.room import make_case
from tests.casework.panels.sat import ADOPTED
from tests.casework.support.given import PLAN, WORDS, acting, adopted, supported, wanted
from tests.casework.triage.desk import in_days, make_colleague, make_officer
from tests.web.desk.cases.pages import address, change
from tests.web.desk.pages import beside, day

GAP = "Gap: no action meets this need"


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def shown(client, case):
    return client.get(address("case-plan", case)).text


def act(client, case, *needs, **typed):
    keys = [str(need.pk) for need in needs]
    typed = day("due_on", in_days(30)) | {"needs": keys} | typed
    return change(client, "case-act", case, **WORDS | typed)


def test_a_plan_tells_what_section_36_asks_for_and_keeps_its_versions(client, officer):
    case = adopted(officer)
    assert "There is no support plan yet" in shown(client, case)
    assert ADOPTED.consent_plan in shown(client, case)
    change(client, "case-plan-write", case, **PLAN)
    assert PLAN["nature"] in client.get(address("case-plan-write", case)).text
    assert beside(change(client, "case-plan-write", case, **PLAN), "changed")

    words = PLAN | {"how": "Each day.", "changed": "He asked for more."}
    change(client, "case-plan-write", case, **words)

    page = shown(client, case)
    assert "Version 2" in page
    assert PLAN["how"] in page.partition("Earlier versions")[2]


def test_a_need_without_an_action_shows_as_a_gap_in_words(client, officer):
    case = adopted(officer)
    first, second = case.needs.all()
    assert shown(client, case).count(GAP) == 2

    act(client, case, first)
    assert shown(client, case).count(GAP) == 1
    assert beside(change(client, "case-need", case, second.pk, reasons=""), "reasons")
    change(client, "case-need", case, second.pk, reasons="He looks for work himself.")

    page = shown(client, case)
    assert GAP not in page
    assert "He looks for work himself." in page
    assert WORDS["what"] in page


def test_an_action_has_a_day_and_an_overdue_one_says_so(client, officer):
    case = supported(officer)
    need = case.needs.first()
    assert beside(act(client, case, need, **day("due_on", in_days(-1))), "due_on")
    assert not case.support_actions.exists()

    act(client, case, need)

    assert "overdue" not in shown(client, case)
    case.support_actions.update(due_on=in_days(-1))
    assert "Planned, overdue" in shown(client, case)
    case.support_actions.update(state="stopped", ended_at=now(), ended_by=officer.user)
    assert "overdue" not in shown(client, case)


@pytest.mark.parametrize("name", ["needs", "agency", "person", "how", "what"])
def test_what_an_action_lacks_is_said_beside_it(client, officer, name):
    case = adopted(officer)

    answer = act(client, case, *case.needs.all(), **{name: ""})

    assert beside(answer, name)
    assert not case.support_actions.exists()


def test_no_action_starts_without_consent_and_the_page_says_so(client, officer):
    case = adopted(officer)
    action = support.act(case, wanted=wanted(case), by=officer)
    page = client.get(address("case-start", case, action.pk)).text
    assert "Support cannot start without consent" in page

    answer = change(client, "case-start", case, action.pk)

    action.refresh_from_db()
    assert "Support cannot start without consent" in answer.text
    assert action.state == State.PLANNED


def test_an_action_is_planned_for_a_provider_started_and_done(client, officer):
    provider = make_colleague(officer, role="intervention_provider")
    case = supported(officer)
    act(client, case, case.needs.first(), provider=str(provider.pk))
    action = case.support_actions.get()
    change(client, "case-start", case, action.pk)
    assert str(provider) in shown(client, case)

    change(client, "case-end", case, action.pk, state="done", reasons="He goes alone.")

    assert "He goes alone." in shown(client, case)
    assert client.get(address("case-end", case, action.pk)).status_code == 404


def test_a_need_that_was_met_asks_for_nothing(client, officer):
    case = adopted(officer)
    first = case.needs.first()
    support.find({first: Found.MET}, by=officer)

    page = client.get(address("case-act", case)).text

    assert NEEDS[1] in page
    assert NEEDS[0] not in page
    assert shown(client, case).count(GAP) == 1


def test_without_an_assessment_there_is_nothing_to_plan_for(client, officer):
    assert "No assessment has named a need yet" in shown(client, make_case(officer))


def test_actions_and_needs_of_another_case_are_not_found(client, officer):
    action, case = acting(officer), make_case(officer)
    need = action.case.needs.first()

    for page, key in (
        ("case-start", action),
        ("case-end", action),
        ("case-need", need),
    ):
        assert client.get(address(page, case, key.pk)).status_code == 404


def test_the_gap_is_on_the_page_of_the_case_too(client, officer):
    case = adopted(officer)
    support.act(case, wanted=wanted(case), by=officer)

    page = client.get(address("case", case)).text

    assert all(need in page for need in NEEDS)
    assert page.count(GAP) == 1
