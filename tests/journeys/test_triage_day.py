"""A triage officer's day with one referral, from the inbox to the feedback."""

import pytest
from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import (
    NAMED,
    WORRY,
    follow,
    open_mailbox,
    press,
    refer,
    say,
)

QUESTION = "When did you last hear him say so?"
ANSWER = "On Tuesday evening, outside the shop."
HEADINGS = [
    "Susceptibility to radicalisation",
    "Grievance",
    "Needs",
    "Intent",
    "Capability",
    "Protective factors",
    "What else is in place",
]


@pytest.fixture
def told(visit):
    """A referral of a named member of the public: (reference, receipt)."""
    return refer(visit("/refer"), NAMED)


def test_a_triage_day(told, visit, signed_in):
    reference, receipt = told
    desk = signed_in("triage@demo.example")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Inbox")
    open_from_inbox(desk, reference)
    expect(desk.locator("main")).to_contain_text(WORRY)
    expect(desk.locator("main")).not_to_contain_text("Sam Example")
    check(desk)

    acknowledge_and_ask(desk)
    refuse_to_close(desk, reference)

    referrer = visit("/")
    answer_in_mailbox(referrer, receipt)

    desk.goto("/desk?need=answers")
    expect(desk.get_by_role("row", name=reference)).to_contain_text("New from referrer")
    open_from_inbox(desk, reference)
    follow(desk, "Messages")
    expect(desk.locator("main")).to_contain_text(ANSWER)
    check(desk)
    press(desk, "Mark all as read")

    ask_police(desk, reference)
    say_what_it_was(desk)
    give_feedback(desk)
    close(desk, reference)

    referrer.goto("/mailbox/open")
    main = referrer.locator("main")
    expect(main.locator(".govuk-tag").first).to_have_text("Finished with")
    expect(main).to_contain_text("We have finished with what you sent.")
    for hidden in ("police", "Misguided", "section 36", "panel"):
        expect(main).not_to_contain_text(hidden)
    check(referrer)


def open_from_inbox(desk, reference):
    desk.goto("/desk")
    check(desk)
    desk.get_by_label("Search by reference").fill(reference.lower())
    press(desk, "Search")
    expect(desk.locator("main")).to_contain_text(reference)


def acknowledge_and_ask(desk):
    follow(desk, "Acknowledge it")
    check(desk)
    press(desk, "Acknowledge")
    expect(desk.locator("main .govuk-tag").first).to_have_text("Being looked at")
    follow(desk, "Ask for more information")
    check(desk)
    say(desk, "What do you want to ask the referrer?", QUESTION)
    say(desk, "My question to the referrer tells no outcome", answer=True)
    say(desk, "What are your reasons?", "To know how recent it is.")
    press(desk, "Ask")


def refuse_to_close(desk, reference):
    """Nothing is closed without reasons, nor while a question waits."""
    desk.goto(f"/desk/referrals/{reference}/close")
    check(desk)
    press(desk, "Close")
    problems = desk.get_by_role("alert")
    for heading in HEADINGS:
        expect(problems).to_contain_text(heading)
    expect(problems).to_contain_text("why you do not wait for answers")
    check(desk)


def answer_in_mailbox(referrer, receipt):
    open_mailbox(referrer, receipt)
    main = referrer.locator("main")
    expect(main.locator(".govuk-tag").first).to_have_text("We need more from you")
    expect(main).to_contain_text(QUESTION)
    check(referrer)
    follow(referrer, "Answer")
    check(referrer)
    say(referrer, "Your answer", ANSWER)
    press(referrer, "Send answer")
    expect(main.locator(".govuk-tag").first).to_have_text("Being looked at")


def ask_police(desk, reference):
    desk.goto(f"/desk/referrals/{reference}")
    follow(desk, "Pass to the police")
    check(desk)
    say(desk, "Which options did you consider?", "To wait, or to ask at once.")
    say(desk, "What are your reasons?", "The police look first.")
    press(desk, "Record that it was passed on")
    follow(desk, "Record the police outcome")
    say(desk, "No conflict now", answer=True)
    say(desk, "No concern", answer=True)
    for part, number in (("Day", "2"), ("Month", "3"), ("Year", "2026")):
        say(desk, part, number)
    say(desk, "What are your reasons?", "As the gateway told us.")
    check(desk)
    press(desk, "Record outcome")
    expect(desk.locator("main .govuk-tag").first).to_have_text(
        "Police outcome recorded"
    )


def say_what_it_was(desk):
    follow(desk, "Record it as mistaken, misguided or malicious")
    say(desk, "Misguided", answer=True)
    say(desk, "Which options did you consider?", "To go on, or to finish.")
    say(desk, "What are your reasons?", "Anger about a parking place.")
    check(desk)
    press(desk, "Record decision")


def give_feedback(desk):
    """Closing is refused until the referrer is told something."""
    follow(desk, "Close it")
    say_why_closed(desk)
    press(desk, "Close")
    expect(desk.get_by_role("alert")).to_contain_text("Tell the referrer first")
    check(desk)
    follow(desk, "Give the referrer feedback, or record why not")
    check(desk)
    follow(desk, "We have finished with your referral")
    expect(desk.get_by_label("The message")).to_have_value(
        "Thank you. We have finished with what you sent. We cannot always say what "
        "came of it, because we must protect people’s privacy. If you are worried "
        "again, please tell us again."
    )
    check(desk)
    press(desk, "Record and send")


def close(desk, reference):
    desk.goto(f"/desk/referrals/{reference}/close")
    say_why_closed(desk)
    press(desk, "Close")
    expect(desk.locator("main .govuk-tag").first).to_have_text("Closed")
    follow(desk, "History and decisions")
    for decision in ("Acknowledged", "Police outcome recorded", "Closed"):
        expect(desk.locator("main")).to_contain_text(decision)
    check(desk)
    follow(desk, "Who has opened it")
    expect(desk.locator("main")).to_contain_text("Morgan Tidewell")
    check(desk)


def say_why_closed(desk):
    for heading in HEADINGS:
        say(desk, heading, "Nothing was found that points to it.")
    say(desk, "Which options did you consider?", "To go on watching, or to close.")
    say(desk, "What are your reasons?", "A quarrel between neighbours, and no more.")
