"""Take the pictures of the tutorial, by walking it as it is written, and those of
the learning reviews.

`./saltmarsh screenshots` starts a demo of its own and runs this. A step that the
tutorial describes and the product does not offer ends it with an error.
"""

import os
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from tests.pictures import PICTURES, follow, press, sign_in, take, window
from tests.raised_hands import raised_hands

NAME = "Theo Marlow"
WORRY = (
    "Since the summer he has put stickers on our stair that call for violence against"
    " councillors. Yesterday he told me that “they will get what is coming”."
)


@dataclass(frozen=True)
class Receipt:
    """What the neighbour is handed after sending."""

    reference: str
    words: str


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None,
            args=[*sandbox, "--disable-gpu", "--disable-background-networking"],
        )
        walk(browser)
        browser.close()


def walk(browser: Browser) -> None:
    """Go from a worry to a decision, as three people would."""
    with window(browser) as neighbour:
        receipt = raise_worry(neighbour)
    with window(browser) as officer, window(browser) as neighbour:
        say_it_arrived(officer, receipt.reference)
        acknowledge(officer, receipt.reference)
        ask(officer)
        open_mailbox(neighbour, receipt)
        answer(neighbour)
        decide(officer, receipt.reference)
        reply(officer)
        read_reply(neighbour)
    with window(browser) as auditor:
        sign_in(auditor, "auditor")
        follow(auditor, "Event and access logs")
        take(auditor, "auditor")
    with window(browser) as officer:
        sign_in(officer, "triage")
        raised_hands(officer)


def skip_to(page: Page, title: str) -> None:
    """Press Continue until the page with this title is shown."""
    heading = page.get_by_role("heading", level=1, name=title)
    for _page in range(20):
        if heading.is_visible():
            return
        press(page, "Continue")
    raise AssertionError(f"No page is called “{title}”")


def raise_worry(page: Page) -> Receipt:
    page.goto("/")
    take(page, "home")
    page.goto("/refer")
    press(page, "Start now")
    page.get_by_label("No", exact=True).check()
    press(page, "Continue")
    page.get_by_label("No, I am telling us as a friend").check()
    press(page, "Continue")
    page.get_by_label("Full name").fill(NAME)
    press(page, "Continue")
    skip_to(page, "How old are they?")
    page.get_by_label("about how old are they?").fill("24")
    press(page, "Continue")
    skip_to(page, "How do you know them?")
    page.get_by_label("They are a neighbour").check()
    press(page, "Continue")
    page.get_by_role("textbox").fill(WORRY)
    take(page, "worry")
    press(page, "Continue")
    skip_to(page, "Do you want to stay anonymous?")
    page.get_by_label("Yes, I want to stay anonymous").check()
    press(page, "Continue")
    take(page, "check")
    press(page, "Agree and send")
    take(page, "sent")
    reference = page.locator(".govuk-panel strong").inner_text()
    return Receipt(reference, page.locator(".app-receipt").inner_text())


def say_it_arrived(page: Page, reference: str) -> None:
    """Follow the newest e-mail to the triage officer, sign in, acknowledge."""
    page.goto("/demo/mail")
    take(page, "mail")
    sign_in(page, "triage")
    take(page, "inbox")
    caption = page.get_by_text(f"Referral {reference}", exact=True)
    for _try in range(20):
        page.goto("/demo/mail")
        mine = page.locator("section").filter(has_text="triage@demo.example")
        page.goto(mine.get_by_text("/desk/deliveries/").first.inner_text())
        if caption.is_visible():
            break
        page.wait_for_timeout(500)
    take(page, "delivery")
    press(page, "Acknowledge: we have it")


def acknowledge(page: Page, reference: str) -> None:
    follow(page, "Inbox")
    page.get_by_label("Search by reference").fill(reference)
    press(page, "Search")
    take(page, "referral")
    press(page, "Take this referral")
    follow(page, "Acknowledge it")
    press(page, "Acknowledge")


def ask(page: Page) -> None:
    follow(page, "Ask for more information")
    page.get_by_label("My question to the referrer tells no outcome").check()
    question = page.get_by_label("What do you want to ask the referrer?")
    question.fill("Are the stickers still there, and did anybody else hear him?")
    reasons = page.get_by_label("What are your reasons?")
    reasons.fill("We need to know how recent it is, and whether others saw it.")
    press(page, "Ask")


def open_mailbox(page: Page, receipt: Receipt) -> None:
    page.goto("/mailbox")
    page.get_by_label("Your receipt").fill(receipt.words)
    press(page, "Open the mailbox")
    take(page, "mailbox")


def answer(page: Page) -> None:
    page.get_by_role("link", name="Answer this question").click()
    words = "Two are left, by the bins. My daughter heard him too."
    page.get_by_label("Your answer").fill(words)
    press(page, "Send answer")


def decide(page: Page, reference: str) -> None:
    follow(page, "Inbox")
    follow(page, reference)
    follow(page, "Messages")
    press(page, "Mark all as read")
    follow(page, "As told")
    follow(page, "Signpost or refer on")
    page.get_by_label("Referred on: passed to the service").check()
    page.get_by_label("Which service?").fill("Estuary tenancy support")
    page.get_by_label("How is it reached?").fill("Lee Harrow, 01632 960 170")
    for part, number in {"Day": "1", "Month": "3", "Year": "2030"}.items():
        page.get_by_label(part, exact=True).fill(number)
    options = page.get_by_label("Which options did you consider?")
    options.fill("Pass to the police again; support at home; close.")
    reasons = page.get_by_label("What are your reasons?")
    reasons.fill("He is at risk of losing his home, and a worker he trusts visits him.")
    take(page, "decide")
    press(page, "Record")
    follow(page, "History and decisions")
    take(page, "history")


def reply(page: Page) -> None:
    follow(page, "Messages")
    follow(page, "Give the referrer feedback, or record why not")
    follow(page, "We are looking at it")
    take(page, "feedback")
    press(page, "Record and send")


def read_reply(page: Page) -> None:
    page.reload()
    take(page, "reply")


if __name__ == "__main__":
    main()
