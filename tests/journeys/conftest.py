"""A real demo and a real browser."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.checks import check

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# What the demo must not inherit: it refuses a database that it did not make.
OTHERS = ("DATABASE_URL", "OWNER_DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY")
PATIENCE_SECONDS = 240


@dataclass(frozen=True)
class Demo:
    """A running demo: its addresses, its accounts' password, its folder."""

    port: int
    password: str
    folder: Path

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def second(self) -> str:
        return f"http://second.localhost:{self.port}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_up(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as r:
            return r.status == 200
    except OSError:
        return False


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    port, folder = free_port(), tmp_path_factory.mktemp("demo") / "data"
    said = tmp_path_factory.mktemp("said") / "demo.txt"
    environment = {k: v for k, v in os.environ.items() if k not in OTHERS}
    command = [sys.executable, ROOT / "saltmarsh", "demo", "--port", str(port)]
    with said.open("w") as output:
        process = subprocess.Popen(
            [*command, "--data", folder],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_up(port):
            assert process.poll() is None, said.read_text()
            assert time.monotonic() < deadline, said.read_text()
            time.sleep(0.3)
        password = re.search(r"[Pp]assword:?\s+(\S+)", said.read_text())
        yield Demo(port, password[1], folder)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


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

    def _visit(path="/", *, width=1280, javascript=True, at=None) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            base_url=at or demo.url,
            locale="en-GB",
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield _visit
    for context in contexts:
        context.close()


@pytest.fixture
def signed_in(visit, demo):
    """Return a function that signs in one of the demo's accounts."""

    def _signed_in(email: str, **how) -> Page:
        page = visit("/sign-in", **how)
        page.get_by_label("Email address").fill(email)
        page.get_by_label("Password", exact=True).fill(demo.password)
        page.get_by_role("button", name="Sign in").click()
        check(page)
        return page

    return _signed_in
