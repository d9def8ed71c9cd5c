import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from saltmarsh.access.permissions import Role
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.audit.models import Event
from tests.casework.triage.desk import arrived, make_colleague, make_officer
from tests.web.desk.pages import address, beside, change

BOX = "/desk/quarantine"


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def test_an_empty_box_says_so(client):
    assert "The box is empty" in client.get(BOX).text


def test_what_is_put_away_is_kept_and_goes_nowhere(client, officer):
    referral = arrived(officer, quarantine="too many")
    assert beside(change(client, "quarantined", referral, answer="put_away"), "reasons")

    change(client, "quarantined", referral, answer="put_away", reasons="A machine.")

    assert Referral.objects.get().stage == Stage.CLOSED
    assert not referral.deliveries.exists()
    assert "A machine." in client.get(address("history", referral)).text


def test_whoever_was_slower_sees_what_they_typed(client, officer):
    referral = arrived(officer, quarantine="too many")
    posted = {"answer": "release", "reasons": "A neighbour wrote it.", "version": 0}

    answer = client.post(address("quarantined", referral), posted)

    assert "Somebody else changed this referral" in answer.text
    assert "A neighbour wrote it." in answer.text
    assert Referral.objects.get().stage == Stage.QUARANTINED


@pytest.mark.parametrize("answer", ["release", "put_away"])
def test_what_was_let_out_meanwhile_is_decided_no_more(answer, client, officer):
    referral = arrived(officer, quarantine="too many")
    posted = {"answer": answer, "reasons": "A neighbour wrote it."}
    late = posted | {"version": referral.version}
    change(client, "quarantined", referral, **posted | {"answer": "release"})

    assert (
        "Somebody else changed"
        in client.post(address("quarantined", referral), late).text
    )
    again = change(client, "quarantined", referral, **posted)

    assert "There is a problem" in again.text
    assert posted["reasons"] in again.text
    assert Referral.objects.get().stage == Stage.RECEIVED


def test_the_box_is_closed_to_others(officer, sign_in, partnership):
    referral = arrived(officer, quarantine="too many")
    page = address("quarantined", referral)
    chair = make_colleague(officer, role=Role.PANEL_CHAIR)
    stranger = make_officer(partnership)

    assert sign_in(chair.role, member=chair).get(page).status_code == 403
    browser = sign_in(stranger.role, member=stranger)
    assert browser.get(page).status_code == 404
    assert referral.reference not in browser.get(BOX).text


def test_what_is_let_out_is_looked_at_for_earlier_referrals(client, officer):
    referral = arrived(officer, quarantine="too many")

    change(
        client, "quarantined", referral, answer="release", reasons="A neighbour wrote."
    )

    assert Event.objects.get(name="likeness.asked").by == officer.user_id
    assert ProcrastinateJob.objects.filter(task_name="likenesses.look").exists()
