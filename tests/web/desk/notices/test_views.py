import pytest

from saltmarsh.access.permissions import Role
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.web.desk.notices.words import WORDS
from tests.factories.casework import make_referral
from tests.factories.foundation import TeamFactory
from tests.factories.routing import member_of


@pytest.fixture
def team(partnership):
    return TeamFactory(partnership=partnership)


@pytest.fixture
def browser(sign_in, team):
    return sign_in(Role.TRIAGE_OFFICER, member=member_of(team))


def tell(team, kind="referral.overdue", about=None):
    reference = about.reference if about else "none"
    place = Place("desk:referral", (reference,), about.pk if about else team.pk)
    notices.tell(team.partnership, kind=kind, place=place, team=team)


def page(browser):
    return browser.get("/desk/notices").content.decode()


def test_nothing_waits(browser):
    assert "Nothing waits for you" in page(browser)


def test_what_waits_is_counted_and_listed(browser, team):
    tell(team)

    assert "1 thing waits" in page(browser)
    assert str(WORDS["referral.overdue"]) in page(browser)


def test_who_cannot_acknowledge_hears_of_no_delivery(sign_in, team):
    chair = sign_in(Role.PANEL_CHAIR, member=member_of(team, role=Role.PANEL_CHAIR))
    tell(team, kind="delivery.late")
    tell(team, kind="case.overdue")

    assert str(WORDS["delivery.late"]) not in page(chair)
    assert str(WORDS["case.overdue"]) in page(chair)


def test_a_kind_without_words_is_shown_all_the_same(browser, team):
    tell(team, kind="new.kind")

    assert "Something waits for you" in page(browser)


def test_what_was_seen_is_not_new(browser, team):
    tell(team)
    assert "New</strong>" in page(browser)

    browser.post("/desk/notices")

    assert "New</strong>" not in page(browser)


def test_a_notice_about_a_referral_that_became_restricted_is_not_shown(browser, team):
    referral = make_referral(team.partnership, team=team)
    tell(team, about=referral)
    assert referral.reference in page(browser)

    referral.is_restricted = True
    referral.save()

    assert referral.reference not in page(browser)
    assert "Nothing waits" in page(browser)


def test_a_stranger_is_turned_away(visitor):
    assert visitor.get("/desk/notices").status_code == 302
