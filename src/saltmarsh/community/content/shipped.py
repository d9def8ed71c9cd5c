"""What the product brings along: pages, settings of the pages, the go-live list.

Titles are in English; whoever shows one passes it through gettext.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from saltmarsh.foundation.partnerships.queries import Setting

HERE = Path(__file__).parent
HOME = "home"
ENGLISH, WELSH = "en", "cy"


@dataclass(frozen=True)
class Wording:
    """The words of a page. body: Markdown, with {placeholders}."""

    title: str
    summary: str
    body: str


@dataclass(frozen=True)
class Placeholder:
    """What stands in braces in a page.

    on_checklist: whether somebody confirms it before go-live. is_set_here: whether it
    is a setting of the pages, and not of another room.
    """

    setting: Setting
    name: str
    on_checklist: bool
    is_set_here: bool


@dataclass(frozen=True)
class Check:
    """Something that a person confirms before the service opens."""

    key: str
    title: str
    why: str


@cache
def pages() -> dict[str, Wording]:
    """Return the shipped pages in English: {slug: words}."""
    files = sorted((HERE / "pages").glob("*.md"))
    return dict(read(path.read_text()) for path in files)


def read(text: str) -> tuple[str, Wording]:
    """Return the slug and the words of a file with front matter."""
    _before, head, body = text.split("---\n", 2)
    told = dict(line.split(": ", 1) for line in head.strip().splitlines())
    return told["slug"], Wording(told["title"], told["summary"], body.strip() + "\n")


@cache
def placeholders() -> tuple[Placeholder, ...]:
    """Return every placeholder, with its setting."""
    return tuple(map(placeholder, load("placeholders.json")))


def placeholder(told: dict[str, Any]) -> Placeholder:
    """Return one placeholder. What was found but not verified is only a hint."""
    is_doubtful = told["status"] == "check" and ": " in told["source"]
    setting = Setting(
        key=f"content.{told['name']}",
        title=told["title"],
        default=told["default"],
        kind=told["kind"],
        hint=told["source"] if is_doubtful else "",
        is_verified=told["status"] == "verified",
    )
    is_set_here = told["status"] != "product" and told["name"] != "partnership_name"
    return Placeholder(setting, told["name"], told["checklist"], is_set_here)


@cache
def checks() -> tuple[Check, ...]:
    """Return what a person confirms before go-live."""
    return tuple(
        Check(told["key"], told["title"], told["why"]) for told in load("go_live.json")
    )


def load(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((HERE / name).read_text())
    return found
