import pytest

from saltmarsh.access.permissions import Role
from saltmarsh.foundation.audit.models import Event
from tests.casework.triage.desk import acknowledged, make_colleague, make_officer
from tests.factories.casework import NAMED
from tests.web.desk.pages import address, beside, change


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def test_a_note_says_in_words_who_can_read_it_the_narrowest_first(client, officer):
    referral = acknowledged(officer)
    page = client.get(address("add-note", referral)).text
    assert 'value="team" checked' in page
    words = [
        "The team only",
        "The team and the panel",
        "The referrer, in their mailbox",
    ]
    assert all(each in page for each in words)

    change(client, "add-note", referral, text="Rang the school.", visibility="team")

    shown = client.get(address("notes", referral)).text
    assert "Rang the school." in shown
    assert "Can be read by: The team only" in shown


def test_the_panel_reads_what_is_for_the_panel(client, officer, sign_in):
    referral = acknowledged(officer)
    change(client, "add-note", referral, text="For us alone.", visibility="team")
    change(client, "add-note", referral, text="For the panel.", visibility="panel")
    chair = make_colleague(officer, role=Role.PANEL_CHAIR)

    page = sign_in(chair.role, member=chair).get(address("notes", referral)).text

    assert "For the panel." in page
    assert "For us alone." not in page


def test_a_note_to_the_referrer_is_a_message(client, officer):
    referral = acknowledged(officer)

    typed = {"text": "Thank you.", "visibility": "referrer"}
    assert beside(change(client, "add-note", referral, **typed), "tells")
    assert not referral.messages.exists()

    change(client, "add-note", referral, **typed, tells="told")

    assert (referral.messages.get().kind, referral.notes.count()) == ("note", 0)
    assert "Wrote to the referrer" in client.get(address("referral", referral)).text


def test_a_note_that_tells_an_outcome_is_a_decision_with_a_reason(client, officer):
    referral = acknowledged(officer, told=NAMED)
    typed = {"text": "Others help now.", "visibility": "referrer", "tells": "outcome"}
    answer = change(client, "add-note", referral, **typed)
    assert beside(answer, "reason")
    assert "Others help now." in answer.text
    assert not referral.messages.exists()

    change(client, "add-note", referral, **typed, reason="She asked, and it is hers.")

    told = referral.messages.get()
    assert (told.kind, told.tells_outcome) == ("feedback", True)
    decision = referral.decisions.get(kind="feedback")
    assert (decision.code, decision.by) == ("outcome", officer.user)
    assert decision.reasons == "She asked, and it is hers."
    [event] = Event.objects.filter(name="message.written")
    assert event.codes["tells_outcome"] == "yes"


def test_an_anonymous_referrer_is_offered_no_outcome(client, officer):
    referral = acknowledged(officer)
    assert referral.is_anonymous
    page = client.get(address("add-note", referral)).text
    assert "no outcome is told" in page
    assert "I have decided to tell it" not in page

    typed = {"text": "It is done.", "visibility": "referrer", "tells": "outcome"}
    answer = change(client, "add-note", referral, **typed, reason="Why not.")

    assert beside(answer, "tells")
    assert not referral.messages.exists()


def test_a_note_for_nobody_is_asked_again_and_kept(client, officer):
    referral = acknowledged(officer)

    answer = change(client, "add-note", referral, text="Rang the school.")

    assert beside(answer, "visibility")
    assert "Rang the school." in answer.text
    assert beside(change(client, "add-note", referral, visibility="team"), "text")
