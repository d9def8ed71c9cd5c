import pytest

from saltmarsh.casework.cases.lifecycle import Handover
from tests.casework.cases.room import AGENCY, make_case
from tests.casework.triage.desk import make_officer
from tests.web.desk.cases.pages import address, change


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


@pytest.fixture
def receiver(officer):
    return make_officer(officer.partnership)


def ask(client, case, receiver, **typed):
    given = {"lead": str(receiver.pk), "agency": AGENCY, "reasons": "I am away."}
    return change(client, "case-hand-over", case, **given | typed)


def test_a_case_is_handed_over_by_asking_and_accepting(
    client, officer, receiver, sign_in
):
    case = make_case(officer)
    ask(client, case, receiver)
    assert "has not answered yet" in client.get(address("case", case)).text
    wish, other = case.handovers.get(), sign_in(receiver.role, member=receiver)
    place = f"/desk/hand-overs/{wish.pk}"
    assert other.get(address("case", case)).status_code == 404
    assert "I am away." in other.get(place).text

    answer = other.post(place, {"state": "accepted", "words": ""})

    case.refresh_from_db()
    assert (case.lead, answer.url) == (receiver, address("case", case))
    assert other.get(answer.url).status_code == 200
    assert "Nothing is left to do here" in other.get(place).text


def test_who_declines_without_a_reason_is_asked_for_it(
    client, officer, receiver, sign_in
):
    case = make_case(officer)
    ask(client, case, receiver)
    wish, other = case.handovers.get(), sign_in(receiver.role, member=receiver)
    place = f"/desk/hand-overs/{wish.pk}"

    assert "why you decline" in other.post(place, {"state": "declined"}).text
    other.post(place, {"state": "declined", "words": "I know them."})

    wish.refresh_from_db()
    assert wish.state == Handover.DECLINED


def test_nobody_else_opens_a_hand_over(client, officer, receiver):
    case = make_case(officer)
    ask(client, case, receiver)

    assert client.get(f"/desk/hand-overs/{case.handovers.get().pk}").status_code == 404


def test_what_was_asked_is_taken_back(client, officer, receiver):
    case = make_case(officer)
    assert ask(client, case, receiver, reasons=" ").status_code == 200
    ask(client, case, receiver)

    client.post(address("take-back-handover", case))
    client.post(address("take-back-handover", case))

    assert case.handovers.get().state == Handover.WITHDRAWN
