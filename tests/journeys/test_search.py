"""A half-remembered person is searched for, without JavaScript too, and something that
became known about them is recorded.
"""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import ANONYMOUS, follow, press, refer, say

OFFICER = "triage@demo.example"
SECONDS = 60  # the worker indexes within some; a loaded machine takes longer
BY_NAME = {"Full name": "Mohammed Thaqafi"}
ABOUT_WHOM = "Name, as far as you remember it"
PURPOSE = "To see whether a person was referred before"


@pytest.fixture
def told(visit):
    """Send a referral about somebody with a romanised name; return its reference."""
    reference, _receipt = refer(visit("/refer"), ANONYMOUS | {"person": BY_NAME})
    return reference


def search(page, name):
    page.goto("/desk/search")
    check(page)
    say(page, ABOUT_WHOM, name)
    say(page, PURPOSE, answer=True)
    press(page, "Search")


def found(page, reference):
    """Look again, weaker matches too, until the referral is in the answer."""
    deadline = time.monotonic() + SECONDS
    while reference not in page.locator("main").inner_text():
        assert time.monotonic() < deadline, f"{reference} is not found"
        if page.get_by_role("link", name="Show weaker matches").count():
            follow(page, "Show weaker matches")
            continue
        time.sleep(1)
        search(page, "محمد ثقفي")


def test_a_search_in_arabic_finds_a_romanised_name(told, signed_in):
    desk = signed_in(OFFICER)
    search(desk, "محمد ثقفي")

    found(desk, told)

    check(desk)
    expect(desk.locator("main")).to_contain_text("Others may exist: ask the manager.")
    expect(desk.locator("main")).to_contain_text(BY_NAME["Full name"])
    assert re.search(r"/desk/search/[0-9a-f-]{36}(\?weaker=yes)?$", desk.url)
    desk.reload()
    expect(desk.locator("main")).to_contain_text(told)
    follow(desk, "Change the search")
    expect(desk.get_by_label(ABOUT_WHOM)).to_have_value("محمد ثقفي")


def test_one_name_alone_is_looked_for_in_every_record(told, signed_in):
    desk = signed_in(OFFICER)
    search(desk, "Thakafi")
    expect(desk.get_by_role("alert")).to_contain_text("Add one more fact")
    check(desk)
    say(desk, "Look through every record that I can open", answer=True)
    press(desk, "Search")

    deadline = time.monotonic() + SECONDS
    while desk.get_by_role("button", name="Look again").count():
        assert time.monotonic() < deadline
        check(desk)
        time.sleep(1)
        desk.get_by_role("button", name="Look again").click()
    found(desk, told)
    check(desk)


def test_what_becomes_known_stands_beside_what_was_told(told, signed_in):
    desk = signed_in(OFFICER)
    desk.goto(f"/desk/referrals/{told}")
    follow(desk, "What is known about the person")
    check(desk)
    desk.get_by_role("link", name="Add Name", exact=True).click()
    check(desk)
    say(desk, "Name", "محمد ثقفي")
    say(desk, "Their name at birth", answer=True)
    say(desk, "The person or their family", answer=True)
    say(desk, "Certain", answer=True)
    press(desk, "Save")
    expect(desk.locator("main")).to_contain_text("Arabic script")
    check(desk)
    follow(desk, "Correct")
    check(desk)
    say(desk, "Another agency", answer=True)
    say(desk, "Likely", answer=True)
    say(desk, "Why is the earlier one not right?", "It was heard wrong.")
    press(desk, "Save")

    expect(desk.get_by_text("What was corrected")).to_be_visible()
    check(desk)
