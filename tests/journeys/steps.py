"""What people do on the pages, in the words of the pages."""

import base64
import hashlib
import hmac
import re
import struct
import time

from playwright.sync_api import Locator, Page, expect

from tests.journeys.checks import check

# A finished form that comes sooner goes to the quarantine box.
FASTEST_SECONDS = 4
MAIL_SECONDS = 120
WORRY = "He shouts at people in the street, and says that he will show them all."
# What somebody who gives their name says: {page: {question: answer}}; every page
# that is not named is left as it is.
NAMED = {
    "emergency": {"No": True},
    "your-job": {"No, I am telling us": True},
    "person": {"Full name": "Rowan Example"},
    "worry": {"What worries you?": WORRY},
    "anonymous": {"No, I will say who I am": True},
    "your-name": {"What is your name?": "Sam Example"},
    "how-to-reply": {"Reply to me in the mailbox only": True},
}
ANONYMOUS = NAMED | {"anonymous": {"Yes, I want to stay anonymous": True}}


def slug(page: Page) -> str:
    """Return the last part of the page's address."""
    return page.url.partition("?")[0].rsplit("/", 1)[1]


def press(page: Page, name: str) -> None:
    """Press a button, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Follow a link, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("link", name=name).first.click()


def open_case_of(page: Page, name: str) -> str:
    """Open the case of the person with this name, and return its address.

    The list tells no names, and its order tells only what is due first.
    """
    page.goto("/desk/cases")
    rows = page.locator("main table a").all()
    for address in [row.get_attribute("href") for row in rows]:
        page.goto(address)
        if name in page.locator("main").inner_text():
            return page.url
    raise AssertionError(f"no open case is about {name}")


def say(page: Page, question: str, answer: str | bool) -> None:
    """Answer one question: write in its box, or pick it."""
    box = page.get_by_label(re.compile(rf"^\s*{re.escape(question)}")).first
    if answer is True:
        box.check()
    else:
        box.fill(answer)


def tell(page: Page, answers: dict, *, until: str = "check") -> None:
    """Answer page after page of a referral, and check each, up to the page `until`."""
    while slug(page) != until:
        for question, answer in answers.get(slug(page), {}).items():
            say(page, question, answer)
        check(page)
        press(page, "Continue")


def refer(page: Page, answers: dict) -> tuple[str, str]:
    """Make a referral from the page before the form; return reference and receipt."""
    began = time.monotonic()
    press(page, "Start now")
    tell(page, answers)
    check(page)
    time.sleep(max(0, FASTEST_SECONDS + 1 - (time.monotonic() - began)))
    press(page, "Agree and send")
    return reference(page), receipt(page)


def reference(page: Page) -> str:
    return page.locator(".govuk-panel strong").inner_text()


def receipt(page: Page) -> str:
    words = page.locator(".app-receipt").inner_text()
    assert len(words.split()) == 7
    return words


def open_mailbox(page: Page, words: str) -> None:
    page.goto("/mailbox")
    page.get_by_label("Your receipt").fill(words)
    press(page, "Open the mailbox")


def error_at(page: Page, question: str) -> str:
    """Return the error that stands at a question, and that its box is described by."""
    box = page.get_by_label(re.compile(rf"^\s*{re.escape(question)}")).first
    described = (box.get_attribute("aria-describedby") or "").split()
    errors = [name for name in described if name.endswith("-error")]
    assert errors, f"no error stands at “{question}”"
    return page.locator(f"[id='{errors[0]}']").inner_text()


def mail(page: Page, text: str, *, to: str = "") -> Locator:
    """Return the newest e-mail of the demo that says `text`, waiting for it."""
    found = page.locator("section.app-card", has_text=text).filter(has_text=to)
    deadline = time.monotonic() + MAIL_SECONDS
    while True:
        page.goto("/demo/mail")
        if found.count():
            return found.first
        assert time.monotonic() < deadline, f"no e-mail says “{text}”"
        time.sleep(1)


def let_in_by_code(page: Page, *, to: str) -> None:
    """Ask for a code where a link led, and enter what came to the mailbox `to`."""
    press(page, "Send a code to our mailbox")
    check(page)
    inbox = page.context.new_page()
    code = mail(inbox, "Somebody asked for a code", to=to).inner_text()
    inbox.close()
    say(page, "Code", code.partition("The code is:")[2].strip().split("\n")[0])
    press(page, "Continue")


def tab_to(page: Page, what: Locator) -> None:
    """Press Tab until `what` has the focus, and see that it shows."""
    expect(what).to_have_count(1)
    for _step in range(60):
        if what.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {what}")


def code_of_app(secret: str, *, later: int = 0) -> str:
    """Return what an authenticator app shows for `secret` so many half-minutes later
    (RFC 6238).
    """
    padded = secret.replace(" ", "") + "=" * (-len(secret.replace(" ", "")) % 8)
    counter = struct.pack(">Q", int(time.time()) // 30 + later)
    digest = hmac.digest(base64.b32decode(padded), counter, hashlib.sha1)
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
