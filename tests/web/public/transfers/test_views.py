"""The door for a panel elsewhere: the link, the code, the pack and the answer."""

import pytest
from django.test import Client
from django.utils import timezone

from saltmarsh.casework.cases.lifecycle import Stage as At
from saltmarsh.casework.doors.models import Code
from saltmarsh.casework.transfers import actions as transfers
from saltmarsh.casework.transfers.lifecycle import Stage
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.notices.models import Email
from tests.factories.foundation import PartnershipFactory
from tests.factories.neighbours import MAILBOX
from tests.factories.transfers import WORDS, Mailbox
from tests.web.desk.pages import beside, day
from tests.web.hidden import hidden_in

pytestmark = pytest.mark.django_db
NAME = "Robin Example"


@pytest.fixture
def elsewhere():
    """A transfer whose link was e-mailed; `path` is where it leads."""
    held = Mailbox()
    held.transfer = held.asked()
    body = Email.objects.get(template="transfers/link").text["body"]
    held.path = "/transfers/" + body.split("/transfers/")[1].split()[0]
    return held


@pytest.fixture
def guest(elsewhere):
    return Client(headers={"host": elsewhere.here.hosts[0]})


def let_in(guest, elsewhere):
    guest.post(elsewhere.path)
    email = Email.objects.filter(template="transfers/code").latest("created_at")
    assert email.to == MAILBOX
    code = email.text["body"].split("is:\n\n")[1].split("\n")[0]
    return guest.post(f"{elsewhere.path}/code", {"code": code}).url


def typed(**given):
    today = timezone.localdate()
    when = day("on", today)
    known = {"name": "Kim Farrow", "role": "Channel lead", "reference": "FM-7"}
    return {"answer": "accepted", "words": ""} | known | when | given


def test_the_link_shows_nothing_but_a_button(guest, elsewhere):
    page = guest.get(elsewhere.path).text

    assert "Send a code to our mailbox" in page
    assert NAME not in page
    assert guest.get(f"{elsewhere.path}/open").url == elsewhere.path


def test_a_wrong_code_opens_nothing(guest, elsewhere):
    guest.post(elsewhere.path)

    page = guest.post(f"{elsewhere.path}/code", {"code": "2222 2222"}).text

    assert "This is not the code" in page
    assert guest.get(f"{elsewhere.path}/open").url == elsewhere.path


def test_each_opening_of_the_pack_is_logged(guest, elsewhere):
    page = guest.get(let_in(guest, elsewhere)).text

    assert NAME in page
    assert WORDS in page
    opened = Event.objects.filter(subject="public:transfer-open", by_kind="link")
    about = [elsewhere.transfer.pk, elsewhere.case.pk]
    assert [one.subject_ids for one in opened] == [about]
    elsewhere.transfer.refresh_from_db()
    assert elsewhere.transfer.opened_at


def test_an_acceptance_ends_the_case_here_and_the_pack_still_opens(guest, elsewhere):
    here = let_in(guest, elsewhere)

    page = guest.post(here, typed()).text

    assert "Your panel leads the case from now on" in page
    elsewhere.case.refresh_from_db()
    assert elsewhere.case.stage == At.TRANSFERRED
    again = guest.get(here).text
    assert NAME in again
    assert "Send answer" not in again
    assert "Your panel has accepted it" in guest.post(here, typed()).text


def test_it_is_declined_with_a_reason_and_opens_no_more(guest, elsewhere):
    here = let_in(guest, elsewhere)
    assert beside(guest.post(here, typed(answer="declined")), "words")

    page = guest.post(here, typed(answer="declined", words="Hillfoot.")).text

    assert "The case stays where it is" in page
    assert "does not open anything" in guest.get(elsewhere.path).text
    assert guest.get(here).status_code == 302
    elsewhere.case.refresh_from_db()
    assert elsewhere.case.stage == At.GATHERING


@pytest.mark.parametrize("name", ["answer", "name", "role", "reference"])
def test_what_is_missing_is_said_beside_it(guest, elsewhere, name):
    answer = guest.post(let_in(guest, elsewhere), typed(**{name: ""}))

    assert beside(answer, name)
    elsewhere.transfer.refresh_from_db()
    assert elsewhere.transfer.stage == Stage.ASKED


def test_what_was_taken_back_opens_no_more(guest, elsewhere):
    here = let_in(guest, elsewhere)
    transfers.take_back(elsewhere.transfer, words="No.", by=elsewhere.asker)

    assert guest.get(here).status_code == 302
    assert "does not open anything" in guest.get(elsewhere.path).text


@pytest.mark.parametrize("page", ["", "/code"])
def test_an_unknown_link_and_another_site_open_nothing(visitor, elsewhere, page):
    assert "does not open anything" in visitor.get(f"/transfers/unknown{page}").text
    other = Client(headers={"host": PartnershipFactory().hosts[0]})
    assert "does not open anything" in other.get(elsewhere.path + page).text


def test_too_many_codes_are_refused_in_words(guest, elsewhere):
    for _ in range(5):
        guest.post(elsewhere.path)

    assert "Too many codes" in guest.post(elsewhere.path).text
    assert "Enter the code" in guest.get(f"{elsewhere.path}/code").text


def test_an_answer_is_kept_while_a_new_code_is_asked_for(guest, elsewhere):
    here = let_in(guest, elsewhere)
    Code.objects.update(open_until=timezone.now())

    shut = guest.post(here, typed(answer="declined", words="He has moved again."))
    assert NAME not in shut.text
    brought = hidden_in(shut.text)
    assert brought["brought-words"] == ["He has moved again."]
    sent = guest.post(elsewhere.path, brought)
    code = Email.objects.filter(template="transfers/code").latest("created_at")
    code = code.text["body"].split("is:\n\n")[1].split("\n")[0]
    opened = guest.post(sent.url, brought | {"code": code})
    assert (opened.status_code, opened.url) == (307, here)
    page = guest.post(here, brought).text

    assert "He has moved again." in page
    assert "Kim Farrow" in page
    assert "Nothing was sent yet" in page
    elsewhere.transfer.refresh_from_db()
    assert elsewhere.transfer.stage == "asked"
