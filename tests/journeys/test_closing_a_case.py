"""A case with two referrals is closed by two people, and looked at again: its reviews
6 and 12 months on stand there as tasks.
"""

from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import follow, press, say

HEADINGS = (
    "Susceptibility to radicalisation",
    "Grievance",
    "Needs",
    "Intent",
    "Capability",
    "Protective factors",
    "What else is in place",
)
OPEN_WORK = "A hand-over, a further assessment"


def test_two_people_close_a_case_after_two_referrals(signed_in):
    officer = signed_in("triage@demo.example")
    place = open_refused(officer)
    try_to_close_a_referral(officer)
    officer.goto(place)
    ask_to_close(officer)
    confirm(signed_in("manager@demo.example", width=320), place)


def open_refused(desk):
    """Open the case of the demo that carries two referrals, without consent."""
    desk.goto("/desk/cases")
    row = desk.locator("tr", has_text="Make the further assessment")
    with desk.expect_navigation():
        row.filter(has_text="Morgan").get_by_role("link").first.click()
    expect(desk.locator("main")).to_contain_text("Consent refused")
    return desk.url


def try_to_close_a_referral(desk):
    """None of its referrals is closed before the case."""
    carried = desk.locator("main a[href*='/desk/referrals/']").first
    desk.goto(carried.get_attribute("href") + "/close")
    expect(desk.locator("main")).to_contain_text("cannot be closed before the case")
    check(desk)


def ask_to_close(desk):
    follow(desk, "Close the case")
    check(desk)
    say(desk, "Other", answer=True)
    for heading in HEADINGS:
        say(desk, heading, "Nothing new.")
    press(desk, "Close")
    expect(desk.get_by_role("alert")).to_contain_text("do not wait for what is open")
    say(desk, OPEN_WORK, "He moves abroad, and nobody here can assess him.")
    press(desk, "Close")
    expect(desk.locator("main .govuk-tag").first).to_have_text("Consent refused")
    expect(desk.locator("main")).to_contain_text("Waiting for a second person")


def confirm(desk, place):
    desk.goto(place)
    follow(desk, "Confirm or decline closing")
    check(desk)
    say(desk, "Yes, close it", answer=True)
    say(desk, "What are your reasons?", "I read both referrals, and agree.")
    press(desk, "Record decision")
    expect(desk.locator("main .govuk-tag").first).to_have_text("Closed")
    for months in ("6 months", "12 months"):
        review = desk.get_by_role("link", name=f"Record the review {months}")
        expect(review).to_be_visible()
    check(desk)
