"""One partnership asks one other about one person, and a human there answers."""

import time

from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import (
    ANONYMOUS,
    follow,
    let_in_by_code,
    mail,
    press,
    refer,
    say,
)

SECONDS = 60  # the worker carries it within some; a loaded machine takes longer
ASKER, SECOND = "manager@demo.example", "manager2@demo.example"
MAILBOX = "prevent@elsewhere.example"
WHY = "They moved there in May, and the worry has grown."
HERE, THERE = "Estuary Borough Prevent partnership", "Fellside District"


def moved(visit, signed_in, name):
    """Refer somebody, and record that they have moved; return the manager's page."""
    about = {"person": {"Full name": name}}
    reference, _receipt = refer(visit("/refer"), ANONYMOUS | about)
    desk = signed_in(ASKER)
    desk.goto(f"/desk/referrals/{reference}/person/add/home")
    say(desk, "Address, without the postcode", "4 Old Street")
    say(desk, "Until when?", "May 2026")
    say(desk, "Another agency", answer=True)
    say(desk, "Certain", answer=True)
    press(desk, "Save")
    return desk


def ask(desk, whom, name):
    """Write a request and submit it; return its path."""
    follow(desk, "Ask another partnership about this person")
    check(desk)
    expect(desk.get_by_label(name)).to_be_checked()
    expect(desk.get_by_label("4 Old Street")).not_to_be_checked()
    say(desk, whom, answer=True)
    say(desk, "Why do you ask?", WHY)
    press(desk, "Save and check")
    check(desk)
    press(desk, "Ask for a second signature")
    expect(desk.locator("main")).to_contain_text("You cannot sign what you wrote")
    check(desk)
    return desk.url


def sign(signed_in, path):
    second = signed_in(SECOND, width=320)
    second.goto("/desk/notices")
    expect(second.locator("main")).to_contain_text("waits for a signature")
    second.goto(path)
    follow(second, "Sign or refuse")
    check(second)
    say(second, "Yes, sign and send it", answer=True)
    press(second, "Record decision")
    expect(second.locator("main")).to_contain_text("Sent, not answered yet")


def until_it_says(page, path, words):
    """Open a page until it says these words."""
    deadline = time.monotonic() + SECONDS
    while True:
        page.goto(path)
        if words in page.locator("main").inner_text():
            return
        assert time.monotonic() < deadline, f"{path} does not say “{words}”"
        time.sleep(1)


def test_a_neighbour_on_the_same_service_is_asked_and_answers(visit, signed_in, demo):
    name = "Ottoline Marshwood"
    desk = moved(visit, signed_in, name)
    path = ask(desk, THERE, name)
    sign(signed_in, path)

    there = signed_in("manager@second.example", at=demo.second)
    until_it_says(there, "/desk/partnerships", HERE)
    check(there)
    follow(there, HERE)
    expect(there.locator("main")).to_contain_text(name)
    for kept in (WHY, "4 Old Street"):
        expect(there.locator("main")).not_to_contain_text(kept)
    check(there)
    expect(there.get_by_label("We will contact you")).to_be_checked()
    say(there, "A note for your own record", "Will call Imani Croft.")
    press(there, "Send answer")
    expect(there.locator("main")).to_contain_text("Joan Fellgate")
    check(there)

    until_it_says(desk, path, "They answered: We will contact you")
    expect(desk.locator("main")).not_to_contain_text("Will call")
    check(desk)
    press(desk, "I have read the answer")

    for officer, at in (
        ("dpo@demo.example", demo.url),
        ("dpo@second.example", demo.second),
    ):
        told = signed_in(officer, at=at, width=320)
        told.goto("/desk/partnerships/register")
        expect(told.locator("main")).to_contain_text("Name")
        expect(told.locator("main")).not_to_contain_text("Marshwood")
        check(told)


def test_a_partnership_elsewhere_is_asked_by_a_link_and_a_code(visit, signed_in):
    name = "Barnaby Saltgrass"
    desk = moved(visit, signed_in, name)
    person = desk.url
    desk.goto("/desk/partnerships/record")
    say(desk, "Name of the partnership", "Elsewhere Prevent partnership")
    say(desk, "Email address of its registered mailbox", MAILBOX)
    say(desk, "How do you know that this mailbox is theirs?", "By telephone.")
    check(desk)
    press(desk, "Save")
    desk.goto(person)
    path = ask(desk, "Elsewhere", name)
    sign(signed_in, path)

    box = visit("/", width=320, javascript=False)
    letter = mail(box, "Something was sent to this mailbox", to=MAILBOX)
    assert name not in letter.inner_text()
    words = letter.inner_text().split()
    link = next(word for word in words if "/requests/" in word)
    box.goto(link)
    check(box)
    let_in_by_code(box, to=MAILBOX)

    expect(box.locator("main")).to_contain_text(name)
    expect(box.locator("main")).not_to_contain_text(WHY)
    check(box)
    say(box, "We cannot answer here", answer=True)
    press(box, "Send answer")
    expect(box.locator("main")).to_contain_text("The link opens nothing more")
    check(box)
    box.goto(link)
    expect(box.locator("main")).not_to_contain_text("Send a code")

    until_it_says(desk, path, "They answered: We cannot answer here")
