"""A neighbour raises a worry: anonymously without scripts, and by name with no mouse."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import (
    ANONYMOUS,
    NAMED,
    WORRY,
    error_at,
    follow,
    open_mailbox,
    press,
    receipt,
    reference,
    say,
    slug,
    tab_to,
    tell,
)

SMALL = {"width": 320, "javascript": False}


def test_a_neighbour_stays_anonymous_on_a_small_phone_without_scripts(visit):
    page = visit("/", **SMALL)
    check(page)
    follow(page, "Make a referral")
    press(page, "Start now")

    # The emergency gate comes first, and says whom to call.
    say(page, "Yes", answer=True)
    press(page, "Continue")
    assert slug(page) == "emergency-now"
    expect(page.get_by_role("link", name="Call 999")).to_have_attribute(
        "href", "tel:999"
    )
    check(page)
    follow(page, "Back")
    tell(page, ANONYMOUS)

    # An answer is changed from the check, and the check comes next.
    follow(page, "Change What worries you?")
    say(page, "What worries you?", f"{WORRY} Again last night.")
    press(page, "Continue")
    assert slug(page) == "check"
    expect(page.locator("main")).to_contain_text("Again last night.")
    expect(page.locator("main")).not_to_contain_text("Sam Example")
    check(page)
    press(page, "Agree and send")

    expect(page.get_by_role("heading", level=1)).to_contain_text("We have your")
    check(page)
    open_mailbox(page, receipt(page))
    expect(page.locator("main .govuk-tag").first).to_have_text("Received")
    check(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_the_language_changes_and_what_is_typed_stays(visit, javascript):
    page = visit("/refer", width=320, javascript=javascript)
    press(page, "Start now")
    tell(page, ANONYMOUS, until="person")
    box = page.locator("main input[type=text]").first
    box.fill("Rowan “Row” Example")
    press(page, "Cymraeg")

    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(box).to_have_value("Rowan “Row” Example")
    check(page)
    press(page, "English")
    expect(box).to_have_value("Rowan “Row” Example")
    with page.expect_navigation():
        box.press("Enter")
    assert slug(page) != "person"
    expect(page.locator("html")).to_have_attribute("lang", "en-gb")


def test_an_empty_answer_is_refused_beside_its_question(visit):
    page = visit("/refer", **SMALL)
    press(page, "Start now")
    tell(page, ANONYMOUS, until="worry")
    press(page, "Continue")

    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    expect(page).to_have_title(re.compile("^Error: "))
    assert "worries you" in error_at(page, "What worries you?")
    check(page)

    # What was typed on a page is kept when another answer on it is wrong.
    say(page, "What worries you?", WORRY)
    press(page, "Continue")
    tell(page, ANONYMOUS, until="when")
    say(page, "Day", "41")
    say(page, "Month", "2")
    press(page, "Continue")
    expect(page.get_by_label("Day")).to_have_value("41")
    check(page)
    page.goto("/refer/worry")
    expect(page.get_by_label("What worries you?")).to_have_value(WORRY)


def test_pressing_send_twice_sends_once(visit):
    page = visit("/refer", **SMALL)
    press(page, "Start now")
    tell(page, ANONYMOUS)
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    send = {
        "form": {"csrfmiddlewaretoken": token},
        "headers": {"Referer": page.url},
    }

    press(page, "Agree and send")
    again = page.request.post("/refer/check", **send)

    assert again.ok
    assert reference(page) in again.text()
    assert receipt(page) in again.text()


def test_a_friend_gives_a_name_with_the_keyboard_alone(visit):
    page = visit("/refer")
    press_by_key(page, "Start now")
    while slug(page) != "check":
        for question, answer in NAMED.get(slug(page), {}).items():
            answer_by_key(page, question, answer)
        press_by_key(page, "Continue")
    check(page)
    press_by_key(page, "Agree and send")

    words = receipt(page)
    for typed, said in [("not my receipt", "not your receipt"), (words, "wrote it")]:
        answer_by_key(page, "Type your receipt here", typed)
        press_by_key(page, "Check my receipt")
        expect(page.locator("main")).to_contain_text(said)
        check(page)


def test_leaving_quickly_forgets_what_was_written(visit):
    page = visit("/refer")
    press(page, "Start now")
    tell(page, NAMED, until="description")

    with page.expect_request("https://www.bbc.co.uk/weather"):
        for _press in range(3):
            page.keyboard.press("Shift")

    # Going back finds nothing.
    back = page.context.new_page()
    back.goto("/refer")
    expect(back.locator("main")).not_to_contain_text("You have begun already")
    back.goto("/refer/person")
    assert slug(back) == "refer"


def answer_by_key(page, question, answer):
    box = page.get_by_label(re.compile(rf"^\s*{re.escape(question)}"))
    if answer is not True:
        tab_to(page, box)
        page.keyboard.press("Control+A")
        page.keyboard.type(answer)
    elif box.get_attribute("type") == "checkbox":
        tab_to(page, box)
        page.keyboard.press("Space")
    else:
        pick_by_key(page, box)


def pick_by_key(page, radio):
    """Tab into the group of radios, and go down with the arrow."""
    group = page.locator(f"input[name={radio.get_attribute('name')}]")
    while not group.evaluate_all("all => all.includes(document.activeElement)"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _step in range(group.count()):
        if radio.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError("the arrows do not reach the answer")


def press_by_key(page, name):
    tab_to(page, page.get_by_role("button", name=name, exact=True))
    with page.expect_navigation():
        page.keyboard.press("Enter")


MOVED = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) moved += one.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(moved), 300);
})"""


def test_nothing_moves_while_a_page_starts_on_a_small_phone(visit):
    page = visit("/", width=320)

    assert page.evaluate(MOVED) < 0.01
    expect(page.get_by_role("button", name="Menu")).to_be_visible()
    expect(page.locator("#navigation")).to_be_hidden()
    expect(page.locator("body.app-starting")).to_have_count(0)
