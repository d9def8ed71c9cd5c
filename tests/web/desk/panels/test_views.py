import pytest

from saltmarsh.casework.cases.lifecycle import Stage
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import in_days, make_colleague, make_officer
from tests.web.desk.cases.pages import address, change
from tests.web.desk.pages import beside, day

TYPED = {
    "chair": "J. Estuary",
    "police": "Sgt T. Weir",
    "force": "Marsh Police",
    "home": "yes",
    "outcome": "adopted",
    "consent_plan": "R. Quay rings on Monday.",
    "mode": "unanimous",
    "reasons": "A fixed interest.",
    "unasked_why": "They wish to hear no more.",
}


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    chair = make_colleague(officer, role="panel_chair")
    return sign_in("panel_chair", member=chair)


def decide(client, case, **typed):
    return change(client, "case-decide", case, **day("on", in_days(0)), **TYPED | typed)


def test_the_chair_records_what_the_panel_decided(client, officer):
    case = listed(officer)
    assert "Record the panel’s decision" in client.get(address("case", case)).text

    decide(client, case)

    case.refresh_from_db()
    page = client.get(address("case", case)).text
    assert case.stage == Stage.ADOPTED
    for told in ("J. Estuary", "Marsh Police", "R. Quay rings", "Unanimous"):
        assert told in page


@pytest.mark.parametrize(
    ("missing", "name"),
    [
        ({"chair": ""}, "chair"),
        ({"police": ""}, "police"),
        ({"home": "no"}, "force_why"),
        ({"mode": "chair"}, "dissent"),
        ({"consent_plan": ""}, "consent_plan"),
        ({"outcome": "not_adopted"}, "care_why"),
        (
            {"outcome": "not_adopted", "care": "referred", "care_why": "Grief."},
            "care_to",
        ),
    ],
)
def test_what_the_law_asks_for_is_said_beside_its_question(
    client, officer, missing, name
):
    case = listed(officer)

    answer = decide(client, case, **missing)

    case.refresh_from_db()
    assert beside(answer, name)
    assert TYPED["reasons"] in answer.text
    assert case.stage == Stage.LISTED


def test_a_case_is_not_adopted_with_other_care_considered(client, officer):
    case = listed(officer)

    decide(
        client, case, outcome="not_adopted", care="not_needed", care_why="His doctor."
    )

    page = client.get(address("case", case)).text
    assert "Considered, and not appropriate" in page


def test_a_referral_to_care_is_followed_to_its_answer(client, officer, sign_in):
    case = listed(officer)
    made = {"outcome": "not_adopted", "care": "referred", "care_why": "Grief."}
    decide(client, case, **made, care_to="Estuary bereavement service")
    shown = client.get(address("case", case)).text
    assert "Estuary bereavement service" in shown
    assert "Not answered yet" in shown
    assert "Record the answer of health" not in shown
    referral = case.care_referrals.get()
    desk = sign_in(officer.role, member=officer)
    assert "Record the answer of health" in desk.get(address("case", case)).text
    place = ("case-care", case, referral.pk)
    answered = {"state": "accepted", "reasons": "They see him on Monday."}
    assert beside(change(desk, *place, **answered | {"reasons": ""}), "reasons")

    change(desk, *place, **answered)

    shown = desk.get(address("case", case)).text
    assert "Accepted" in shown
    assert "They see him on Monday." in shown
    assert "Record the answer of health" not in shown
    again = change(desk, *place, **answered | {"state": "declined"})
    assert again.status_code in (200, 409)
    referral.refresh_from_db()
    assert referral.state == "accepted"


def test_officers_record_no_decision_of_the_panel(officer, sign_in):
    client, case = sign_in(officer.role, member=officer), listed(officer)

    assert client.get(address("case-decide", case)).status_code == 403
    assert address("case-decide", case) not in client.get(address("case", case)).text
