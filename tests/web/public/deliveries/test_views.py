import logging

import pytest
from django.test import Client

from saltmarsh.casework.routing import actions as routing
from saltmarsh.casework.routing.models import Delivery, Link
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.notices.models import Email
from saltmarsh.foundation.partnerships import actions as partnerships
from tests.casework.doors.test_actions import sent_code
from tests.factories.casework import NAMED, make_referral
from tests.factories.foundation import PartnershipFactory
from tests.factories.routing import DeskFactory, default_rule

WORDS = "Robin has begun to talk of hurting people."


def address(partnership, **desk):
    """Queue a referral for a desk without accounts; return the address of its link."""
    default_rule(partnership, DeskFactory(partnership=partnership, **desk))
    referral = make_referral(partnership, told=NAMED)
    routing.queue(referral, age=None, area=None)
    routing.send(partnership, referral_id=str(referral.pk))
    body = Email.objects.get().text["body"]
    return "/deliveries/" + body.partition("/deliveries/")[2].split()[0]


def let_in(visitor, here):
    visitor.post(here)
    return visitor.post(f"{here}/code", {"code": sent_code()})


def test_a_link_shows_nothing_but_a_button(partnership, visitor):
    here = address(partnership)

    page = visitor.get(here).content.decode()

    assert "Send a code to our mailbox" in page
    assert WORDS not in page
    assert Delivery.objects.get().referral.reference not in page


def test_the_code_opens_what_was_told_without_the_referrer(partnership, visitor):
    here = address(partnership)

    answer = let_in(visitor, here)
    page = visitor.get(answer.url).content.decode()

    assert WORDS in page
    assert "Kim Neighbour" not in page
    assert Delivery.objects.get().opened_at


def test_a_desk_may_be_set_to_see_the_referrer(partnership, visitor):
    here = address(partnership, shows_referrer=True)
    let_in(visitor, here)

    assert "Kim Neighbour" in visitor.get(f"{here}/open").content.decode()


def test_what_became_restricted_is_not_shown_any_more(partnership, visitor):
    here = address(partnership, shows_referrer=True)
    let_in(visitor, here)
    referral = Delivery.objects.get().referral
    referral.is_restricted = True
    referral.save()

    page = visitor.get(f"{here}/open").content.decode()

    assert "named people only" in page
    assert WORDS not in page
    assert "Kim Neighbour" not in page


def test_a_person_acknowledges_by_a_press(partnership, visitor):
    here = address(partnership)
    let_in(visitor, here)
    assert Delivery.objects.get().acknowledged_at is None

    visitor.post(f"{here}/open")

    assert Delivery.objects.get().acknowledged_at
    assert "has said that it has" in visitor.get(f"{here}/open").content.decode()


def test_another_browser_is_sent_back_to_the_button(partnership, visitor):
    here = address(partnership)
    let_in(visitor, here)
    other = Client(headers={"host": partnership.hosts[0]})

    assert other.get(f"{here}/open").url == here
    assert other.post(f"{here}/open").url == here
    assert Delivery.objects.get().acknowledged_at is None


def test_a_wrong_code_is_counted_and_says_so(partnership, visitor):
    here = address(partnership)
    visitor.post(here)

    for _ in range(5):
        page = visitor.post(f"{here}/code", {"code": "2222 2222"}).content.decode()
        assert "This is not the code" in page

    page = visitor.post(f"{here}/code", {"code": sent_code()}).content.decode()
    assert "does not work any more" in page


def test_the_codes_page_is_drawn(partnership, visitor):
    here = address(partnership)

    assert "Enter the code" in visitor.get(f"{here}/code").content.decode()


def test_too_many_codes_are_refused_in_words(partnership, visitor):
    here = address(partnership)
    for _ in range(5):
        visitor.post(here)

    assert "Too many codes" in visitor.post(here).content.decode()


@pytest.mark.parametrize("page", ["", "/code"])
def test_an_unknown_link_opens_nothing(visitor, page):
    answer = visitor.get(f"/deliveries/unknown{page}")

    assert "does not open anything" in answer.content.decode()


def test_a_link_opens_nothing_at_another_partnership(partnership):
    here = address(partnership)
    other = PartnershipFactory()
    stranger = Client(headers={"host": other.hosts[0]})

    assert "does not open anything" in stranger.get(here).content.decode()
    partnerships.enter(partnership)


def test_each_opening_is_logged_as_the_links(partnership, visitor):
    here = address(partnership)
    let_in(visitor, here)
    visitor.get(f"{here}/open")

    partnerships.enter(partnership)
    event = Event.objects.filter(name="page.opened").latest("created_at")
    assert (event.by_kind, event.by) == ("link", Link.objects.get().pk)


def test_no_log_and_no_event_holds_the_token(partnership, visitor, caplog):
    here = address(partnership)
    token = here.removeprefix("/deliveries/")
    with caplog.at_level(logging.DEBUG):
        let_in(visitor, here)
        visitor.get(f"{here}/open")
        visitor.get(f"{here}/no-such-page")
        visitor.put(f"{here}/open/no")

    partnerships.enter(partnership)
    assert token not in caplog.text
    assert token not in str(list(Event.objects.values()))
