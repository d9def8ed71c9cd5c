import html
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.doors.models import Code
from saltmarsh.casework.gathering import actions as requests
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.documents import actions as documents
from saltmarsh.foundation.notices.models import Email
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.casework.gathering.asked import (
    PERSON,
    TOLD,
    letters,
    link_of,
    make_contact,
    make_partner,
    make_request,
    replied,
)
from tests.casework.triage.desk import make_officer
from tests.factories.documents import make_document, pdf
from tests.factories.foundation import PartnershipFactory
from tests.web.desk.pages import beside
from tests.web.hidden import hidden_in

SENT = {"answer": "reply", "words": TOLD}


@pytest.fixture
def officer(partnership):
    return make_officer(partnership)


@pytest.fixture
def partner(officer):
    return make_partner(officer)


@pytest.fixture
def client(partner, sign_in):
    return sign_in(Role.PARTNER, member=partner)


@pytest.fixture
def guest(officer):
    return Client(headers={"host": officer.partnership.hosts[0]})


def let_in(guest, asked):
    """Ask for a code and enter it; return where it leads."""
    place = link_of(asked)
    guest.post(place)
    return guest.post(f"{place}/code", {"code": code_sent()})


def code_sent():
    newest = Email.objects.filter(template="gathering/code").latest("created_at")
    return newest.text["body"].split("is:\n\n")[1].split("\n")[0]


def page_of(asked):
    return f"/partners/requests/{asked.pk}"


def test_a_document_goes_with_the_answer_and_stays_when_something_is_wrong(
    client, partner, officer, sign_in, clamd
):
    asked = make_request(officer, whom=partner)
    letter = SimpleUploadedFile("Letter.pdf", pdf())

    wrong = client.post(page_of(asked), {"answer": "", "documents": letter})
    assert "Select what your answer is" in wrong.text
    assert "Uploaded already" in wrong.text
    [document] = officer.partnership.documents.about(asked.pk)
    client.post(page_of(asked), SENT)

    documents.check(officer.partnership, document_id=str(document.pk))
    desk = sign_in(Role.TRIAGE_OFFICER, member=officer)
    at = f"/desk/cases/{asked.case.reference}/requests/{asked.pk}"
    assert "Letter.pdf" in desk.get(at).text
    opened = desk.get(f"{at}/documents/{document.pk}")
    assert opened.headers["Content-Disposition"].startswith("attachment")
    assert b"%PDF" in b"".join(opened.streaming_content)


def test_what_was_sent_is_not_taken_away_any_more(client, partner, officer):
    asked = make_request(officer, whom=partner)
    kept, gone = make_document(asked), make_document(asked)
    client.post(f"{page_of(asked)}/documents/{gone.pk}/remove")
    assert list(officer.partnership.documents.about(asked.pk)) == [kept]
    client.post(page_of(asked), SENT)

    answer = client.post(f"{page_of(asked)}/documents/{kept.pk}/remove")

    assert answer.status_code == 404
    assert officer.partnership.documents.about(asked.pk).count() == 1


def test_who_came_by_link_and_code_sends_a_document_too(guest, officer):
    asked = make_request(officer, whom=make_contact(officer))
    place = let_in(guest, asked)["Location"]

    typed = SENT | {"who": "Ada Quill", "documents": SimpleUploadedFile("a.pdf", pdf())}
    guest.post(place, typed)

    [document] = officer.partnership.documents.about(asked.pk)
    event = Event.objects.filter(name="document.added").latest("created_at")
    assert (event.by_kind, document.name) == ("link", "a.pdf")


def test_the_list_names_nobody_and_the_request_says_who_and_what(
    client, officer, partner
):
    asked = make_request(officer, whom=partner)

    listed = client.get("/partners/requests").text
    page = client.get(page_of(asked)).text

    assert page_of(asked) in listed
    assert PERSON not in listed
    for told in (PERSON, "roll", "To plan support.", "Public task.", "Section 38"):
        assert told in page
    assert asked.case.reference not in page


def test_nothing_is_listed_where_nothing_is_asked(client):
    assert "You are not asked anything" in client.get("/partners/requests").text


def test_a_partner_answers_and_adds_later(client, officer, partner):
    asked = make_request(officer, whom=partner)

    client.post(page_of(asked), SENT)
    page = client.get(page_of(asked)).text
    client.post(page_of(asked), {"words": "He came today."})

    assert "You answered this request" in page
    assert TOLD in page
    kinds = asked.replies.order_by("created_at").values_list("kind", flat=True)
    assert list(kinds) == ["reply", "added"]
    assert "Health trust" in asked.replies.first().who
    assert "He came today." in client.get(page_of(asked)).text


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ({}, "answer"),
        ({"answer": "reply", "words": " "}, "words"),
        ({"answer": "refused"}, "reason"),
    ],
)
def test_what_is_missing_is_said_beside_it(client, officer, partner, typed, name):
    asked = make_request(officer, whom=partner)

    assert beside(client.post(page_of(asked), typed), name)
    assert not asked.replies.exists()


def test_another_partner_is_not_shown_it(client, officer):
    asked = make_request(officer)

    assert client.get(page_of(asked)).status_code == 404
    assert page_of(asked) not in client.get("/partners/requests").text


def test_an_answer_can_be_read_for_some_weeks(client, officer, partner):
    asked = make_request(officer, whom=partner)
    replied(asked)
    assert client.get(page_of(asked)).status_code == 200
    asked.answered_at = timezone.now() - timedelta(days=29)
    asked.save()

    assert client.get(page_of(asked)).status_code == 404


