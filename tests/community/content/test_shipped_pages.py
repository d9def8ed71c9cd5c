"""The pages that we ship: whole, plain, and nothing unverified in them."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from saltmarsh.community import content

FOLDER = Path(content.__file__).parent
PAGES = {path.stem: path.read_text() for path in (FOLDER / "pages").glob("*.md")}
SETTINGS = {
    setting["name"]: setting
    for setting in json.loads((FOLDER / "placeholders.json").read_text())
}
GO_LIVE = json.loads((FOLDER / "go_live.json").read_text())
USED = re.compile(r"{([a-z_]+)}")
LINKED = re.compile(r"\]\(([^)]+)\)")
OWN_ADDRESSES = {"/mailbox", "/privacy/children", "/what-happens-next"}
KINDS = {"text", "phone", "link", "email", "day", "number"}
# What only a person can confirm stays out of the pages until somebody has.
UNVERIFIED = ("0800 0324 539", "020 7340 7264", "report-terrorism", "gov.uk/ACT")
# Words of the domain that must not be used of a person or of a referral.
AVOIDED = re.compile(r"\b(suspects?|offenders?|informants?|tip-?offs?|deradicali\w+)\b")


def body(text):
    return text.split("---\n", 2)[2]


@pytest.fixture(params=sorted(PAGES), name="slug")
def _slug(request):
    return request.param


def test_the_public_pages_are_all_there():
    assert PAGES.keys() >= {
        "home",
        "get-help-now",
        "refer",
        "after-you-refer",
        "report-online-material",
        "strategy",
        "complaints",
        "privacy",
        "privacy-children",
        "accessibility",
        "cookies",
        "other-ways",
    }


def test_a_page_says_what_it_is(slug):
    front = PAGES[slug].split("---\n")[1].splitlines()
    said = dict(line.split(": ", 1) for line in front)

    assert list(said) == ["title", "slug", "summary"]
    assert said["slug"] == slug


def test_headings_stand_below_the_title_and_skip_no_level(slug):
    levels = [
        len(found) for found in re.findall(r"^(#+) ", body(PAGES[slug]), re.MULTILINE)
    ]

    assert all(level >= 2 for level in levels)
    assert all(after - before <= 1 for before, after in pairwise([1, *levels]))


def test_every_link_leads_to_a_page_of_ours_or_to_a_setting(slug):
    for address in LINKED.findall(PAGES[slug]):
        ours = address.removeprefix("/") in PAGES or address in OWN_ADDRESSES
        assert ours or SETTINGS[address.strip("{}")]["kind"] == "link"


def test_nothing_unverified_is_printed(slug):
    assert not [number for number in UNVERIFIED if number in PAGES[slug]]
    assert not AVOIDED.search(PAGES[slug].lower())


def test_sentences_are_short(slug):
    words = re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", body(PAGES[slug]))
    sentences = re.split(r"(?<=[.:?])\s|\n[-#\n]", words)

    assert max(len(sentence.split()) for sentence in sentences) <= 28


def test_every_setting_is_used_and_every_used_one_is_there():
    used = {name for text in PAGES.values() for name in USED.findall(text)}

    assert used == SETTINGS.keys()
    assert {setting["kind"] for setting in SETTINGS.values()} == KINDS


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_what_must_be_checked_is_empty_and_on_the_list(setting):
    if setting["status"] == "check":
        assert not setting["default"]
        assert setting["checklist"]


def test_the_numbers_that_must_be_shown_are_verified():
    shown = ("emergency_number", "anonymous_line", "act_early_number", "police_number")

    assert [SETTINGS[name]["default"] for name in shown] == [
        "999",
        "0800 789 321",
        "0800 011 3764",
        "101",
    ]
    assert {SETTINGS[name]["status"] for name in shown} == {"verified"}


def test_the_go_live_list_says_why_and_from_where():
    assert len({item["key"] for item in GO_LIVE}) == len(GO_LIVE)
    assert all(set(item) == {"key", "title", "why", "source"} for item in GO_LIVE)
    assert all(all(item.values()) for item in GO_LIVE)


@pytest.mark.parametrize("item", range(1, 11))
def test_each_unverified_item_of_the_reference_is_on_the_list(item):
    assert [each for each in GO_LIVE if each["source"].endswith(f"11, item {item}")]
