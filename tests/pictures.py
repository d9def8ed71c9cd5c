"""How a picture of the documentation is taken from the demo."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "images"
ADDRESS = os.environ.get("SALTMARSH_ADDRESS", "http://localhost:8000")
WIDTH, HEIGHT = 960, 900
COLOURS = 64


@contextmanager
def window(browser: Browser) -> Iterator[Page]:
    """Open a browser of its own, without anybody’s cookies."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        base_url=ADDRESS,
        locale="en-GB",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def take(page: Page, name: str) -> None:
    """Keep what the window shows as docs/images/NAME.png."""
    page.evaluate("scrollTo(0, 0)")
    keep(page, name)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def take_at(place: Locator, name: str) -> None:
    """Keep what the window shows with `place` on top as docs/images/NAME.png."""
    place.first.evaluate("element => element.scrollIntoView({block: 'start'})")
    keep(place.page, name)


def keep(page: Page, name: str) -> None:
    """Keep what the window shows, in as few colours as a page of text needs."""
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, animations="disabled")
    Image.open(path).convert("RGB").quantize(COLOURS).save(path, optimize=True)


def sign_in(page: Page, who: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("Email address").fill(f"{who}@demo.example")
    page.get_by_label("Password", exact=True).fill(os.environ["DEMO_PASSWORD"])
    press(page, "Sign in")
