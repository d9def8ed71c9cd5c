"""A provider’s month: silence rings, a new briefing is read, a session planned, held and
reported; then silence is over, and the next session is missed.
"""

import re

from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import follow, press, say
from tests.journeys.test_case import day

SILENCE = "Silence: the last actual contact"
GAP = "Gap: no action meets this need"
NEED = "A place to live from next month"
WHAT = "Visits to rooms that he could rent"
BRIEFING = "He has been turned away twice. Ring the lead if he sleeps outside."
WHY_NOT = "He rang to say that he has a job interview."
REPORT = "Two rooms seen. He liked the one near the college."


def test_a_month_of_support(signed_in):
    lead = signed_in("triage@demo.example")
    place = open_supported(lead)
    commission(lead, place)
    provider = signed_in("provider@demo.example", width=320)
    read_briefing(provider)
    plan_session(provider)
    report(provider)
    plan_session(provider)
    miss(provider)

    lead.goto(place)
    expect(lead.locator("main")).not_to_contain_text(SILENCE)
    expect(lead.locator("main")).not_to_contain_text(GAP)
    check(lead)
    lead.goto(f"{place}/plan")
    for words in (REPORT, WHY_NOT, "1 held, 1 not held, 0 still planned"):
        expect(lead.locator("main")).to_contain_text(words)
    check(lead)


def open_supported(lead):
    """Open the supported case of the demo: nobody has met its person for too long."""
    lead.goto("/desk/cases")
    row = lead.locator("tr", has_text="Review the support").filter(has_text="Morgan")
    with lead.expect_navigation():
        row.get_by_role("link").first.click()
    expect(lead.locator("main")).to_contain_text(SILENCE)
    expect(lead.locator("main")).to_contain_text(GAP)
    check(lead)
    return lead.url


def commission(lead, place):
    """Give the need without an action to the provider, who is briefed in writing."""
    lead.goto(f"{place}/plan")
    check(lead)
    follow(lead, "Plan an action")
    check(lead)
    press(lead, "Save")
    expect(lead.get_by_role("alert")).to_contain_text("at least one need")
    check(lead)
    say(lead, NEED, answer=True)
    say(lead, "What is done?", WHAT)
    say(lead, "Which agency does it?", "Marshlight Interventions")
    say(lead, "Who there is responsible for it?", "Noor Halden")
    provider = lead.get_by_label("If an intervention provider gives it, who?")
    provider.select_option(label="Noor Halden")
    say(lead, "How and when is it provided?", "On two afternoons this month.")
    day(lead, "By when is it done, or looked at again?")
    press(lead, "Save")
    follow(lead, "Start it")
    check(lead)
    press(lead, "Start it")
    with lead.expect_navigation():
        lead.get_by_role("link", name=re.compile(f"Brief the provider.*{WHAT}")).click()
    check(lead)
    say(lead, "What must the provider know?", BRIEFING)
    press(lead, "Send the briefing")
    expect(lead.locator("main")).to_contain_text("Not read yet")
    check(lead)


def read_briefing(provider):
    expect(provider.locator("h1")).to_have_text("Support that you give")
    follow(provider, WHAT)
    check(provider)
    expect(provider.locator("main")).to_contain_text("has not been briefed in writing")
    expect(provider.get_by_role("link", name="Plan a session")).to_have_count(0)
    press(provider, "Confirm")
    expect(provider.get_by_role("alert")).to_contain_text("Confirm that you have read")
    say(provider, "I have read the briefing", answer=True)
    press(provider, "Confirm")
    expect(provider.locator("main")).to_contain_text("You read it on")
    check(provider)


def plan_session(provider):
    follow(provider, "Plan a session")
    check(provider)
    day(provider, "When is the session?")
    press(provider, "Plan it")
    check(provider)


def report(provider):
    follow(provider, "Record what became of it")
    check(provider)
    say(provider, "Yes", answer=True)
    press(provider, "Record")
    expect(provider.get_by_role("alert")).to_contain_text("Enter when it was held")
    check(provider)
    day(provider, "If it was held: when?")
    say(provider, "A short report", REPORT)
    press(provider, "Record")
    expect(provider.locator("main")).to_contain_text(REPORT)
    check(provider)


def miss(provider):
    follow(provider, "Record what became of it")
    say(provider, "No", answer=True)
    say(provider, "A short report", WHY_NOT)
    press(provider, "Record")
    expect(provider.locator("main")).to_contain_text("Not held")
    check(provider)
