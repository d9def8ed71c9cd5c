"""The second factor can be tried in the demo: an app, and a passkey."""

import pytest
from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import code_of_app, follow, press, say


@pytest.fixture
def sign_in_again(demo):
    def _sign_in_again(page, email):
        press(page, "Sign out")
        page.goto("/sign-in")
        page.get_by_label("Email address").fill(email)
        page.get_by_label("Password", exact=True).fill(demo.password)
        press(page, "Sign in")

    return _sign_in_again


def test_an_authenticator_app(signed_in, sign_in_again):
    page = signed_in("dpo@demo.example")
    follow(page, "Signed in as Hamza Ockley")
    check(page)
    follow(page, "Add a second factor")
    check(page)
    follow(page, "Set up an authenticator app")
    secret = page.locator("main strong[translate=no]").inner_text()
    check(page)
    say(page, "Code", code_of_app(secret))
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    check(page)

    sign_in_again(page, "dpo@demo.example")
    expect(page.get_by_role("heading", level=1)).to_have_text("Prove that it is you")
    check(page)
    say(page, "Code", "000000")
    press(page, "Sign in")
    expect(page.get_by_role("alert")).to_contain_text("The code is not right")
    check(page)
    say(page, "Code", code_of_app(secret, later=1))
    press(page, "Sign in")

    page.goto("/account")
    expect(page.locator("main")).to_contain_text("Authenticator app")
    remove_factor(page)


def test_a_passkey(signed_in, sign_in_again):
    page = signed_in("editor@demo.example")
    developer = page.context.new_cdp_session(page)
    developer.send("WebAuthn.enable")
    developer.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto("/account/second-factor")
    follow(page, "Set up a passkey")
    check(page)
    say(page, "What do you call this passkey?", "Work laptop")
    press(page, "Set up a passkey")
    page.wait_for_url("**/account/recovery-codes")

    sign_in_again(page, "editor@demo.example")
    if page.get_by_role("link", name="Use a passkey").count():
        follow(page, "Use a passkey")
    check(page)
    press(page, "Use a passkey")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()

    page.goto("/account")
    expect(page.locator("main")).to_contain_text("Passkey: Work laptop")
    check(page)
    remove_factor(page)


AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def remove_factor(page):
    """Leave the account as the next journey expects it."""
    follow(page, "Remove")
    check(page)
    press(page, "Remove")
    expect(page.locator("main")).to_contain_text("You have none.")
