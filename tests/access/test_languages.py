"""The language of a page changes, and what is typed on the page stays."""

import pytest
from django.utils.html import escape
from lxml.html import fromstring

from tests.casework.triage.desk import acknowledged, make_officer
from tests.factories.casework import publish
from tests.web.desk.pages import address
from tests.web.hidden import carried_in

WORDS = "He said “no”, & <left>."
WELSH = {"in_language": "cy"}


@pytest.fixture
def worry(visitor, partnership):
    """The address of the page that asks for the worry, in a form that was begun."""
    publish(partnership)
    return visitor.post("/refer").url.rpartition("/")[0] + "/worry"


def test_a_referral_keeps_what_was_typed_and_nothing_is_saved(
    visitor, worry, partnership
):
    before = partnership.drafts.values_list("sealed_answers", flat=True).get()
    answer = visitor.post(worry, {"worry": WORDS} | WELSH)

    assert answer.status_code == 200
    assert f">{escape(WORDS)}</textarea>" in answer.text
    assert '<html lang="cy"' in answer.text
    assert "govuk-error" not in answer.text
    assert "here again" not in answer.text
    assert partnership.drafts.values_list("sealed_answers", flat=True).get() == before
    assert '<html lang="cy"' in visitor.get(worry).text


@pytest.mark.parametrize("code", ["", "xx"])
def test_a_language_that_there_is_not_changes_nothing(visitor, worry, code):
    answer = visitor.post(worry, {"worry": "", "in_language": code})

    assert "language" not in answer.cookies
    assert "govuk-error-summary" in answer.text


def test_a_receipt_stays_typed(visitor):
    answer = visitor.post("/mailbox", {"receipt": "one two three"} | WELSH)

    assert 'value="one two three"' in answer.text
    assert "govuk-error" not in answer.text


def test_a_password_is_not_sent_back(visitor):
    typed = {"email": "jo@desk.example", "password": "never shown again"}

    answer = visitor.post("/sign-in", typed | WELSH)

    assert 'value="jo@desk.example"' in answer.text
    assert "never shown again" not in answer.text
    assert "govuk-error" not in answer.text


def test_a_door_keeps_what_it_carries(visitor):
    carried = {"brought": "yes", "brought-text": WORDS, "left_behind": "plan.pdf"}

    answer = visitor.post("/sign-in", carried | {"email": "jo@desk.example"} | WELSH)

    found = carried_in(answer.text)
    assert found == {name: [text] for name, text in carried.items()}
    assert answer.text.count(escape(WORDS)) == 1


@pytest.fixture
def note(partnership, sign_in):
    """A browser of somebody who writes a note, and where."""
    officer = make_officer(partnership)
    path = address("add-note", acknowledged(officer))
    return sign_in(officer.role, member=officer), path


def test_a_note_half_written_stays(note):
    client, path = note

    answer = client.post(path, {"text": WORDS, "visibility": "panel"} | WELSH)

    assert f">{escape(WORDS)}</textarea>" in answer.text
    assert answer.cookies["language"].value == "cy"


def test_after_the_session_nothing_typed_is_lost(note):
    client, path = note
    client.logout()

    answer = client.post(path, {"text": WORDS} | WELSH)

    assert answer.status_code == 403
    assert carried_in(answer.text) == {"brought": ["yes"], "brought-text": [WORDS]}


def test_what_answers_at_any_host_has_no_language(visitor):
    assert visitor.post("/health", WELSH).status_code in {200, 503}


def test_enter_sends_the_form_and_does_not_change_the_language(visitor, worry):
    page = fromstring(visitor.get(worry).text)

    ours = page.xpath("//button[@form='typed' or ancestor::form[@id='typed']]")

    # Browsers press the first button of a form, wherever it stands.
    assert [each.get("name") for each in ours] == [None, "in_language", None]
    assert (ours[0].get("aria-hidden"), ours[0].get("tabindex")) == ("true", "-1")
