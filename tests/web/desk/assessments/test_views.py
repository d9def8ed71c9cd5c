import pytest

from tests.casework.assessments.assessed import NEEDS, WORDS, record
from tests.casework.cases.room import make_case
from tests.casework.panels.sat import decided
from tests.casework.triage.desk import in_days, make_officer
from tests.web.desk.cases.pages import address, change
from tests.web.desk.pages import beside, day

NAMED = {"edition" if name == "version" else name: text for name, text in WORDS.items()}
TYPED = NAMED | {"decision": "next", "needs": "\r\n".join(NEEDS)}


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def assess(client, case, **typed):
    made_on = day("made_on", in_days(0))
    return change(client, "case-assess", case, **made_on | TYPED | typed)


def test_an_assessment_is_recorded_with_its_needs(client, officer):
    case = make_case(officer)
    assert "No assessment" in client.get(address("case-assessments", case)).text

    answer = assess(client, case)

    page = client.get(answer.url).text
    assert all(need in page for need in NEEDS)
    assert WORDS["protective"] in page
    assert "National framework, 2024" in page
    assert "Written afterwards" not in page
    assert case.needs.count() == 2


@pytest.mark.parametrize("name", ["decision", "edition", "summary", "outcome"])
def test_what_is_missing_is_said_beside_it_and_the_rest_is_kept(client, officer, name):
    case = make_case(officer)

    answer = assess(client, case, **{name: ""})

    assert beside(answer, name)
    assert NEEDS[0] in answer.text
    assert not case.assessments.exists()


def test_one_that_was_written_afterwards_says_so(client, officer):
    case = decided(officer)

    assess(client, case, decision=str(case.panel_decisions.get().pk))

    page = client.get(address("case-assessments", case)).text
    assert "Written afterwards" in page


def test_the_second_asks_what_has_changed(client, officer):
    case = make_case(officer)
    record(case, officer)

    assert beside(assess(client, case), "changed")
    assess(client, case, changed="He goes to college again.", needs="")

    page = client.get(address("case-assessments", case)).text
    assert "He goes to college again." in page
    assert case.needs.count() == 2


def test_what_is_added_stands_below(client, officer):
    case = make_case(officer)
    made = record(case, officer)
    assert beside(change(client, "case-addendum", case, made.pk, text=""), "text")

    change(client, "case-addendum", case, made.pk, text="The school rang.")

    page = client.get(address("case-assessments", case)).text
    assert "The school rang." in page
    assert WORDS["summary"] in page


def test_an_assessment_of_another_case_is_not_added_to(client, officer):
    made = record(make_case(officer), officer)

    answer = change(client, "case-addendum", make_case(officer), made.pk, text="No.")

    assert answer.status_code == 404
