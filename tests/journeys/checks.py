"""What every page has to be: accessible, no wider than the screen, valid HTML."""

import json
import subprocess
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
VNU = ROOT / "var/assets/node_modules/vnu-jar/build/dist/vnu.jar"
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Rules of WCAG 2.2 AA and the checker's own good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def check(page: Page) -> None:
    """Assert that the page which is open has no accessibility violation and does
    not scroll sideways.
    """
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    told = [
        f"{one['id']}: {one['help']} {[node['html'] for node in one['nodes']][:3]}"
        for one in found
    ]
    assert told == [], f"{page.url}: {told}"
    assert not page.evaluate(WIDER), f"{page.url} is wider than the screen"


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
