"""A Channel case, from section 36 met to support with consent, with a hand-over."""

import pytest
from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import ANONYMOUS, error_at, follow, press, refer, say

COUNCIL = "Estuary Borough Council"
LEAFLET = "Channel leaflet 2026-1"


@pytest.fixture
def reference(visit):
    return refer(visit("/refer"), ANONYMOUS)[0]


def test_a_case_from_section_36_to_support(reference, signed_in):
    officer = signed_in("triage@demo.example")
    find_met(officer, reference)
    place = open_case(officer)
    hand_over(officer, place)
    accept(signed_in("manager@demo.example", width=320))
    officer.goto(place)
    expect(officer.locator("main")).to_contain_text("Imani")
    list_for_panel(officer)
    adopt(signed_in("chair@demo.example"), place)
    officer.goto(place)
    try_to_support(officer)
    record_consent(officer, place)
    start_support(officer, place)

    phone = signed_in("triage@demo.example", width=320)
    phone.goto(place)
    check(phone)
    follow(phone, "Who has access, and who looked")
    check(phone)
    expect(phone.locator("main")).to_contain_text("The case")


def stage(page):
    return page.locator("main .govuk-tag").first


def day(page, question):
    """Enter today beside a question."""
    group = page.get_by_role("group", name=question)
    now = page.evaluate(
        "(d => [d.getDate(), d.getMonth() + 1, d.getFullYear()])(new Date())"
    )
    for part, number in zip(("Day", "Month", "Year"), now, strict=True):
        group.get_by_label(part).fill(str(number))


def find_met(desk, reference):
    desk.goto(f"/desk/referrals/{reference}")
    follow(desk, "Acknowledge it")
    press(desk, "Acknowledge")
    follow(desk, "Make the section 36 decision")
    say(desk, "Met", answer=True)
    say(desk, "Which options did you consider?", "To wait, or to refer.")
    say(desk, "What are your reasons?", "Reasonable grounds: what he says and plans.")
    press(desk, "Record decision")


def open_case(desk):
    follow(desk, "Open a case, or go to it")
    check(desk)
    press(desk, "Open case")
    expect(desk.get_by_role("alert")).to_contain_text("Enter the agency that leads")
    say(desk, "Which agency leads?", COUNCIL)
    desk.get_by_label("Who leads it?").select_option(label="Morgan Tidewell")
    press(desk, "Open case")
    check(desk)
    follow(desk, "Open the case")
    expect(stage(desk)).to_have_text("Gathering information")
    check(desk)
    return desk.url


def hand_over(desk, place):
    follow(desk, "Hand it over to somebody else to lead")
    check(desk)
    names = desk.get_by_label("Who is to lead it?").locator("option")
    manager = next(name for name in names.all_inner_texts() if "Imani" in name)
    desk.get_by_label("Who is to lead it?").select_option(label=manager)
    say(desk, "Which agency will they lead for?", COUNCIL)
    say(desk, "Why is it handed over", "I am away for three weeks.")
    press(desk, "Ask")
    expect(desk.locator("main")).to_contain_text("has not answered yet")
    check(desk)


def accept(desk):
    desk.goto("/desk/notices")
    follow(desk, "You are asked to lead a case")
    expect(desk.locator("main")).to_contain_text("I am away for three weeks.")
    check(desk)
    say(desk, "Yes, I lead it from now on", answer=True)
    press(desk, "Send answer")
    check(desk)


def list_for_panel(desk):
    follow(desk, "List it for the panel")
    check(desk)
    say(desk, "What has been gathered", "All have answered.")
    press(desk, "List it")
    expect(stage(desk)).to_have_text("Listed for the panel")


def adopt(desk, place):
    """Without the police the panel decides nothing."""
    desk.goto(place)
    follow(desk, "Record the panel’s decision")
    check(desk)
    day(desk, "When did the panel meet?")
    say(desk, "Who attended for the local authority", "Head of community safety")
    say(desk, "Yes, in the area of that force", answer=True)
    say(desk, "Adopted", answer=True)
    say(desk, "How, when and by whom is consent asked for?", "On Monday, at home.")
    say(desk, "Unanimous", answer=True)
    say(desk, "Who made the referral was not asked again", "They moved away.")
    say(desk, "What are your reasons?", "What he says and plans.")
    press(desk, "Record decision")
    assert "Section 37" in error_at(desk, "Who attended for the police?")
    check(desk)
    say(desk, "Who attended for the police?", "Sergeant, Prevent team")
    say(desk, "Which force did they come from?", "Estuary Police")
    press(desk, "Record decision")
    expect(stage(desk)).to_have_text("Adopted, waiting for consent")
    check(desk)


def try_to_support(desk):
    follow(desk, "Start support")
    check(desk)
    say(desk, "What support starts", "A mentor, from Monday.")
    press(desk, "Start support")
    expect(desk.get_by_role("alert")).to_contain_text("cannot start without consent")


def record_consent(desk, place):
    desk.goto(place)
    follow(desk, "Record the answer about consent")
    check(desk)
    press(desk, "Record answer")
    check(desk)
    say(desk, "Who asked for consent?", "His support worker")
    say(desk, "In person", answer=True)
    day(desk, "When was it asked for?")
    say(desk, "18 or over", answer=True)
    say(desk, "The person", answer=True)
    say(desk, "No doubt that they can decide", answer=True)
    say(desk, "What was explained?", "That it is Channel, and voluntary.")
    say(desk, "Which version of the leaflet was given?", LEAFLET)
    say(desk, "Who may be told", "The police and his doctor.")
    say(desk, "Consent was given", answer=True)
    day(desk, "When was it answered?")
    press(desk, "Record answer")
    expect(desk.locator("main")).to_contain_text(LEAFLET)
    check(desk)


def start_support(desk, place):
    desk.goto(place)
    follow(desk, "Start support")
    say(desk, "What support starts", "A mentor, from Monday.")
    press(desk, "Start support")
    expect(stage(desk)).to_have_text("Supported")
    check(desk)
