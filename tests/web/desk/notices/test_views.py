import pytest
from django.urls import reverse

from saltmarsh.access.permissions import Role
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.web.desk.notices.words import WORDS
from tests.factories.casework import make_referral
from tests.factories.documents import make_document
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


def tell_of(document, team, **whom):
    place = Place("desk:notices", (), document.pk)
    whom = whom or {"team": team}
    notices.tell(team.partnership, kind="document.failed", place=place, **whom)
    return Notice.objects.latest("created_at")


def test_somebody_says_that_they_deal_with_a_document(browser, team):
    referral = make_referral(team.partnership, team=team)
    document = make_document(referral)
    place = reverse("desk:notice-settle", args=[tell_of(document, team).pk])
    assert place in page(browser)
    assert "cannot be opened" in page(browser)

    browser.get(place)
    assert place in page(browser)
    browser.post(place)

    assert "Nothing waits for you" in page(browser)
    document.refresh_from_db()
    assert document.settled_at
    assert Event.objects.get(name="document.settled").by == browser.member.user_id


def test_nobody_deals_with_a_document_of_others(browser, team, sign_in):
    stranger = member_of(TeamFactory(partnership=team.partnership))
    document = make_document(make_referral(team.partnership, team=team))
    place = reverse("desk:notice-settle", args=[tell_of(document, team).pk])

    answer = sign_in(stranger.role, member=stranger).post(place)

    assert answer.status_code == 404
    document.refresh_from_db()
    assert document.settled_at is None


def test_other_notices_leave_by_themselves(browser, team):
    tell(team)
    other = Notice.objects.get()

    assert "I deal with it" not in page(browser)
    place = reverse("desk:notice-settle", args=[other.pk])
    assert browser.post(place).status_code == 404


def test_a_document_of_a_restricted_referral_is_told_to_its_sender_alone(
    browser, team, sign_in
):
    referral = make_referral(team.partnership, team=team)
    sender = member_of(team, role=Role.PARTNER)
    document = make_document(referral)
    tell_of(document, team)
    tell_of(document, team, member=sender)
    assert "1 thing waits" in page(browser)

    referral.is_restricted = True
    referral.save()

    assert "Nothing waits" in page(browser)
    assert "cannot be opened" in page(sign_in(sender.role, member=sender))
