import pytest

from saltmarsh.casework.referrals import letters
from saltmarsh.casework.triage import queries as triage
from tests.casework.triage.desk import acknowledged, make_officer
from tests.factories.casework import NAMED
from tests.web.desk.pages import address, beside, change

OUTCOME = {"told": "outcome", "text": "We are taking it further."}


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer.role, member=officer)


def test_feedback_begins_with_a_text_and_goes_to_the_mailbox(client, officer):
    referral = acknowledged(officer)
    page = address("give-feedback", referral)
    assert "Thank you for telling us" in client.get(f"{page}?template=received").text

    change(client, "give-feedback", referral, told="told", text="Thank you, Kim.")

    assert referral.messages.get().text == "Thank you, Kim."
    assert "Thank you, Kim." in client.get(address("messages", referral)).text


@pytest.mark.parametrize("key", [one.key for one in triage.templates()])
def test_an_anonymous_referrer_is_offered_no_outcome(key, client, officer):
    referral = acknowledged(officer)
    [template] = [one for one in triage.templates() if one.key == key]

    page = client.get(f"{address('give-feedback', referral)}?template={key}").text

    assert "Tell the outcome" not in page
    assert (template.title in page) is not template.tells_outcome
    answer = change(client, "give-feedback", referral, **OUTCOME, reason="Asked")
    assert beside(answer, "told")
    assert not referral.messages.exists()


def test_an_outcome_needs_a_decision_by_name_and_a_reason(client, officer):
    referral = acknowledged(officer, told=NAMED)

    answer = change(client, "give-feedback", referral, **OUTCOME)

    assert beside(answer, "decided")
    assert beside(answer, "reason")
    assert OUTCOME["text"] in answer.text
    change(
        client, "give-feedback", referral, **OUTCOME, decided="yes", reason="They help."
    )
    decision = referral.decisions.of_kind("feedback").get()
    assert (decision.code, decision.by) == ("outcome", officer.user)
    assert referral.messages.get().tells_outcome


def test_a_text_that_tells_the_outcome_is_not_sent_as_one_that_does_not(
    client, officer
):
    referral = acknowledged(officer, told=NAMED)
    page = f"{address('give-feedback', referral)}?template=taken_forward"
    posted = {"told": "told", "text": "We go on.", "version": referral.version}

    assert beside(client.post(page, posted), "told")


@pytest.mark.parametrize(
    ("posted", "name"),
    [
        ({}, "told"),
        ({"told": "told", "text": " "}, "text"),
        ({"told": "not_told"}, "reason"),
    ],
)
def test_what_is_missing_is_said_beside_it(posted, name, client, officer):
    referral = acknowledged(officer)

    assert beside(change(client, "give-feedback", referral, **posted), name)


def test_two_officers_do_not_both_tell_the_referrer(client, officer):
    referral = acknowledged(officer)
    posted = {"told": "told", "text": "Thank you.", "version": referral.version}

    client.post(address("give-feedback", referral), posted)
    answer = client.post(address("give-feedback", referral), posted)

    assert "Somebody else changed this referral" in answer.text
    assert referral.messages.count() == 1


def test_new_words_of_the_referrer_are_read_once(client, officer):
    referral = acknowledged(officer)
    letters.add(referral, text="It happened again.")
    assert "New from referrer</strong>" in client.get("/desk").text
    assert "It happened again." in client.get(address("messages", referral)).text

    client.post(address("mark-read", referral))

    assert "New from referrer</strong>" not in client.get("/desk").text


def test_a_question_is_taken_back(client, officer):
    referral = acknowledged(officer)
    question = letters.ask(referral, text="When was that?", by=officer.user)

    client.post(address("take-back", referral, question.pk))

    assert not referral.messages.open_questions().exists()
    again = client.post(address("take-back", referral, question.pk))
    assert again.status_code == 404
