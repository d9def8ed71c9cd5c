import pytest
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.community.content.rules import (
    barriers_to_colour,
    barriers_to_saving,
    contrast_with_white,
    is_safe,
    placeholders_in,
)

SOUND = {"title": "Prevent", "summary": "", "body": "Hello", "known": set()}


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/a?b=c#d",
        "http://example.org",
        "tel:999",
        "mailto:a@b.example",
        "/refer",
        "#top",
    ],
)
def test_a_page_may_link_there(link):
    assert is_safe(link)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "/\\evil.example",
        "https://",
        "tel:",
        "http://[",
        "example.org",
    ],
)
def test_a_page_may_not_link_there(link):
    assert not is_safe(link)


def test_placeholders_are_named_once_in_order():
    assert placeholders_in("{b} {a} {b} {A} {} {1}") == ["b", "a"]


def test_a_sound_page_may_be_saved():
    assert barriers_to_saving(**SOUND) == []


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"title": " "}, "Enter a title"),
        ({"body": "\n"}, "Enter the text of the page"),
        ({"title": "a" * 121}, "The title is longer than 120 characters"),
        ({"summary": "a" * 301}, "The summary is longer than 300 characters"),
        ({"body": "a" * 60_001}, "The text is longer than 60000 characters"),
        ({"body": "Call {nobody}"}, "There is no setting called {nobody}"),
    ],
)
def test_a_page_says_why_it_may_not_be_saved(told, reason):
    assert barriers_to_saving(**SOUND | told) == [reason]


def test_contrast_is_the_standards_own():
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#ffffff") == pytest.approx(1)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colour", ["red", "#12", "#12474g", "", "#1247 4b"])
def test_a_colour_is_a_hash_and_six_figures(colour):
    assert barriers_to_colour(colour) == [
        "Enter a colour as a hash and six figures, like #12474b"
    ]


def test_a_pale_colour_is_refused_with_its_contrast():
    assert "contrast of 3.95 to 1" in barriers_to_colour("#808080")[0]


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_a_colour_passes_exactly_when_white_words_can_be_read(colour):
    assert (barriers_to_colour(colour) == []) == (contrast_with_white(colour) >= 4.5)
