"""Every page that a link leads to, found by crawling: accessible, no wider than a
small phone, valid HTML, and with nothing from a third party.
"""

from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve

from tests.journeys.checks import check, invalid

PEOPLE = [None, "triage", "manager", "chair", "panelmember", "partner", "provider"]
PEOPLE += ["auditor", "admin"]
LINKS = "links => links.map(link => link.getAttribute('href'))"
SAMPLES = 2
MOST = 120
# What a member opens from here is what every visitor opens.
PUBLIC = "public"


def shape(address: str) -> str:
    """Return what is the same for all pages like this one, about whatever record: the
    name of the route, and what is asked of it.
    """
    parts = urlsplit(address)
    names = sorted(part.split("=")[0] for part in parts.query.split("&"))
    return resolve(parts.path).view_name + "?" + "&".join(names)


def crawl(page, home: str, *, member: bool):
    """Yield the address and HTML of each page that a link leads to; of two that look
    the same, two.
    """
    waiting, seen, counts = [(page.url, page.url)], set(), Counter()
    while waiting and len(seen) < MOST:
        address, linking = waiting.pop(0)
        kind = shape(address)
        if address in seen or counts[kind] >= SAMPLES:
            continue
        if member and kind.startswith(PUBLIC):
            continue
        seen.add(address)
        counts[kind] += 1
        response = page.goto(address)
        if response.status >= 400:
            # A journey beside this one may have sent the draft that it was about.
            page.goto(linking)
            still = address in addresses(page)
            assert not still, f"{address} answers {response.status}"
            continue
        if urlsplit(page.url).netloc != urlsplit(home).netloc:
            continue
        yield address, response.text()
        waiting += [
            (found, address)
            for found in addresses(page)
            if found.startswith(home)
            and "/leave" not in found
            and not found.endswith((".txt", ".css", ".ics"))
        ]


def addresses(page) -> list[str]:
    """Return where the links of the page lead."""
    found = page.eval_on_selector_all("a[href]:not([download])", LINKS)
    return [urljoin(page.url, href).split("#")[0] for href in found]


@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_can_be_read_by_everyone(person, visit, signed_in, demo, tmp_path):
    page = (
        signed_in(f"{person}@demo.example", width=320) if person else visit(width=320)
    )
    strangers = []
    page.on(
        "request",
        lambda asked: (
            asked.url.startswith((demo.url, "data:")) or strangers.append(asked.url)
        ),
    )

    pages = {}
    for address, html in crawl(page, demo.url, member=person is not None):
        check(page, kind=shape(address))
        pages[address] = html

    assert len(pages) > 3
    assert strangers == []
    assert invalid(pages, tmp_path) == []
