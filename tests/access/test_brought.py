"""What was typed before a session ended, or the language was changed, stands on its page
again, whatever the page.

Every box of every page that a role may open is found on the page itself.
"""

from dataclasses import dataclass

import pytest
from lxml.html import fromstring

from saltmarsh.access.permissions import Role
from saltmarsh.foundation.audit.models import Event
from tests.access.samples import arguments, make_world
from tests.access.test_matrix import browser, granted_pages, pages
from tests.factories.casework import publish

# Forms of the frame; and where passwords and codes are typed, which are never carried.
NOT_KEPT = ("/language", "/sign-out", "/account/second-factor")
BOXES = ".//textarea | .//input[@type='text' or @type='email' or not(@type)]"


@dataclass(frozen=True)
class Typed:
    """A form of a page: where it is sent, what it sends unseen, and its boxes.

    is_main: whether the buttons of the languages belong to it.
    """

    path: str
    unseen: dict[str, str]
    boxes: list[str]
    is_main: bool

    @property
    def words(self) -> dict[str, str]:
        return {name: f"Words that {name} was given" for name in self.boxes}


def forms_on(page: str, path: str) -> list[Typed]:
    found, owners = [], owners_of(page)
    for form in fromstring(page).iterfind(".//form[@method='post']"):
        to = form.get("action") or path
        unseen = {
            one.get("name"): one.get("value") or ""
            for one in form.xpath(".//input[@type='hidden']")
        }
        boxes = [one.get("name") for one in form.xpath(BOXES) if one.get("name")]
        if boxes and not any(part in to for part in NOT_KEPT):
            is_main = form.get("id") in owners
            found.append(Typed(to, unseen, boxes, is_main))
    return found


def owners_of(page: str) -> set[str]:
    """Return the form that the buttons of the languages post, which is on the page."""
    tree = fromstring(page)
    owners = set(tree.xpath(".//button[@name='in_language']/@form"))
    assert owners <= set(tree.xpath(".//form/@id"))
    return owners


def brought(form: Typed) -> dict[str, str]:
    typed = form.unseen | form.words
    return {"brought": "yes"} | {f"brought-{name}": typed[name] for name in typed}


def in_welsh(form: Typed) -> dict[str, str]:
    return form.unseen | form.words | {"in_language": "cy"}


def lost(client, form: Typed) -> list[str]:
    """Return the boxes whose words are not on the page that they are brought to."""
    return gone_from(client.post(form.path, brought(form)), form)


def lost_in_welsh(client, form: Typed) -> list[str]:
    """Return the boxes whose words are lost when the language of their page changes."""
    if not form.is_main:
        return []
    answer = client.post(form.path, in_welsh(form))
    assert answer.cookies["language"].value == "cy"
    assert '<html lang="cy"' in answer.text
    client.cookies["language"] = "en-gb"
    return gone_from(answer, form)


def gone_from(answer, form: Typed) -> list[str]:
    assert answer.status_code == 200, (form.path, answer.status_code)
    page = fromstring(answer.text)
    held = {
        (one.get("name"), one.get("value") or one.text) for one in page.xpath(BOXES)
    }
    return [name for name in form.words if (name, form.words[name]) not in held]


def written() -> int:
    return Event.objects.exclude(name__startswith="page.").count()


@pytest.mark.parametrize("role", Role)
def test_what_was_typed_stands_on_its_page_again(role, partnership, sign_in):
    world = make_world(partnership)
    client, before, losses, boxes = browser(world, role, sign_in), written(), {}, 0
    for name in granted_pages(role):
        path = arguments(pages()[name], world)
        page = client.get(path)
        drawn = page.text if page.status_code == 200 and not page.streaming else ""
        for form in forms_on(drawn, path) if "<form" in drawn else []:
            boxes += len(form.boxes)
            if gone := lost(client, form) + lost_in_welsh(client, form):
                losses[f"{name} → {form.path}"] = gone

    assert losses == {}
    assert boxes
    assert written() == before


def test_a_referral_that_is_being_written_is_found_again(partnership, sign_in):
    publish(partnership)
    clerk = sign_in(Role.ENTRY_CLERK)
    path = clerk.post("/desk/enter").url.rpartition("/")[0] + "/worry"

    found = forms_on(clerk.get(path).text, path)

    assert found
    assert [lost(clerk, form) for form in found] == [[]]
    assert [lost_in_welsh(clerk, form) for form in found] == [[]]
    assert all(form.is_main for form in found)
