from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals import letters
from saltmarsh.casework.referrals.lifecycle import ACKNOWLEDGE, CLOSE, Stage
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.factories.casework import make_referral
from tests.factories.foundation import PartnershipFactory, UserFactory
from tests.web.public.journeys import text_of


@pytest.fixture
def referral(partnership):
    return make_referral(partnership)


@pytest.fixture
def holder(visitor, referral):
    visitor.post("/mailbox", {"receipt": referral.receipt})
    return visitor


def test_a_receipt_opens_its_mailbox_however_it_is_typed(visitor, referral):
    typed = referral.receipt.upper().replace(" ", "  -")

    assert visitor.post("/mailbox", {"receipt": typed}).url == "/mailbox/open"

    page = text_of(visitor.get("/mailbox/open"))
    assert referral.reference in page
    assert "Received" in page
    assert "There are no messages yet" in page


@pytest.mark.parametrize("typed", ["", "-", "some other seven words that open nothing"])
def test_another_receipt_opens_nothing(visitor, referral, typed):
    answer = visitor.post("/mailbox", {"receipt": typed})

    assert answer.status_code == 200
    assert "There is a problem" in text_of(answer)


def test_guesses_are_limited(visitor, referral):
    answers = [visitor.post("/mailbox", {"receipt": "guess"}) for _ in range(11)]

    assert answers[9].status_code == 200
    assert answers[10].status_code == 429


def test_a_mailbox_of_another_partnership_stays_closed(holder):
    other = PartnershipFactory()

    answer = holder.get("/mailbox/open", headers={"host": other.hosts[0]})

    assert answer.url == "/mailbox"


@pytest.mark.parametrize("cookie", ["", "nonsense", "00" * 32, "00:aa:bb"])
def test_a_made_up_cookie_opens_nothing(visitor, cookie):
    visitor.cookies["__Host-mailbox"] = cookie

    assert visitor.get("/mailbox/open").url == "/mailbox"


def test_it_closes_by_itself(holder):
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert holder.get("/mailbox/open").url == "/mailbox"


def test_it_closes_when_they_leave_it(holder):
    forgotten = holder.post("/mailbox/close").cookies["__Host-mailbox"]

    # A browser takes no other order about a cookie of this name.
    assert forgotten["secure"]
    assert (forgotten.value, forgotten["max-age"]) == ("", 0)
    assert holder.get("/mailbox/open").url == "/mailbox"


def test_a_question_is_answered(holder, referral):
    question = letters.ask(referral, text="Which school?", by=UserFactory())
    page = holder.get("/mailbox/open")
    assert "We need more from you" in text_of(page)
    address = f"/mailbox/answer/{question.pk}"
    assert f'href="{address}"' in page.content.decode()
    assert "Which school?" in text_of(holder.get(address))

    assert "Enter your answer" in text_of(holder.post(address, {"text": ""}))
    assert holder.post(address, {"text": "By the river"}).url == "/mailbox/open"

    assert "By the river" in text_of(holder.get("/mailbox/open"))
    assert holder.get(address).status_code == 404


def test_a_question_about_another_referral_is_not_there(holder, partnership):
    other = make_referral(partnership)
    question = letters.ask(other, text="Which school?", by=UserFactory())

    assert holder.get(f"/mailbox/answer/{question.pk}").status_code == 404


def test_something_is_added(holder, referral):
    assert "immediate danger" in text_of(holder.get("/mailbox/add"))

    holder.post("/mailbox/add", {"text": "It happened again"})

    assert referral.messages.get().kind == "addition"
    assert "It happened again" in text_of(holder.get("/mailbox/open"))


def test_it_is_asked_to_be_taken_back(holder, referral):
    assert "A person reads this" in text_of(holder.get("/mailbox/take-back"))

    holder.post("/mailbox/take-back", {"text": "I was wrong"})

    page = text_of(holder.get("/mailbox/open"))
    assert "You asked to take this back" in page
    assert "Ask to take it back" not in page


def test_messages_are_new_until_they_say_they_read_them(holder, referral):
    letters.note(referral, text="Thank you", by=UserFactory())
    assert "I have read the messages" in text_of(holder.get("/mailbox/open"))

    holder.post("/mailbox/open")

    assert "I have read the messages" not in text_of(holder.get("/mailbox/open"))


def test_once_finished_with_nobody_writes(holder, referral):
    referrals.move(referral, ACKNOWLEDGE, by=None)
    assert "Being looked at" in text_of(holder.get("/mailbox/open"))
    referrals.move(referral, CLOSE, by=None)

    page = text_of(holder.get("/mailbox/open"))
    assert "Finished with" in page
    assert "Add something" not in page
    refused = holder.post("/mailbox/add", {"text": "More"})
    assert "We have finished with this" in text_of(refused)
    refused = holder.post("/mailbox/take-back", {"text": "More"})
    assert "We have finished with this" in text_of(refused)


@pytest.mark.parametrize("stage", list(Stage))
def test_no_stage_no_police_no_panel_no_outcome(holder, partnership, stage):
    partnerships.enter(partnership)
    partnership.referrals.update(stage=stage)

    page = text_of(holder.get("/mailbox/open")).lower()

    told = ["police", "panel", "threshold", "section 36", "quarantine", "service"]
    assert [word for word in told if word in page] == []


def test_opening_it_is_noted_by_key(holder, referral):
    holder.get("/mailbox/open")

    event = Event.objects.get(name="page.opened", subject="public:mailbox-open")
    assert (event.by, event.by_kind) == (referral.pk, "receipt")


def test_without_a_receipt_nothing_is_shown(partnership):
    stranger = Client(headers={"host": partnership.hosts[0]})

    for page in ("open", "add", "take-back", f"answer/{partnership.pk}"):
        assert stranger.get(f"/mailbox/{page}").url == "/mailbox"