def test_the_case_tells_that_the_partner_read_it(client, officer, partner):
    asked = make_request(officer, whom=partner)

    client.get(page_of(asked))

    opened = Event.objects.filter(name="page.opened").latest("created_at")
    assert {asked.pk, asked.case_id} <= set(opened.subject_ids)


def test_the_link_shows_nothing_but_a_button(guest, officer):
    asked = make_request(officer, whom=make_contact(officer))

    page = guest.get(link_of(asked)).text

    assert "Send a code to our mailbox" in page
    assert PERSON not in page
    assert guest.get(f"{link_of(asked)}/open").url == link_of(asked)


def test_the_code_goes_to_the_mailbox_and_opens_the_request_in_one_browser(
    guest, officer
):
    asked = make_request(officer, whom=make_contact(officer))

    here = let_in(guest, asked).url

    assert letters("code")[0].to == "office@mill-school.example"
    assert PERSON in guest.get(here).text
    other = Client(headers={"host": officer.partnership.hosts[0]})
    assert other.get(here).status_code == 302


def test_who_answers_by_link_says_who_they_are(guest, officer):
    asked = make_request(officer, whom=make_contact(officer))
    here = let_in(guest, asked).url
    assert beside(guest.post(here, SENT), "who")

    guest.post(here, SENT | {"who": "Ada Quill, head of year"})

    assert TOLD in guest.get(here).text
    assert asked.replies.get().who == "Ada Quill, head of year"
    guest.post(here, {"words": "More.", "who": "Ada Quill"})
    assert asked.replies.count() == 2


def test_a_wrong_code_does_not_open_it(guest, officer):
    asked = make_request(officer, whom=make_contact(officer))
    code_page = guest.post(link_of(asked)).url
    assert "We have sent it to your mailbox" in guest.get(code_page).text

    page = guest.post(f"{link_of(asked)}/code", {"code": "2222 2222"})

    assert "This is not the code" in page.text


def test_what_is_withdrawn_opens_nothing(guest, officer):
    asked = make_request(officer, whom=make_contact(officer))
    here = let_in(guest, asked).url
    requests.withdraw(asked, reason="Asked twice.", by=officer)

    assert guest.get(here).status_code == 302
    for page in ("", "/code"):
        found = guest.get(f"{link_of(asked)}{page}")
        assert "does not open anything" in found.text


def test_a_link_opens_nothing_elsewhere(officer):
    asked = make_request(officer, whom=make_contact(officer))
    place, other = link_of(asked), PartnershipFactory()
    partnerships.enter(other)
    elsewhere = Client(headers={"host": other.hosts[0]})

    assert "does not open anything" in elsewhere.get(place).text


def test_too_many_codes_are_refused_in_words(guest, officer):
    asked = make_request(officer, whom=make_contact(officer))
    for _ in range(5):
        guest.post(link_of(asked))

    assert "Too many codes" in guest.post(link_of(asked)).text


def test_what_was_typed_outlives_the_code(guest, officer):
    asked = make_request(officer, whom=make_contact(officer))
    here = let_in(guest, asked).url
    Code.objects.update(open_until=timezone.now())
    words = "He said “no”.\nTwice, & <loudly>."
    typed = {"answer": "reply", "words": words, "who": "Ada Quill"}

    shut = guest.post(here, typed | {"documents": SimpleUploadedFile("a.pdf", pdf())})
    assert PERSON not in shut.text
    assert f'action="{link_of(asked)}"' in shut.text
    sent = guest.post(link_of(asked), hidden_in(shut.text))
    assert (sent.status_code, sent.url) == (307, f"{link_of(asked)}/code")
    code_page = guest.post(sent.url, hidden_in(shut.text)).text
    assert "There is a problem" not in code_page
    wrong = guest.post(sent.url, hidden_in(code_page) | {"code": "2222 2222"}).text
    assert "This is not the code" in wrong
    entered = hidden_in(wrong) | {"code": code_sent()}
    opened = guest.post(sent.url, entered)
    assert (opened.status_code, opened.url) == (307, here)
    page = guest.post(here, entered).text

    assert words in html.unescape(page)
    assert "Ada Quill" in page
    assert "Nothing was sent yet" in page
    assert "Choose them again: a.pdf" in page
    assert "There is a problem" not in page
    assert not asked.replies.exists()
    guest.post(here, typed)
    assert asked.replies.get().words == words


def test_a_new_code_is_asked_for_without_losing_what_was_typed(guest, officer):
    asked = make_request(officer, whom=make_contact(officer))
    shut = guest.post(f"{link_of(asked)}/open", {"words": TOLD}).text
    again = hidden_in(shut) | {"code": "", "new_code": "yes"}

    sent = guest.post(link_of(asked), again)
    page = guest.post(sent.url, again).text

    assert "There is a problem" not in page
    assert hidden_in(page)["brought-words"] == [TOLD]
    for _ in range(4):
        guest.post(link_of(asked), again)
    refused = guest.post(link_of(asked), again).text
    assert "Too many codes" in refused
    assert hidden_in(refused)["brought-words"] == [TOLD]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Photo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
        ("Film.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 64),
        ("Old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64),
        ("Named.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
    ],
)
def test_a_file_of_another_kind_is_refused_beside_it_and_no_word_is_lost(
    client, officer, partner, name, content
):
    asked = make_request(officer, whom=partner)
    typed = SENT | {"documents": SimpleUploadedFile(name, content)}

    answer = client.post(page_of(asked), typed)

    assert beside(answer, "documents")
    assert name in answer.text
    assert TOLD in answer.text
    assert not asked.replies.exists()
    assert not officer.partnership.documents.about(asked.pk).exists()
