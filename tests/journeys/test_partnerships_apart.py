"""Two partnerships, one service: neither knows of the other."""

from playwright.sync_api import expect

from tests.journeys.checks import check
from tests.journeys.steps import press


def test_the_second_partnership_sees_nothing_of_the_first(visit, signed_in, demo):
    first = signed_in("triage@demo.example")
    address = first.locator("main table a").first.get_attribute("href")
    session = {one["name"]: one["value"] for one in first.context.cookies()}

    second = signed_in("triage@second.example", at=demo.second)
    expect(second.locator("main")).to_contain_text("Nothing is open")
    expect(second.locator("header")).to_contain_text("Fellside")
    check(second)
    assert second.goto(address).status == 404
    check(second)
    second.goto("/desk/deliveries")
    expect(second.locator("main")).to_contain_text("Everything is acknowledged")

    # Neither an account nor a session of the one opens the other.
    stranger = visit("/sign-in", at=demo.second)
    stranger.get_by_label("Email address").fill("triage@demo.example")
    stranger.get_by_label("Password", exact=True).fill(demo.password)
    press(stranger, "Sign in")
    expect(stranger.get_by_role("alert")).to_contain_text("not right")
    check(stranger)
    carried = [
        {"name": name, "value": value, "url": demo.second}
        for name, value in session.items()
    ]
    stranger.context.add_cookies(carried)
    assert stranger.goto("/desk").status == 403
    check(stranger)


def test_an_unknown_host_is_turned_away(visit, demo):
    page = visit("/", at=demo.url)

    answer = page.goto(f"http://nobody.localhost:{demo.port}/refer")

    assert answer.status == 421
    expect(page.locator("form")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("999")
    check(page)
