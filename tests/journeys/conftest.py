"""A real demo and a real browser.

JOURNEY_DEMO=port:password uses a demo that runs already, while a journey is written.
"""

import os

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys import checks
from tests.journeys.checks import check
from tests.journeys.running import Demo, shared
from tests.journeys.steps import press

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PATIENCE_MS = 20_000  # a loaded machine is slow now and then, and that is no failure


@pytest.fixture(scope="session")
def demo(tmp_path_factory, worker_id):
    if running := os.environ.get("JOURNEY_DEMO"):
        port, password = running.split(":")
        yield Demo(int(port), password)
        return
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "shared-demo"
    folder.mkdir(exist_ok=True)
    with shared(folder) as demo:
        yield demo


@pytest.fixture(scope="session", autouse=True)
def checked(tmp_path_factory, worker_id):
    """Let all processes share what was checked before."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "checked"
    folder.mkdir(exist_ok=True)
    checks.CHECKED.folder = folder


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[*sandbox, "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, demo):
    """Return a function that opens a page in a browser of its own: no cookies, a
    width in CSS pixels, and JavaScript or not.
    """
    contexts = []

    def _visit(path="/", *, width=1280, javascript=True, at=None, cookies=()) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            base_url=at or demo.url,
            locale="en-GB",
        )
        context.add_cookies(list(cookies))
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto(path)
        return page

    yield _visit
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def sessions():
    """The cookies of those who are signed in, {(email, site): cookies}: a journey goes
    on with the session of an earlier one, as a person does all day.
    """
    return {}


@pytest.fixture
def signed_in(visit, demo, sessions):
    """Return a function that signs in one of the demo's accounts."""

    def _signed_in(email: str, **how) -> Page:
        whose = email, how.get("at", demo.url)
        page = visit("/sign-in", cookies=sessions.get(whose, []), **how)
        if page.url.endswith("/sign-in"):
            enter(page, email, demo.password)
            sessions[whose] = page.context.cookies()
        check(page)
        return page

    return _signed_in


def enter(page: Page, email: str, password: str) -> None:
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    press(page, "Sign in")
    # The password is checked slowly on purpose: the next step would overtake it.
    page.wait_for_url(lambda url: not url.endswith("/sign-in"))
