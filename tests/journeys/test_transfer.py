"""A case moves to another panel: asked here, accepted there, and only then ended here."""

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

HERE, THERE = "Estuary Borough Prevent partnership", "Fellside District"
ELSEWHERE = "Northern Saltings Prevent partnership"
MAILBOX = "prevent.coordinators@northern-saltings.example"
# Whose case no other journey opens: they go on beside each other.
NAME = "Delyth Marram"
WHY = "She lives in your district since the summer."


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


def ask(desk, second):
    """Ask the panel elsewhere, and have somebody else sign; return the address."""
    open_case_of(desk, NAME)
    follow(desk, "Transfer it to another panel")
    say(desk, ELSEWHERE, answer=True)
    say(desk, "The person has moved home", answer=True)
    say(desk, "What must the other panel know first?", WHY)
    press(desk, "Save and check the pack")
    expect(desk.locator("main")).to_contain_text(MAILBOX)
    check(desk)
    press(desk, "Ask for a second signature")
    second.goto(desk.url)
    follow(second, "Sign or refuse")
    say(second, "Yes, sign and send the pack", answer=True)
    press(second, "Record decision")
    return desk.url


def test_a_panel_elsewhere_reads_the_pack_by_a_code_and_declines(visit, signed_in):
    desk = signed_in("triage@demo.example")
    path = ask(desk, signed_in("manager2@demo.example"))

    box = visit("/", width=320, javascript=False)
    letter = mail(box, "Something waits for your panel", to=MAILBOX)
    assert NAME not in letter.inner_text()
    words = letter.inner_text().split()
    box.goto(next(word for word in words if "/transfers/" in word))
    expect(box.locator("main")).not_to_contain_text(NAME)
    check(box)
    let_in_by_code(box, to=MAILBOX)
    expect(box.locator("main")).to_contain_text(NAME)
    expect(box.locator("main")).to_contain_text(WHY)
    check(box)
    say(box, "No, we decline", answer=True)
    say(box, "Your name", "Rhodri Fenwick")
    press(box, "Send answer")
    assert "Enter your job" in error_at(box, "Your job, and for whom you work")
    check(box)
    say(box, "Your job, and for whom you work", "Panel chair, Northern Saltings")
    say(box, "What do you want to say?", "She has moved on again.")
    press(box, "Send answer")
    expect(box.locator("main")).to_contain_text("The link opens nothing more")
    check(box)

    desk.goto(path)
    expect(desk.locator("main")).to_contain_text("She has moved on again.")
    expect(desk.locator("main")).to_contain_text("Declined by Rhodri Fenwick")
    check(desk)
