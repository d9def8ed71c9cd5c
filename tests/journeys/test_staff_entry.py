"""A clerk takes a call, enters what was said, and cannot read it afterwards."""

import re

from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import (
    NAMED,
    WORRY,
    open_mailbox,
    press,
    receipt,
    reference,
    tell,
)

BY_PHONE = NAMED | {
    "how-it-came": {
        "By telephone": True,
        "Day": "2",
        "Month": "3",
        "Year": "2026",
        "At what time?": "14:30",
        "Who took the call": "Dev Hartley",
    }
}


def test_a_clerk_enters_a_call_and_hands_over_the_receipt(signed_in, visit):
    page = signed_in("clerk@demo.example")
    page.goto("/desk/enter")
    check(page)
    press(page, "Start")
    press(page, "Continue")
    assert error_at_group(page)
    check(page)
    tell(page, BY_PHONE)
    expect(page.locator("main")).to_contain_text("By telephone")
    check(page)
    press(page, "Agree and send")
    check(page)
    sent, words, written = reference(page), receipt(page), page.url

    # What was entered is closed to the clerk, by every way back.
    for address in (f"/desk/referrals/{sent}", f"/desk/referrals/{sent}/messages"):
        assert page.goto(address).status in (403, 404)
    page.goto(written.replace("/sent", "/check"))
    expect(page.locator("main")).not_to_contain_text(WORRY)
    page.goto(written.replace("/sent", "/write/worry"))
    expect(page.locator("main")).not_to_contain_text(WORRY)

    # The caller opens the mailbox, and the officer sees how and when it came.
    caller = visit("/")
    open_mailbox(caller, words)
    expect(caller.locator("main .govuk-tag").first).to_have_text("Received")
    officer = signed_in("triage@demo.example")
    officer.goto(f"/desk/referrals/{sent}")
    expect(officer.locator("main")).to_contain_text(WORRY)
    expect(officer.locator("main")).to_contain_text(re.compile("2 March 2026"))
    expect(officer.locator("main")).to_contain_text("Telephone")
    check(officer)


def error_at_group(page):
    return page.get_by_role("alert").get_by_role("link").count()
