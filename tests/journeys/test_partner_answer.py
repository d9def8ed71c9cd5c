"""A school answers by telephone, with a link, a code and no account."""

from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import (
    error_at,
    follow,
    let_in_by_code,
    mail,
    open_case_of,
    press,
    say,
)

OFFICER = "triage@demo.example"
MAILBOX = "hello@weir-school.example"
WHO = "Greta Osier"
NAME = "Yusuf Bell"
TOLD = "He comes to the library every day, and talks to nobody."


def record_school(desk):
    """Record somebody without an account, and the mailbox that codes go to."""
    desk.goto("/desk/requests/partners")
    check(desk)
    desk.get_by_label("What kind of partner?").select_option("school")
    say(desk, "Organisation", "Weir School")
    say(desk, "Name of the person who is asked", WHO)
    say(desk, "Email address of their registered mailbox", MAILBOX)
    say(desk, "How do you know that this mailbox is theirs?", "I rang the school.")
    press(desk, "Save")
    expect(desk.locator("main")).to_contain_text("Weir School")
    check(desk)


def ask(desk):
    """Ask the school about the demo's case; return the path of the case."""
    case = open_case_of(desk, NAME)
    follow(desk, "Ask a partner for information")
    check(desk)
    follow(desk, "School, college or university")
    check(desk)
    desk.get_by_label("Who do you ask?").select_option(
        label=f"{WHO}, Weir School, by link and code"
    )
    expect(desk.get_by_label(NAME)).to_be_checked()
    say(desk, "They, or their organisation, made the referral", answer=True)
    press(desk, "Send the request")
    expect(desk.locator("main")).to_contain_text("Weir School")
    expect(desk.locator("main")).to_contain_text("Referrer asked again")
    check(desk)
    return case


def let_in(box):
    """Open the link of the newest e-mail and enter the code that it sends."""
    letter = mail(box, "You are asked for information", to=MAILBOX)
    assert NAME not in letter.inner_text()
    link = next(word for word in letter.inner_text().split() if "/asked/" in word)
    box.goto(link)
    expect(box.locator("main")).not_to_contain_text(NAME)
    check(box)
    let_in_by_code(box, to=MAILBOX)


def test_a_school_answers_by_telephone(visit, signed_in):
    desk = signed_in(OFFICER)
    record_school(desk)
    case = ask(desk)

    box = visit("/", width=320, javascript=False)
    let_in(box)
    expect(box.locator("main")).to_contain_text(NAME)
    expect(box.locator("main")).to_contain_text("intelligence service")
    check(box)
    press(box, "Send answer")
    expect(box.locator("#id_answer-error")).to_contain_text("Select what your answer")
    check(box)
    say(box, "I have something to tell you", answer=True)
    say(box, "What do you want to tell?", TOLD)
    press(box, "Send answer")
    assert "your job" in error_at(box, "Your name and your job")
    expect(box.get_by_label("What do you want to tell?")).to_have_value(TOLD)
    check(box)
    say(box, "Your name and your job", f"{WHO}, head of pastoral care")
    press(box, "Send answer")
    expect(box.locator("main")).to_contain_text("You answered this request")
    check(box)
    say(box, "What do you want to add?", "He was there today as well.")
    say(box, "Your name and your job", WHO)
    press(box, "Add to the answer")
    expect(box.locator("main")).to_contain_text("He was there today as well.")

    desk.goto(case)
    follow(desk, "Weir School")
    for words in (TOLD, "head of pastoral care", "He was there today as well."):
        expect(desk.locator("main")).to_contain_text(words)
    check(desk)
    press(desk, "I have read the answer")
    expect(desk.locator("main")).to_contain_text("Reply")


def test_a_partner_with_an_account_sees_what_they_are_asked(signed_in):
    partner = signed_in("partner@demo.example", width=320)
    partner.goto("/partners/requests")
    expect(partner.locator("main")).not_to_contain_text(NAME)
    check(partner)
    follow(partner, "Asked on")
    expect(partner.locator("main")).to_contain_text(NAME)
    check(partner)
    say(partner, "We have looked, and there is nothing to tell", answer=True)
    press(partner, "Send answer")
    expect(partner.locator("main")).to_contain_text("Nil return")
    check(partner)
