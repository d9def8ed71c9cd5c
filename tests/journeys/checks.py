"""What every page has to be: accessible, no wider than the screen, valid HTML."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
VNU = ROOT / "var/assets/node_modules/vnu-jar/build/dist/vnu.jar"
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# A page without its words, its addresses and what was typed.
SKELETON = r"""document.documentElement.outerHTML
  .replace(/>[^<]+</g, "><").replace(/ (href|action|src|value|content)="[^"]*"/g, "")"""
CHECKED: set[tuple[int, str]] = set()
# Rules of WCAG 2.2 AA and the checker's own good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


AXE, HTML = Axe(), "text/html; charset=utf-8"


def check(page: Page) -> None:
    """Assert that the page which is open has no accessibility violation and does
    not scroll sideways.

    A page that differs from one checked before in its words alone is not checked
    again: not by the one checker, which is slow.
    """
    page.wait_for_load_state()
    assert not page.evaluate(WIDER), f"{page.url} is wider than the screen"
    drawn = (page.viewport_size["width"], page.evaluate(SKELETON))
    if drawn not in CHECKED:
        CHECKED.add(drawn)
        assert violations(page) == [], page.url


def violations(page: Page) -> list[str]:
    with checkable(page) as drawn:
        found = AXE.run(drawn, options={"runOnly": TAGS}).response["violations"]
    return [
        f"{one['id']}: {one['help']} {[node['html'] for node in one['nodes']][:3]}"
        for one in found
    ]


@contextmanager
def checkable(page: Page) -> Iterator[Page]:
    """Let the checker, which is a script, run: a page that was drawn without scripts
    is drawn once more where they may run, but without its own.
    """
    if page.evaluate("document.body.classList.contains('js-enabled')"):
        yield page
        return
    html = page.content()
    twin = page.context.browser.new_page(viewport=page.viewport_size)
    twin.route("**/*.js", lambda route: route.abort())
    twin.route(page.url, lambda route: route.fulfill(body=html, content_type=HTML))
    twin.goto(page.url)
    yield twin
    twin.close()


def invalid(pages: dict[str, str], folder: Path) -> list[str]:
    """Return what the Nu HTML checker says against `pages`: {address: HTML}."""
    assert VNU.exists(), "the HTML checker is not installed"
    names = {}
    for number, (address, html) in enumerate(pages.items()):
        path = folder / f"{number}.html"
        path.write_text(html)
        names[path.name] = address
    command = ["java", "-jar", VNU, "--format", "json", "--exit-zero-always", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr or done.stdout)["messages"]
    return [
        f"{names[one['url'].rsplit('/', 1)[1]]}: {one['message']} {one.get('extract')}"
        for one in messages
        if one["type"] == "error"
    ]
