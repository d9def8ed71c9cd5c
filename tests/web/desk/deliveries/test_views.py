import uuid

import pytest

from saltmarsh.access.permissions import Role
from saltmarsh.casework.routing import actions as routing
from saltmarsh.casework.routing.models import Delivery
from tests.factories.casework import make_referral
from tests.factories.documents import make_document
from tests.factories.foundation import MembershipFactory, TeamFactory
from tests.factories.routing import (
    DeskFactory,
    default_rule,
    member_of,
    team_desk,
)

WORDS = "Robin has begun to talk of hurting people."


@pytest.fixture
def delivery(partnership):
    """A referral of one team, delivered to the desk of another."""
    default_rule(partnership, team_desk(partnership, name="Hub"))
    [found] = routing.queue(make_referral(partnership), age=None, area=None)
    routing.send(partnership, referral_id=str(found.referral_id))
    return found


@pytest.fixture
def browser(sign_in, delivery):
    """A member of the desk's team."""
    member = member_of(delivery.desk.team)
    return sign_in(Role.TRIAGE_OFFICER, member=member)


def here(delivery, more=""):
    return f"/desk/deliveries/{delivery.pk}{more}"


@pytest.mark.parametrize(
    ("page", "place"), [("/desk", "Inbox"), ("/desk/deliveries", "Deliveries")]
)
def test_one_place_of_the_navigation_is_the_one_where_you_are(browser, page, place):
    marked = browser.get(page).text.split("service-navigation__item--active")[1:]

    assert [place in item.partition("</li>")[0] for item in marked] == [True]


def test_what_nobody_acknowledged_is_listed(browser, delivery):
    page = browser.get("/desk/deliveries").content.decode()

    assert "Hub" in page
    assert delivery.referral.reference in page


def test_what_is_acknowledged_leaves_the_list(browser, delivery):
    browser.post(here(delivery))

    assert (
        "Everything is acknowledged" in browser.get("/desk/deliveries").content.decode()
    )


def test_a_delivery_is_acknowledged_by_a_press(browser, delivery):
    answer = browser.post(here(delivery), follow=True)

    delivery.refresh_from_db()
    assert delivery.acknowledged_by == browser.member.user
    assert f"Acknowledged by {browser.member.user}" in answer.content.decode()


def test_a_page_of_a_delivery_shows_nothing_of_the_referral(browser, delivery):
    page = browser.get(here(delivery)).content.decode()

    assert "Who was told" in page
    assert WORDS not in page


def test_what_was_sent_is_opened_and_noted(browser, delivery):
    page = browser.post(here(delivery, "/told"), follow=True).content.decode()

    delivery.refresh_from_db()
    assert delivery.opened_by == browser.member.user
    assert WORDS in page


def test_another_desk_learns_that_documents_came_and_gets_none(browser, delivery):
    referral = delivery.referral
    browser.post(here(delivery, "/told"))
    assert "Documents came" not in browser.get(here(delivery, "/told")).text
    referral.channel = "partner"
    referral.save()
    make_document(referral, called="What was seen.pdf")

    page = browser.get(here(delivery, "/told")).text

    assert "Documents came with it: 1." in page
    assert "What was seen" not in page


def test_the_referrals_own_team_goes_to_its_own_page(sign_in, partnership):
    team = TeamFactory(partnership=partnership)
    default_rule(partnership, DeskFactory(partnership=partnership, team=team))
    referral = make_referral(partnership, team=team)
    [found] = routing.queue(referral, age=None, area=None)
    browser = sign_in(Role.TRIAGE_OFFICER, member=member_of(team))

    answer = browser.get(here(found, "/told"))

    assert answer.url == f"/desk/referrals/{referral.reference}"


def test_a_restricted_referral_is_not_shown_to_another_team(browser, delivery):
    delivery.referral.is_restricted = True
    delivery.referral.save()

    page = browser.get(here(delivery, "/told")).content.decode()

    assert "named people only" in page
    assert WORDS not in page


def test_the_fallback_may_acknowledge(sign_in, partnership):
    fallback = MembershipFactory(partnership=partnership)
    default_rule(partnership, DeskFactory(partnership=partnership, fallback=fallback))
    [found] = routing.queue(make_referral(partnership), age=None, area=None)

    sign_in(Role.TRIAGE_OFFICER, member=fallback).post(here(found))

    assert Delivery.objects.get().acknowledged_by == fallback.user


def test_nobody_else_opens_a_delivery(sign_in, delivery):
    browser = sign_in(Role.TRIAGE_OFFICER)

    assert browser.get(here(delivery)).status_code == 404
    assert browser.post(here(delivery)).status_code == 404
    assert "Hub" not in browser.get("/desk/deliveries").content.decode()


def test_the_wrong_role_and_a_stranger_are_turned_away(sign_in, visitor, delivery):
    assert sign_in(Role.AUDITOR).get("/desk/deliveries").status_code == 403
    assert visitor.get(here(delivery)).status_code == 302


def test_an_unknown_delivery_is_no_page(browser):
    assert browser.get(f"/desk/deliveries/{uuid.uuid4()}").status_code == 404


def test_a_list_asks_the_database_little(
    browser, partnership, django_assert_max_num_queries
):
    with django_assert_max_num_queries(18):
        browser.get("/desk/deliveries")


def test_a_delivery_to_another_desk_leads_to_its_referral(sign_in, partnership):
    """A triage officer sees that the police have not answered, and cannot answer."""
    team = TeamFactory(partnership=partnership)
    referral = make_referral(partnership, team=team)
    default_rule(partnership, DeskFactory(partnership=partnership))
    routing.queue(referral, age=None, area=None)
    officer = sign_in(Role.TRIAGE_OFFICER, member=member_of(team))

    html = officer.get("/desk/deliveries").content.decode()

    assert f'href="/desk/referrals/{referral.reference}"' in html
    assert "/desk/deliveries/" not in html
