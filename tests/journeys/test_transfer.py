"""A case moves to another panel: asked here, accepted there, and only then ended here."""

from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import follow, press, say

HERE, THERE = "Estuary Borough Prevent partnership", "Fellside District"


def ended_here(signed_in, path):
    """Read the case where it was led, on a small screen: it ended, and can be read."""
    officer = signed_in("triage@demo.example", width=320)
    officer.goto(path)
    expect(officer.locator("main")).to_contain_text("Transferred to another panel")
    check(officer)
    follow(officer, f"Transfer to {THERE}")
    expect(officer.locator("main")).to_contain_text(
        "Bring the housing officer to our panel"
    )
    expect(officer.locator("main")).to_contain_text("Who keeps what access")
    check(officer)


def test_a_case_is_handed_over_and_ends_here_when_it_is_accepted(signed_in, demo):
    manager = signed_in("manager@demo.example")
    manager.goto("/desk/transfers")
    asked = manager.get_by_role("link", name=THERE).first
    path = asked.get_attribute("href").partition("/transfers/")[0]
    manager.goto(path)
    expect(manager.locator("main")).to_contain_text("led and timed here until")
    check(manager)

    there = signed_in("manager@second.example", at=demo.second, width=320)
    there.goto("/desk/transfers")
    check(there)
    follow(there, HERE)
    expect(there.locator("main")).to_contain_text("Rowan Sedgewick")
    check(there)
    say(there, "Yes, we lead it from now on", answer=True)
    there.get_by_label("If yes, who leads it?").select_option(label="Joan Fellgate")
    say(there, "If yes, which agency leads?", "Fellside District Council")
    say(there, "What do you want to say?", "Bring the housing officer to our panel.")
    press(there, "Send answer")
    follow(there, HERE)
    follow(there, "Open case")
    follow(there, "Read the hand-over pack")
    expect(there.locator("main")).to_contain_text("Rowan Sedgewick")
    check(there)

    ended_here(signed_in, path)
