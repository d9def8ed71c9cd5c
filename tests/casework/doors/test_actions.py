from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from saltmarsh.casework.doors import actions as doors
from saltmarsh.casework.doors import queries
from saltmarsh.casework.doors.actions import Entered
from saltmarsh.casework.doors.models import Code
from saltmarsh.casework.routing import actions as routing
from saltmarsh.casework.routing.models import Link
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.notices.models import Email
from saltmarsh.foundation.refusals import Refused
from tests.factories.casework import make_referral
from tests.factories.routing import DeskFactory, default_rule

WRONG = "2222 2222"


@pytest.fixture
def token(partnership):
    """The secret of a link to a delivery, as it is in the e-mail alone."""
    default_rule(partnership, DeskFactory(partnership=partnership))
    [delivery] = routing.queue(make_referral(partnership), age=None, area=None)
    return routing.new_link(delivery)


@pytest.fixture
def link(partnership, token):
    return queries.link_at(partnership, token)


def sent_code():
    email = Email.objects.filter(template="doors/code").latest("created_at")
    return email.text["body"].split("is:\n\n")[1].split("\n")[0]


def test_a_link_opens_nothing_by_itself(link):
    assert not queries.is_open(link, browser="")


def test_the_code_opens_it_in_the_browser_that_asked(link):
    browser = doors.send_code(link)

    assert doors.enter_code(link, typed=sent_code(), browser=browser) == Entered.RIGHT
    assert queries.is_open(link, browser=browser)
    assert link.delivery.opened_at


def test_a_code_may_be_typed_small_and_apart(link):
    browser = doors.send_code(link)
    typed = "-".join(sent_code().lower())

    assert doors.enter_code(link, typed=typed, browser=browser) == Entered.RIGHT


def test_another_browser_is_refused(link):
    doors.send_code(link)

    assert doors.enter_code(link, typed=sent_code(), browser="x") == Entered.SPENT


def test_there_are_five_tries(link):
    browser = doors.send_code(link)
    tried = [
        doors.enter_code(link, typed=WRONG, browser=browser)
        for _ in range(doors.CODE_TRIES)
    ]

    assert tried == [Entered.WRONG] * 5
    assert doors.enter_code(link, typed=sent_code(), browser=browser) == Entered.SPENT


def test_a_code_lasts_ten_minutes(link):
    browser, code = doors.send_code(link), sent_code()

    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert doors.enter_code(link, typed=code, browser=browser) == Entered.SPENT


def test_a_code_works_once(link):
    browser, code = doors.send_code(link), sent_code()
    doors.enter_code(link, typed=code, browser=browser)

    assert doors.enter_code(link, typed=code, browser=browser) == Entered.SPENT


def test_an_opened_delivery_shuts_again(link):
    browser = doors.send_code(link)
    doors.enter_code(link, typed=sent_code(), browser=browser)

    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert not queries.is_open(link, browser=browser)


def test_too_many_codes_an_hour_are_refused(link):
    for _ in range(doors.CODES_AN_HOUR):
        doors.send_code(link)

    with pytest.raises(Refused, match="Too many codes"):
        doors.send_code(link)


def test_a_link_ends(partnership, token, link):
    Link.objects.update(expires_at=timezone.now())

    assert queries.link_at(partnership, token) is None


def test_every_opening_is_an_event_of_the_link(link):
    browser = doors.send_code(link)
    doors.enter_code(link, typed=sent_code(), browser=browser)

    event = Event.objects.get(name="delivery.opened")
    assert (event.by, event.by_kind) == (link.pk, "link")


def test_no_table_and_no_event_holds_token_or_code(token, link):
    browser = doors.send_code(link)
    code = sent_code().replace(" ", "")

    held = str(list(Event.objects.values())) + str(list(Code.objects.values()))
    held += str(list(Link.objects.values()))
    assert not any(secret in held for secret in (token, code, browser))


def test_old_codes_are_deleted(partnership, link):
    doors.send_code(link)
    Code.objects.update(expires_at=timezone.now() - timedelta(days=2))

    assert doors.expire(partnership) == 1
