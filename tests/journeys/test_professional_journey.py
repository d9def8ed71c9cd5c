"""A teacher writes, saves, and goes on at another desk."""

from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import (
    WORRY,
    error_at,
    follow,
    mail,
    press,
    reference,
    say,
    slug,
    tell,
)

BEFORE_SAVING = {
    "emergency": {"No": True},
    "your-job": {"Yes, I noticed this through my work": True},
    "your-organisation": {"Your organisation": "Saltings Academy", "Education": True},
    "safeguarding-lead": {"Yes": True},
    "person": {"Full name": "Jamie Example"},
}
AFTER_SAVING = {
    "worry": {"What worries you?": WORRY},
    "seen": {"What did you see or hear yourself?": "A drawing on his folder."},
    "what-it-means": {"What do you think it means?": "He may be lonely."},
    "children": {"Yes": True},
    "safeguarding-referral": {"No, but I will": True},
    "do-they-know": {"No": True},
    "parents": {"Yes": True},
    "your-name": {"What is your name?": "Alex Example"},
    "how-to-reply": {"Email address": "alex@school.example"},
}


def test_a_teacher_saves_and_goes_on_elsewhere(visit):
    page = visit("/refer")
    press(page, "Start now")
    tell(page, BEFORE_SAVING, until="description")
    follow(page, "Save and come back later")
    check(page)
    say(page, "Email me a reminder", "alex@school.example")
    press(page, "Save and show my code")
    check(page)
    code = page.locator(".app-receipt").inner_text()

    # The reminder says nothing of what was written, nor the code.
    reminder = mail(visit("/"), "alex@school.example").inner_text()
    assert "You saved a form" in reminder
    for secret in ("Jamie", "Saltings", "Prevent", *code.split()):
        assert secret not in reminder

    # The code opens it in another browser, and the first browser opens nothing more.
    elsewhere = visit("/refer/return")
    say(elsewhere, "Your code", "these are not the right words at all")
    press(elsewhere, "Open it")
    assert "Check each word" in error_at(elsewhere, "Your code")
    check(elsewhere)
    say(elsewhere, "Your code", code.upper())
    press(elsewhere, "Open it")
    assert slug(elsewhere) == "description"
    assert page.goto("/refer/person").status == 410
    check(page)

    tell(elsewhere, AFTER_SAVING)
    expect(elsewhere.locator("main")).to_contain_text("Saltings Academy")
    press(elsewhere, "Agree and send")
    assert reference(elsewhere)


def test_a_partner_sends_from_an_account_and_sees_its_status_alone(signed_in):
    page = signed_in("partner@demo.example")
    press(page, "Make a referral")
    check(page)
    press(page, "Start now")
    tell(page, BEFORE_SAVING | AFTER_SAVING)
    check(page)
    press(page, "Agree and send")
    check(page)
    sent = reference(page)

    page.goto("/partners")
    follow(page, sent)

    expect(page.locator("main .govuk-tag").first).to_have_text("Received")
    expect(page.locator("main")).not_to_contain_text(WORRY)
    check(page)
    assert page.goto(f"/desk/referrals/{sent}").status == 403
    check(page)
