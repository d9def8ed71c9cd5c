import re

import pytest
from django.core import signing
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from saltmarsh.access.models import Bucket
from saltmarsh.foundation.accounts import actions as accounts
from saltmarsh.foundation.accounts import links
from saltmarsh.foundation.audit.models import Event
from tests.factories.foundation import MembershipFactory, PartnershipFactory
from tests.web.sign_in.conftest import PASSWORD


def test_the_right_password_signs_in_and_leads_to_the_role_s_first_page(enter):
    response = enter()

    assert (response.status_code, response["Location"]) == (302, "/account")


@pytest.mark.parametrize("following", ["/account/name", "/account?x=1"])
def test_the_visitor_goes_on_to_the_page_they_wanted(enter, following):
    assert enter(following=following)["Location"] == following


@pytest.mark.parametrize("following", ["https://evil.example/", "//evil.example"])
def test_nobody_is_sent_to_another_site(enter, following):
    assert enter(following=following)["Location"] == "/account"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(enter, member):
    wrong = enter(password="not it at all").content.decode()
    unknown = enter(email="nobody@council.example").content.decode()

    assert "The email address or the password is not right" in wrong
    plain = re.compile(r'value="[^"]*"')
    assert plain.sub("", wrong) == plain.sub("", unknown)


def test_a_failed_try_is_an_event_without_the_address(enter, member):
    enter(password="not it at all")

    event = Event.objects.get(name="account.sign_in_failed")
    assert event.subject_ids == [member.pk]
    assert event.codes == {}


def test_somebody_who_left_does_not_get_in(enter, member):
    MembershipFactory(partnership=member.partnership)
    accounts.remove_member(member, by=None)

    assert "is not right" in enter().content.decode()


def test_a_member_of_another_partnership_does_not_get_in_here(member):
    elsewhere = PartnershipFactory()
    client = Client(headers={"host": elsewhere.hosts[0]})

    response = client.post(
        "/sign-in", {"email": member.user.email, "password": PASSWORD}
    )

    assert "is not right" in response.content.decode()


def test_the_eleventh_try_at_one_account_is_not_even_checked(enter):
    for _ in range(10):
        enter(password="not it at all")

    assert "too many tries" in enter().content.decode()


def test_who_signs_in_often_is_never_told_to_wait(enter):
    for _ in range(10):
        enter(password="not it at all")
        enter()

    assert enter().status_code == 302


def test_tries_are_counted_for_addresses_that_nobody_has(enter):
    for _ in range(10):
        enter(email="nobody@council.example")

    response = enter(email="Nobody@council.example")

    assert "too many tries" in response.content.decode()


def test_one_network_that_tries_many_accounts_is_turned_away(visitor):
    answers = [
        visitor.post("/sign-in", {"email": f"a{n}@council.example", "password": ""})
        for n in range(41)
    ]

    assert [answer.status_code for answer in answers[-2:]] == [200, 429]


def test_limits_keep_no_address(enter):
    enter(password="not it at all")

    assert all(len(bytes(row.network)) == 16 for row in Bucket.objects.all())


def test_reading_the_page_writes_no_session(visitor, member):
    response = visitor.get("/sign-in")

    assert response.status_code == 200
    assert "session" not in response.cookies


def test_signing_out_ends_the_session_and_takes_a_post(enter, visitor):
    enter()

    assert visitor.get("/sign-out")["Location"] == "/sign-in"
    assert visitor.get("/account").status_code == 200
    assert visitor.post("/sign-out")["Location"] == "/signed-out"
    assert visitor.get("/signed-out").status_code == 200
    assert visitor.get("/account").status_code == 302


def test_the_sign_in_page_sends_on_who_is_signed_in(enter, visitor):
    enter()

    assert visitor.get("/sign-in")["Location"] == "/account"
    assert visitor.get("/sign-in?next=/account/name")["Location"] == "/account/name"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(enter):
    cookie = next(c for name, c in enter().cookies.items() if "session" in name)

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_forgotten_password_is_answered_alike_for_everybody(visitor, member):
    known = visitor.post("/sign-in/forgotten", {"email": member.user.email})
    unknown = visitor.post("/sign-in/forgotten", {"email": "nobody@council.example"})

    assert known["Location"] == unknown["Location"] == "/sign-in/forgotten/sent"
    assert visitor.get(known["Location"]).status_code == 200
    assert visitor.get("/sign-in/forgotten").status_code == 200


def test_nobody_is_sent_letter_after_letter(visitor, member):
    answers = [
        visitor.post("/sign-in/forgotten", {"email": member.user.email})
        for _ in range(5)
    ]

    assert {answer["Location"] for answer in answers} == {"/sign-in/forgotten/sent"}
    letters = ProcrastinateJob.objects.filter(task_name="access.lost_password")
    assert letters.count() == 3


def test_a_link_sets_a_password_once(visitor, member):
    link = f"/sign-in/password/{accounts.invite(member, by=None)}"

    assert visitor.get(link).status_code == 200
    done = visitor.post(link, {"password": "four calling birds"})

    assert done["Location"] == "/sign-in/password/chosen"
    assert visitor.get(done["Location"]).status_code == 200
    assert visitor.get(link).status_code == 410
    member.user.refresh_from_db()
    assert member.user.check_password("four calling birds")


@pytest.mark.parametrize("password", ["short", ""])
def test_a_weak_password_is_refused(visitor, member, password):
    link = f"/sign-in/password/{accounts.invite(member, by=None)}"

    response = visitor.post(link, {"password": password})

    assert "There is a problem" in response.content.decode()


def test_a_link_of_another_partnership_s_member_opens_nothing_here(visitor):
    stranger = MembershipFactory()
    secret = links.make(stranger.user, links.Purpose.INVITATION)

    assert visitor.get(f"/sign-in/password/{secret}").status_code == 410


def test_a_made_up_link_opens_nothing(visitor):
    secret = signing.dumps(["x"], salt="something else")

    assert visitor.get(f"/sign-in/password/{secret}").status_code == 410


def test_the_password_is_asked_again_and_checked(enter, visitor):
    enter()

    assert visitor.get("/sign-in/again").status_code == 200
    wrong = visitor.post("/sign-in/again", {"password": "not it at all"})
    right = visitor.post("/sign-in/again?next=/account/name", {"password": PASSWORD})

    assert "The password is not right" in wrong.content.decode()
    assert right["Location"] == "/account/name"
