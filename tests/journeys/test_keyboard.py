"""The desk from the keyboard alone, and without single keys for those who wish."""

import pytest
from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import follow, press, say, tab_to


@pytest.fixture
def desk(signed_in):
    page = signed_in("triage@demo.example")
    expect(page.get_by_role("heading", level=1)).to_have_text("Inbox")
    return page


def rows(page):
    return page.locator("tbody th a")


def test_keys_walk_the_inbox_and_the_referral(desk):
    desk.keyboard.press("j")
    expect(rows(desk).nth(0)).to_be_focused()
    desk.keyboard.press("j")
    expect(rows(desk).nth(1)).to_be_focused()
    desk.keyboard.press("ArrowUp")
    expect(rows(desk).nth(0)).to_be_focused()
    desk.keyboard.press("k")
    expect(rows(desk).nth(0)).to_be_focused()
    reference = rows(desk).nth(0).inner_text()

    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    expect(desk.locator("main")).to_contain_text(reference)
    desk.keyboard.press("j")
    expect(desk.locator("[data-row]").first).to_be_focused()
    with desk.expect_navigation():
        desk.keyboard.press("4")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Notes")
    with desk.expect_navigation():
        desk.keyboard.press("i")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Inbox")


def test_the_search_is_a_key_away_from_each_page(desk):
    search = desk.get_by_label("Search by reference")
    desk.keyboard.press("/")
    expect(search).to_be_focused()
    desk.keyboard.type("j?k/")
    expect(search).to_have_value("j?k/")
    expect(desk.get_by_role("dialog")).to_have_count(0)

    rows(desk).first.focus()
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    with desk.expect_navigation():
        desk.keyboard.press("/")
    expect(search).to_be_focused()


def test_help_says_which_keys_there_are(desk):
    desk.keyboard.press("?")
    help_ = desk.get_by_role("dialog", name="Keyboard shortcuts")
    expect(help_).to_contain_text("Go to the next referral of the list")
    check(desk)
    desk.keyboard.press("j")
    expect(rows(desk).first).not_to_be_focused()
    desk.keyboard.press("Escape")
    expect(help_).to_be_hidden()

    opener = desk.get_by_role("button", name="Keyboard shortcuts")
    opener.focus()
    desk.keyboard.press("Enter")
    expect(help_).to_be_visible()
    help_.get_by_role("button", name="Close").press("Enter")
    expect(help_).to_be_hidden()
    expect(opener).to_be_focused()


def test_single_keys_can_be_switched_off(desk):
    choose(desk, "No")
    try:
        desk.goto("/desk")
        for key in ("j", "/", "?"):
            desk.keyboard.press(key)
        expect(desk.locator("body")).to_be_focused()
        expect(desk.get_by_role("dialog")).to_have_count(0)

        tab_to(desk, rows(desk).first)
        desk.keyboard.press("ArrowDown")
        expect(rows(desk).nth(1)).to_be_focused()
    finally:
        choose(desk, "Yes")
    desk.goto("/desk")
    desk.keyboard.press("j")
    expect(rows(desk).first).to_be_focused()


def choose(page, answer):
    page.goto("/account")
    follow(page, "Change Single-key shortcuts")
    check(page)
    say(page, answer, answer=True)
    press(page, "Save")
    shown = {"Yes": "On", "No": "Off"}[answer]
    expect(page.locator("main")).to_contain_text(f"Single-key shortcuts {shown}")


def test_without_a_script_nothing_promises_keys(signed_in):
    page = signed_in("triage@demo.example", javascript=False)

    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_hidden()
