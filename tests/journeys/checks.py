"""What every page has to be: accessible, no wider than the screen, valid HTML."""

import hashlib
import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
VNU = ROOT / "var/assets/node_modules/vnu-jar/build/dist/vnu.jar"
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# How a page is drawn: its frame, and its main part, each without its words, its
# addresses, the record that it is about, what was typed, and rows like the one above.
SKELETON = r"""(() => {
  const drawn = html => html.replace(/>[^<]+</g, "><")
    .replace(/ (href|action|src|value|content)="[^"]*"/g, "")
    .replace(/[\w-]{30,}|[2-9A-Z]{3}-?[2-9A-Z]{4}|\d+/g, "*")
    .replace(/(<(tr|li|option|div)\b(?:(?!<\2\b).)*?<\/\2>)\1+/gs, "$1");
  const main = document.querySelector("main")?.outerHTML || "";
  const frame = document.documentElement.outerHTML.replace(main, "");
  return [drawn(frame), drawn(main)];
})()"""
# Rules of WCAG 2.2 AA and the checker's own good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": TAGS, "resultTypes": ["violations"]}


class Checked:
    """What was checked before, by any process: an empty file for each in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def is_new(self, drawn: str) -> bool:
        """Tell whether nothing was drawn like this, and remember it."""
        name = hashlib.sha256(drawn.encode()).hexdigest()
        try:
            (self.folder / name).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


CHECKED = Checked(Path(tempfile.mkdtemp()))
AXE, HTML = Axe(), "text/html; charset=utf-8"


def check(page: Page) -> None:
    """Assert that the page which is open has no accessibility violation and does
    not scroll sideways.

    A page whose frame and whose main part were each drawn before, in other words, is
    not checked again: not by the one checker, which is slow.
    """
    page.wait_for_load_state()
    assert not page.evaluate(WIDER), f"{page.url} is wider than the screen"
    width = page.viewport_size["width"]
    parts = [f"{width} {drawn}" for drawn in page.evaluate(SKELETON)]
    new = [drawn for drawn in parts if CHECKED.is_new(drawn)]
    if new:
        assert violations(page) == [], page.url


def violations(page: Page) -> list[str]:
    with checkable(page) as drawn:
        found = AXE.run(drawn, options=OPTIONS).response["violations"]
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
