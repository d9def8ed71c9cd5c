"""A session ends while somebody writes: they sign in again, and find their words.

Without scripts, on a small screen, with a second factor. A new officer, so that no other
journey is asked for it.
"""

import pytest
from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import code_of_app, follow, mail, press, say

EMAIL = "newcomer@demo.example"
WORDS = "Rang the school.\n\nThey say “no”, & will <ring back>."


@pytest.fixture
def newcomer(visit, signed_in, demo):
    """A triage officer who has just set up an app: (page, the app's secret)."""
    admin = signed_in("admin@demo.example")
    admin.goto("/manage/people/add")
    say(admin, "Full name", "Jo Newcomer")
    say(admin, "Work email address", EMAIL)
    say(admin, "Triage officer", answer=True)
    for team in admin.get_by_role("group", name="Teams").get_by_role("checkbox").all():
        team.check()
    press(admin, "Add and send invitation")

    page = visit(width=320, javascript=False)
    letter = mail(page, "Choose your password here", to=EMAIL)
    page.goto(letter.get_by_role("link").last.get_attribute("href"))
    say(page, "New password", demo.password)
    press(page, "Save password")
    follow(page, "Sign in with it")
    enter(page, demo.password)
    page.goto("/account/second-factor")
    follow(page, "Set up an authenticator app")
    secret = page.locator("main strong[translate=no]").inner_text()
    say(page, "Code", code_of_app(secret))
    press(page, "Continue")
    return page, secret


def enter(page, password):
    say(page, "Email address", EMAIL)
    page.get_by_label("Password", exact=True).fill(password)
    press(page, "Sign in")


def test_words_outlive_the_session(newcomer, demo):
    page, secret = newcomer
    page.goto("/desk")
    page.locator("main table a").first.click()
    follow(page, "Notes")
    follow(page, "Add a note")
    say(page, "Note", WORDS)
    say(page, "The team and the panel", answer=True)
    sign_out_in_another_tab(page)

    press(page, "Save note")
    expect(page.locator("main")).to_contain_text("Your session has ended")
    check(page)
    enter(page, "not it at all")
    expect(page.get_by_role("alert")).to_contain_text("is not right")
    enter(page, demo.password)
    expect(page.get_by_role("heading", level=1)).to_have_text("Prove that it is you")
    check(page)
    say(page, "Code", code_of_app(secret, later=1))
    press(page, "Sign in")
    check(page)
    press(page, "Show it again")

    expect(page.locator("main")).to_contain_text("Nothing was sent yet")
    expect(page.get_by_label("Note", exact=True)).to_have_value(WORDS)
    expect(page.get_by_label("The team and the panel")).to_be_checked()
    check(page)
    press(page, "Save note")
    expect(page.locator("main")).to_contain_text("will <ring back>.")


def sign_out_in_another_tab(page):
    other = page.context.new_page()
    other.goto("/account")
    press(other, "Sign out")
    other.close()
