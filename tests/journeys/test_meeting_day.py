"""A chair's meeting day: without the police a case does not open; with them it is
decided; the minutes are saved as they are typed; an action is given.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import ANONYMOUS, error_at, follow, press, refer, say
from tests.journeys.test_case import COUNCIL, day, find_met, list_for_panel, open_case

TYPED = "Health: he has not come since May."


@pytest.fixture
def listed(visit, signed_in):
    """The reference of a case that is listed for the panel."""
    reference, _receipt = refer(visit("/refer"), ANONYMOUS)
    officer = signed_in("triage@demo.example")
    find_met(officer, reference)
    place = open_case(officer)
    list_for_panel(officer)
    return place.rsplit("/", 1)[1]


def test_a_chairs_meeting_day(listed, signed_in):
    chair = signed_in("chair@demo.example")
    plan_for_today(chair)
    put_on_agenda(chair, listed)
    place = chair.url
    attend(chair, police=False)
    follow(chair, listed)
    where_the_person_lives(chair)
    expect(chair.locator("main")).to_contain_text("Nobody attends for Estuary Police")
    expect(
        chair.get_by_role("button", name="Open this case in the meeting")
    ).to_have_count(0)
    check(chair)
    write_minutes(chair, listed)

    chair.goto(place)
    attend(chair, police=True)
    follow(chair, listed)
    press(chair, "Open this case in the meeting")
    decide(chair)
    give_action(chair)
    read_paper(signed_in("panelmember@demo.example", width=320), listed)
    approve(chair, place)


def plan_for_today(chair):
    chair.goto("/desk/meetings")
    check(chair)
    follow(chair, "Channel panel")
    press(chair, "Plan a meeting")
    day(chair, "On which day is it?")
    say(chair, "When does it start?", "soon")
    press(chair, "Plan it")
    assert "Enter a time" in error_at(chair, "When does it start?")
    check(chair)
    say(chair, "When does it start?", "9:30am")
    press(chair, "Plan it")
    check(chair)


def put_on_agenda(chair, listed):
    follow(chair, "Add to the agenda")
    check(chair)
    say(chair, f"{listed}: Listed for the panel", answer=True)
    press(chair, "Add")
    expect(chair.locator("main")).to_contain_text(listed)


def attend(chair, *, police):
    follow(chair, "Record who attends")
    check(chair)
    for who in ("Alun Prys", "Siân Fairweather", "Toby Weir"):
        group = chair.get_by_role("group", name=re.compile(who))
        comes = police or who != "Toby Weir"
        state = "Attends" if comes else "Sent apologies"
        group.get_by_label(state).check()
    chairs = chair.get_by_label("Who is in the chair, for the local authority?")
    chairs.select_option(label=f"Alun Prys, {COUNCIL}")
    press(chair, "Save attendance")
    expect(chair.locator("main")).to_contain_text("In the chair")
    check(chair)


def where_the_person_lives(chair):
    check(chair)
    follow(chair, "Record where the person lives")
    check(chair)
    say(chair, "Estuary Police", answer=True)
    say(chair, "Yes", answer=True)
    press(chair, "Save")


def write_minutes(chair, listed):
    """What is typed is saved by itself, whoever attends; a press saves it too."""
    follow(chair, "Write the minutes")
    check(chair)
    box = chair.get_by_label(f"Minutes {listed}")
    box.press_sequentially(TYPED)
    status = chair.locator("[data-saves]", has=box).get_by_role("status")
    expect(status).to_contain_text("Saved at")
    chair.reload()
    expect(chair.get_by_label(f"Minutes {listed}")).to_have_value(TYPED)


def decide(chair):
    check(chair)
    follow(chair, "Record the panel’s decision")
    check(chair)
    say(chair, "Adopted", answer=True)
    say(chair, "How, when and by whom is consent asked for?", "On Monday, at home.")
    say(chair, "By majority", answer=True)
    say(chair, "Who made the referral was not asked again", "They sat in the panel.")
    say(chair, "What are your reasons?", "What he says and plans.")
    press(chair, "Record decision")
    assert "Enter who dissented" in error_at(chair, "Who dissented")
    check(chair)
    say(chair, "Who dissented", "Health: wanted to wait.")
    press(chair, "Record decision")
    expect(chair.locator("main")).to_contain_text("Health: wanted to wait.")
    check(chair)


def give_action(chair):
    follow(chair, "Give an action")
    check(chair)
    say(chair, "What is to be done?", "Ring the college.")
    owner = chair.get_by_label("Who does it?")
    names = owner.locator("option").all_inner_texts()
    owner.select_option(label=next(name for name in names if "Siân" in name))
    say(chair, "Which agency do they act for?", "Estuary Mental Health Trust")
    day(chair, "By when?")
    press(chair, "Give the action")
    expect(chair.locator("main")).to_contain_text("Ring the college.")
    check(chair)


def read_paper(phone, listed):
    """A member reads the paper on a phone, and says that the action is done."""
    phone.goto("/partners/papers")
    check(phone)
    follow(phone, "Ring the college.")
    check(phone)
    say(phone, "What was done?", "They ring back tomorrow.")
    press(phone, "Record it as done")
    expect(phone.locator("main")).to_contain_text("They ring back tomorrow.")
    expect(phone.get_by_role("button", name="Record it as done")).to_have_count(0)
    check(phone)
    phone.goto("/partners/papers")
    open_now = phone.locator("li", has_text="Papers open")
    for number in range(open_now.count()):
        phone.goto("/partners/papers")
        open_now.nth(number).get_by_role("link").click()
        if phone.get_by_role("link", name=listed).count():
            break
    check(phone)
    follow(phone, listed)
    expect(phone.locator("main")).to_contain_text("The grounds under section 36")
    check(phone)


def approve(chair, place):
    chair.goto(place)
    follow(chair, "Minutes")
    press(chair, "Approve the minutes")
    expect(chair.locator("main")).to_contain_text("Minutes approved")
    expect(chair.locator("main")).to_contain_text(TYPED)
    check(chair)
