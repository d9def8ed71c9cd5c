import time

import pytest
from django.test import Client

from saltmarsh.access.guards import SECOND_FACTOR
from saltmarsh.foundation.accounts import factors, queries
from saltmarsh.foundation.audit.models import Event
from saltmarsh.web.sign_in import session
from tests.web.sign_in.conftest import PASSWORD, code_now, hidden
from tests.web.sign_in.passkey import Passkey


@pytest.fixture
def own(enter, visitor):
    """Return the browser of a member who has signed in."""
    enter()
    return visitor


def set_up_app(browser):
    page = browser.get("/account/second-factor/app")
    secret = hidden(page, "secret")
    key = page.content.decode().split('translate="no">')[1].split("<")[0]
    code = code_now(key.replace(" ", ""))
    return browser.post("/account/second-factor/app", {"secret": secret, "code": code})


def test_an_account_says_what_its_holder_can_do(own, member):
    page = own.get("/account").content.decode()

    assert "What you can do here" in page
    assert member.user.email in page


def test_a_name_is_changed(own, member):
    own.post("/account/name", {"name": "Sam Invented"})

    assert "Sam Invented" in own.get("/account").content.decode()
    assert "Sam Invented" not in str(Event.objects.values_list("codes", flat=True))


def test_a_new_password_signs_out_everywhere_else(own, member):
    other = Client(headers={"host": member.partnership.hosts[0]})
    other.post("/sign-in", {"email": member.user.email, "password": PASSWORD})

    new = {"current": PASSWORD, "password": "four calling birds"}
    assert own.post("/account/password", new).status_code == 302

    assert own.get("/account").status_code == 200
    assert other.get("/account").status_code == 302


def test_a_new_password_needs_the_old_one(own):
    new = {"current": "not it at all", "password": "four calling birds"}

    response = own.post("/account/password", new)

    assert "The password is not right" in response.content.decode()


def test_one_can_sign_out_everywhere_else(own, member):
    other = Client(headers={"host": member.partnership.hosts[0]})
    other.post("/sign-in", {"email": member.user.email, "password": PASSWORD})

    assert own.get("/account/sign-out-elsewhere").status_code == 200
    own.post("/account/sign-out-elsewhere")

    assert own.get("/account").status_code == 200
    assert other.get("/account").status_code == 302


def test_an_app_is_set_up_with_the_code_that_it_shows(own, member):
    response = set_up_app(own)

    assert response["Location"] == "/account/recovery-codes"
    assert own.session[SECOND_FACTOR]
    assert [factor.kind for factor in queries.second_factors(member.user)] == ["totp"]


def test_a_wrong_code_sets_up_nothing(own, member):
    secret = hidden(own.get("/account/second-factor/app"), "secret")

    response = own.post(
        "/account/second-factor/app", {"secret": secret, "code": "000000"}
    )

    assert "The code is not right" in response.content.decode()
    assert hidden(response, "secret") == secret
    assert queries.second_factors(member.user) == []


def test_the_secret_of_somebody_else_s_page_is_refused(own):
    response = own.post(
        "/account/second-factor/app", {"secret": "made-up", "code": "000000"}
    )

    assert response.status_code == 400


def test_a_secret_is_sealed_where_it_is_kept_and_never_shown_again(own, member):
    page = own.get("/account/second-factor/app").content.decode()
    key = page.split('translate="no">')[1].split("<")[0].replace(" ", "")
    set_up_app(own)

    kept = str(factors.held_by(member.user).get().data)

    assert key not in kept
    assert kept.count("root-") == 1
    assert "translate=" not in own.get("/account").content.decode()


def test_recovery_codes_are_shown_once(own, member):
    set_up_app(own)

    made = own.post("/account/recovery-codes").content.decode()

    assert made.count("<li>") >= 10
    assert own.get("/account/recovery-codes").content.decode().count("10 codes left")
    assert "10 not yet used" in own.get("/account").content.decode()


def test_there_are_no_recovery_codes_without_a_factor(own):
    assert own.post("/account/recovery-codes").status_code == 409


