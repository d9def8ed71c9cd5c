import pytest

from saltmarsh.casework.cases.lifecycle import Stage
from tests.casework.consents.asked import OF_CHILD, WORDS, answered
from tests.casework.panels.sat import decided
from tests.casework.triage.desk import in_days, make_officer
from tests.web.desk.cases.pages import address, change
from tests.web.desk.pages import beside, day

TYPED = WORDS | {
    "how": "in_person",
    "age": "adult",
    "giver": "person",
    "capacity": "no_doubt",
    "state": "given",
}
CHILD = {"age": "child", "giver": "parent", "giver_name": OF_CHILD["giver"]} | {
    name: OF_CHILD[name] for name in ("relationship", "evidence", "own_view")
}


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def record(client, case, **typed):
    days = day("asked_on", in_days(0)) | day("answered_on", in_days(0))
    return change(client, "case-consent", case, **days | TYPED | typed)


def stage(case):
    case.refresh_from_db()
    return case.stage


def planned(officer):
    return day("due_on", in_days(5)) | {"owner": str(officer.pk)}


def test_from_adoption_to_support_with_consent(client, officer):
    case = decided(officer)
    assert (
        "Support cannot start without consent"
        in client.get(address("case-support", case)).text
    )
    refused = change(client, "case-support", case, reasons="A mentor.")
    assert "Support cannot start without consent" in refused.text

    record(client, case)
    change(client, "case-support", case, reasons="A mentor from Monday.")

    page = client.get(address("case", case)).text
    assert stage(case) == Stage.SUPPORTED
    assert WORDS["who_is_told"] in page


def test_under_18_the_parent_and_the_young_person_are_both_on_the_page(client, officer):
    case = decided(officer)

    record(client, case, **CHILD)

    page = client.get(address("case", case)).text
    for told in OF_CHILD.values():
        assert told in page


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ({"leaflet": ""}, "leaflet"),
        ({"giver": "parent"}, "giver"),
        (CHILD | {"own_view": " "}, "own_view"),
        (day("asked_on", in_days(0)) | day("answered_on", in_days(-1)), "answered_on"),
        ({"state": "refused"}, "due_on"),
        ({"state": "refused"}, "owner"),
        ({"how": ""}, "how"),
    ],
)
def test_what_is_missing_is_said_beside_its_question(client, officer, typed, name):
    case = decided(officer)

    answer = record(client, case, **typed)

    assert beside(answer, name)
    assert stage(case) == Stage.ADOPTED
    assert not case.consents.exists()


def test_a_refusal_leads_to_a_further_assessment_and_to_the_next(client, officer):
    case = decided(officer)
    record(client, case, state="refused", **planned(officer))
    task = case.further_assessments.get()
    place = address("case-further", case, task.pk)
    assert place in client.get(address("case", case)).text
    again = change(client, "case-further", case, task.pk, found="Calm.")
    assert "next further assessment" in again.text

    following = day("next_on", in_days(40))
    change(client, "case-further", case, task.pk, found="Calm.", **following)

    assert stage(case) == Stage.CONSENT_REFUSED
    assert "Calm." in client.get(address("case", case)).text
    assert client.get(place).status_code == 404


def test_consent_is_withdrawn_and_asked_for_again(client, officer):
    case = answered(officer)
    assert beside(change(client, "case-withdraw", case, reasons="No."), "due_on")

    change(client, "case-withdraw", case, reasons="He rang.", **planned(officer))
    assert stage(case) == Stage.CONSENT_WITHDRAWN
    assert "He rang." in client.get(address("case", case)).text
    change(client, "case-ask-again", case, reasons="He changed his mind.")

    assert stage(case) == Stage.ADOPTED
