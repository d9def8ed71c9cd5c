"""The same person, referred again: seen, decided, and taken back."""

import time

from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import ANONYMOUS, follow, press, refer, say

SECONDS = 60  # the worker looks within some; a loaded machine takes longer
OFFICER = "triage@demo.example"
TOP = "Possible earlier referrals"
MEANING = "The worry is the same as a year ago, and the words have become plans."


def told(visit, name, *, day, postcode):
    """Send a referral about somebody; return its reference."""
    about = {
        "person": {"Full name": name},
        "age": {"Day": day, "Month": "3", "Year": "2009"},
        "where-they-live": {"Address line 1": "7 Ropewalk", "Postcode": postcode},
    }
    reference, _receipt = refer(visit("/refer"), ANONYMOUS | about)
    return reference


def open_once_looked(desk, reference, *others):
    """Open a referral when the machine has looked, and found these."""
    deadline = time.monotonic() + SECONDS
    while True:
        desk.goto(f"/desk/referrals/{reference}")
        found = desk.locator("main .app-card__title").all_inner_texts()
        if all(any(other in title for title in found) for other in others):
            return
        assert time.monotonic() < deadline, f"{reference} is like none of {others}"
        time.sleep(1)


def answer(desk, choice, why):
    say(desk, choice, answer=True)
    say(desk, "What are your reasons?", why)
    check(desk)
    press(desk, "Record answer")


def compare(desk, reference, other):
    desk.goto(f"/desk/referrals/{reference}/same-person/with/{other}")
    check(desk)


def test_a_misspelt_third_referral_is_seen_at_intake(visit, signed_in):
    where = {"day": "14", "postcode": "SM7 2QX"}
    first = told(visit, "Rowena Thistlewood", **where)
    second = told(visit, "Rowina Thistelwood", **where)
    third = told(visit, "Roweena Thisslewood", **where)
    desk = signed_in(OFFICER)

    open_once_looked(desk, third, first, second)
    expect(desk.get_by_role("heading", name=TOP)).to_be_visible()
    expect(desk.locator("main")).to_contain_text("same date of birth")
    check(desk)
    desk.goto("/desk")
    expect(desk.get_by_role("row", name=third)).to_contain_text("Possible repeat")

    compare(desk, third, first)
    expect(desk.locator("main")).to_contain_text("Rowena Thistlewood")
    expect(desk.locator("main")).to_contain_text("Roweena Thisslewood")
    answer(desk, "Yes, the same person", "One birthday, one house, a misspelt name.")
    expect(desk.get_by_role("heading", level=1)).to_have_text("The whole story")
    compare(desk, third, second)
    answer(desk, "Yes, the same person", "The same house again.")

    story = desk.locator("main")
    for reference in (first, second, third):
        expect(story).to_contain_text(reference)
    say(desk, "What has changed, and what do the referrals mean together?", MEANING)
    check(desk)
    press(desk, "Save")
    expect(story).to_contain_text(MEANING)
    check(desk)
    desk.goto("/desk")
    expect(desk.get_by_role("row", name=third)).to_contain_text("Repeat")
    expect(desk.get_by_role("row", name=third)).not_to_contain_text("Possible")


def test_a_wrong_link_is_undone_and_its_history_stays(visit, signed_in):
    where = {"day": "2", "postcode": "SM7 5RD"}
    first = told(visit, "Benedikt Halvorsen", **where)
    second = told(visit, "Benedict Halvorson", **where)
    desk = signed_in(OFFICER, javascript=False)
    open_once_looked(desk, second, first)
    compare(desk, second, first)
    answer(desk, "Yes, the same person", "One name and one house.")
    desk.goto(f"/desk/referrals/{second}")
    expect(desk.locator("main")).to_contain_text("Repeat referral")

    desk.goto(f"/desk/referrals/{second}/same-person")
    check(desk)
    follow(desk, "Compare again")
    answer(desk, "No, not the same person", "A cousin of nearly the same name.")

    for reference in (first, second):
        desk.goto(f"/desk/referrals/{reference}")
        expect(desk.locator("main")).not_to_contain_text("Repeat referral")
        expect(desk.locator("main")).not_to_contain_text(TOP)
    compare(desk, first, second)
    expect(desk.locator("main")).to_contain_text("One name and one house.")
    expect(desk.locator("main")).to_contain_text("A cousin of nearly the same name.")


def test_twins_are_kept_apart_and_not_asked_about_again(visit, signed_in):
    where = {"day": "27", "postcode": "SM7 9TT"}
    one = told(visit, "Amara Quillfeather", **where)
    other = told(visit, "Zainab Quillfeather", **where)
    desk = signed_in(OFFICER, width=320)
    open_once_looked(desk, other, one)
    expect(desk.locator("main")).to_contain_text("perhaps a twin")
    compare(desk, other, one)
    say(desk, "No, not the same person", answer=True)
    say(desk, "They are relatives", answer=True)
    answer(desk, "No, not the same person", "Twins: another first name.")

    press(desk, "Look again")
    time.sleep(5)
    desk.goto(f"/desk/referrals/{other}")
    expect(desk.locator("main")).not_to_contain_text(TOP)
    desk.goto(f"/desk/referrals/{other}/same-person")
    expect(desk.locator("main")).to_contain_text("Not the same person")
    check(desk)
