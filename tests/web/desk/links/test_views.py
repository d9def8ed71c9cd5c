import pytest

from saltmarsh.casework.links.models import Link
from tests.casework.triage.desk import acknowledged, make_officer
from tests.web.desk.pages import address, beside, change

REASON = "One name, one street."
UNSEEN = "You can see no referral with this reference"


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def test_two_referrals_are_linked_and_the_link_undone(client, officer):
    referral, earlier = acknowledged(officer), acknowledged(officer)
    typed = earlier.reference.lower()
    change(client, "link", referral, earlier=typed, reasons=REASON)
    page = client.get(address("referral", referral)).text
    assert earlier.reference in page
    assert "Repeat referral" in page
    [link] = Link.objects.filter(referral=referral)
    assert beside(change(client, "undo-link", referral, link.pk), "reasons")
    asked = client.get(address("undo-link", referral, link.pk)).text
    assert "still needs a second person" in asked

    change(client, "undo-link", referral, link.pk, reasons="Another street.")

    history = client.get(address("history", referral)).text
    assert REASON in history
    assert "Another street." in history
    close = client.get(address("close", referral)).text
    assert "A second person must still confirm before it is closed" in close
    assert earlier.reference not in client.get(address("referral", referral)).text


def test_an_unseen_an_unknown_and_a_mistyped_reference_are_answered_alike(
    client, officer, partnership
):
    referral = acknowledged(officer)
    unseen = acknowledged(make_officer(partnership)).reference

    for typed in (unseen, "K7M2-9QXP", "nothing"):
        answer = change(client, "link", referral, earlier=typed, reasons=REASON)

        assert beside(answer, "earlier")
        assert UNSEEN in answer.text
        assert typed in answer.text
        assert REASON in answer.text


def test_a_link_needs_a_reason_and_the_newest_version(client, officer):
    referral, earlier = acknowledged(officer), acknowledged(officer)
    posted = {"earlier": earlier.reference}
    assert beside(change(client, "link", referral, **posted), "reasons")

    posted |= {"reasons": REASON, "version": 1}
    answer = client.post(address("link", referral), posted)

    assert "Somebody else changed this referral" in answer.text
    assert not Link.objects.exists()