def test_a_factor_is_removed_with_its_recovery_codes(own, member):
    set_up_app(own)
    own.post("/account/recovery-codes")
    factor = queries.second_factors(member.user)[0].pk

    assert own.get(f"/account/second-factor/{factor}/remove").status_code == 200
    own.post(f"/account/second-factor/{factor}/remove")

    assert not factors.held_by(member.user).exists()


def test_the_last_factor_stays_where_one_is_compulsory(own, member, settings):
    set_up_app(own)
    settings.SECOND_FACTOR = True
    factor = queries.second_factors(member.user)[0].pk

    response = own.post(f"/account/second-factor/{factor}/remove")

    assert "add another one first" in response.content.decode()
    assert factors.held_by(member.user).exists()


@pytest.mark.parametrize(
    "page", ["second-factor", "second-factor/app", "recovery-codes"]
)
def test_factors_are_changed_only_soon_after_the_password(own, page):
    kept = own.session
    kept[session.PROVED] = time.time() - 901
    kept.save()

    response = own.get(f"/account/{page}")

    assert response["Location"] == f"/sign-in/again?next=%2Faccount%2F{page}".replace(
        "factor/app", "factor%2Fapp"
    )


def test_a_passkey_that_was_not_made_is_refused(own, member):
    page = own.get("/account/second-factor/passkey").content.decode()
    assert 'data-passkey="create"' in page
    assert own.post("/account/second-factor/passkey/challenge").status_code == 200
    assert own.get("/account/second-factor/passkey/challenge").status_code == 400

    response = own.post(
        "/account/second-factor/passkey", {"name": "Laptop", "credential": "{}"}
    )

    assert "The passkey was not made" in response.content.decode()
    assert queries.second_factors(member.user) == []


def test_a_passkey_is_set_up_and_then_shown_at_sign_in(own, enter, member):
    passkey = Passkey(member.partnership.hosts[0])
    page = "/account/second-factor/passkey"
    challenge = own.post(f"{page}/challenge").json()

    made = {"name": "Laptop", "credential": passkey.made(challenge)}
    assert own.post(page, made)["Location"] == "/account/recovery-codes"
    assert [factor.kind for factor in queries.second_factors(member.user)] == [
        "webauthn"
    ]

    own.post("/sign-out")
    assert enter()["Location"] == "/sign-in/second-factor"
    challenge = own.post("/sign-in/passkey/challenge").json()
    shown = {"credential": passkey.shown(challenge)}
    assert own.post("/sign-in/passkey", shown)["Location"] == "/account"
    assert own.session[SECOND_FACTOR]
    assert factors.held_by(member.user).get().last_used_at
    signed_in = Event.objects.filter(name="account.signed_in")
    assert signed_in.latest("created_at").codes == {"factor": "webauthn"}


def test_an_answer_of_a_passkey_opens_once(own, enter, member):
    passkey = Passkey(member.partnership.hosts[0])
    page = "/account/second-factor/passkey"
    made = passkey.made(own.post(f"{page}/challenge").json())
    own.post(page, {"name": "Laptop", "credential": made})
    own.post("/sign-out")
    enter()
    old = passkey.shown(own.post("/sign-in/passkey/challenge").json())

    own.post("/sign-in/passkey/challenge")
    answer = own.post("/sign-in/passkey", {"credential": old})

    assert "not one of your passkeys" in answer.text


def test_single_keys_are_switched_off_and_on_again(own, member):
    own.post("/account/shortcuts", {"wanted": "no"})
    member.user.refresh_from_db()
    assert not member.user.uses_shortcuts

    own.post("/account/shortcuts", {"wanted": "yes"})
    member.user.refresh_from_db()
    assert member.user.uses_shortcuts
    chosen = Event.objects.filter(name="account.shortcuts_chosen")
    assert [event.codes["shortcuts"] for event in chosen.order_by("created_at")] == [
        "off",
        "on",
    ]


def test_the_question_about_single_keys_is_answered(own):
    page = own.post("/account/shortcuts", {})

    assert "Select yes if you want to use single keys" in page.content.decode()
