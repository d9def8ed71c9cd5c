from saltmarsh.casework.doors import actions as doors
from saltmarsh.casework.doors import queries
from saltmarsh.casework.routing import actions as routing
from tests.casework.doors.test_actions import sent_code
from tests.factories.casework import make_referral
from tests.factories.foundation import PartnershipFactory
from tests.factories.routing import DeskFactory, default_rule


def new_token(partnership):
    default_rule(partnership, DeskFactory(partnership=partnership))
    [delivery] = routing.queue(make_referral(partnership), age=None, area=None)
    return routing.new_link(delivery)


def test_a_token_finds_its_link(partnership):
    token = new_token(partnership)

    assert queries.link_at(partnership, token)
    assert queries.link_at(partnership, token + "x") is None


def test_a_token_finds_nothing_at_another_partnership(partnership):
    token = new_token(partnership)

    assert queries.link_at(PartnershipFactory(), token) is None


def test_a_browser_that_entered_a_code_is_known(partnership):
    link = queries.link_at(partnership, new_token(partnership))
    browser = doors.send_code(link)
    assert not queries.is_open(link, browser=browser)

    doors.enter_code(link, typed=sent_code(), browser=browser)

    assert queries.is_open(link, browser=browser)
    assert not queries.is_open(link, browser="another")
