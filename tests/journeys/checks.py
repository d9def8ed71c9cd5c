"""What every page has to be: accessible, no wider than the screen, valid HTML."""

import hashlib
import json
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

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

    def is_wanted(self, kind: str) -> bool:
        """Tell whether few pages of `kind` were checked, and count one more."""
        return any(self.is_new(f"{kind} {number}") for number in range(ENOUGH))


CHECKED = Checked(Path(tempfile.mkdtemp()))
# Of pages that differ by their record alone.
ENOUGH = 3
AXE, HTML = Axe(), "text/html; charset=utf-8"


def check(page: Page, *, kind: str = "") -> None:
    """Assert that the page which is open has no accessibility violation and does
    not scroll sideways.

    A page whose frame and whose main part were each drawn before, in other words, is
    not checked again: not by the one checker, which is slow. Nor is one of a `kind` of
    which enough were, unless its frame is new.
    """
    page.wait_for_load_state()
    assert not page.evaluate(WIDER), f"{page.url} is wider than the screen"
    width = page.viewport_size["width"]
    parts = [f"{width} {drawn}" for drawn in page.evaluate(SKELETON)]
    frame, main = (CHECKED.is_new(drawn) for drawn in parts)
    if frame or (main and (not kind or CHECKED.is_wanted(kind))):
        assert violations(page) == [], page.url


def violations(page: Page) -> list[str]:
    drawn = page
    if not page.evaluate("document.body.classList.contains('js-enabled')"):
        drawn = twin_in(page.context.browser).draw(page)
    found = AXE.run(drawn, options=OPTIONS).response["violations"]
    return [
        f"{one['id']}: {one['help']} {[node['html'] for node in one['nodes']][:3]}"
        for one in found
    ]


class Twin:
    """A page of its own that draws what another page shows which may run no scripts:
    the checker is one.
    """

    def __init__(self, browser: Browser) -> None:
        self.page = browser.new_page()
        self.page.route("**/*", self.answer)
        self.html, self.fetched = "", {}

    def draw(self, page: Page) -> Page:
        self.html = page.content()
        self.page.set_viewport_size(page.viewport_size)
        self.page.goto(page.url)
        return self.page

    def answer(self, route: Route) -> None:
        """Answer with the other page's own markup, without its scripts."""
        kind, address = route.request.resource_type, route.request.url
        if kind == "document":
            route.fulfill(body=self.html, content_type=HTML)
        elif kind == "script":
            route.abort()
        else:
            if address not in self.fetched:
                answer = route.fetch()
                self.fetched[address] = answer, answer.body()
            answer, body = self.fetched[address]
            route.fulfill(response=answer, body=body)


@cache
def twin_in(browser: Browser) -> Twin:
    return Twin(browser)


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
