"""Nobody acknowledges in time: it rings, until a desk without accounts says “we have it”.

The example data holds a referral whose deliveries are late from the beginning.
"""

import re

from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import error_at, follow, mail, press, say

AGAIN = "A referral still waits for your desk"
LATE = "A delivery has not been acknowledged in time"


def test_a_missed_acknowledgement_rings(visit, signed_in):
    # By e-mail, to the desk's mailbox: it says nothing but where to open it.
    gateway = visit("/")
    link = mail(gateway, AGAIN, to="gateway@police.example")
    expect(link).not_to_contain_text(re.compile("Example|Rowan|drawn into"))
    check(gateway)

    # In the product, to the team.
    officer = signed_in("triage@demo.example")
    follow(officer, "Notices")
    expect(officer.locator("main")).to_contain_text(LATE)
    check(officer)
    follow(officer, "Deliveries")
    row = officer.get_by_role("row", name="Police gateway").filter(has_text="Late")
    reference = row.get_by_role("cell").first.inner_text()
    check(officer)

    # The desk has no accounts: a button, a code in its mailbox, and its answer.
    with gateway.expect_navigation():
        link.get_by_role("link").first.click()
    check(gateway)
    press(gateway, "Send a code to our mailbox")
    say(gateway, "Code", "KX4M 7PQ2")
    press(gateway, "Continue")
    assert "not the code" in error_at(gateway, "Code")
    check(gateway)
    code = re.search(
        r"\b[A-Z0-9]{4} ?[A-Z0-9]{4}\b",
        mail(visit("/"), "Your code for the referral").inner_text(),
    )
    say(gateway, "Code", code[0])
    press(gateway, "Continue")
    expect(gateway.get_by_role("heading", level=1)).to_contain_text(reference)
    check(gateway)
    press(gateway, "We have it")
    expect(gateway.locator("main")).to_contain_text("Your desk has said that it has")
    check(gateway)

    # That is proof, and it stands on the referral's page.
    officer.goto(f"/desk/referrals/{reference}/history")
    delivery = officer.get_by_role("row", name="Police gateway")
    expect(delivery).to_contain_text("Acknowledged")
    check(officer)

    # The link alone opens nothing in another browser.
    stranger = visit(gateway.url)
    expect(stranger.locator("main")).to_contain_text("ask for a code")
