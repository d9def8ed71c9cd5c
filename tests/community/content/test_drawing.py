"""Markdown as a page: what is left out, what becomes a link, and what never appears."""

from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.community.content import shipped
from saltmarsh.community.content.drawing import Fact, draw

FACTS = (
    ("line", Fact("phone", "0800 789 321")),
    ("mail", Fact("email", "help@council.example")),
    ("site", Fact("link", "https://council.example/?a=1&b=2")),
    ("evil", Fact("link", "javascript:alert(1)")),
    ("words", Fact("text", "<b>*our* plan_s_</b>")),
)
ALLOWED = {"http", "https", "tel", "mailto", ""}
PIECES = st.sampled_from(
    [
        "# One\n\n",
        "## Two\n\n",
        "- item\n",
        "1. first\n",
        "> said\n",
        "{line}",
        "{mail}",
        "{evil}",
        "{none}",
        "{words}",
        "[a]({site})",
        "[b]({evil})",
        "[c](javascript:alert(1))",
        "![d](https://x.example/p.png)",
        "<https://x.example>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[e](data:text/html;base64,AAAA)",
        "[f]: javascript:alert(1)\n\n[f]\n",
        "| a | b |\n|---|--:|\n| {none} | {line} |\n",
        "`{line}`",
        "```\n{line}\n```\n",
        "&#106;avascript:",
        "***",
        "\n\n",
        " ",
        ":\n\n",
    ]
)
MARKDOWN = st.lists(PIECES | st.text(max_size=20), max_size=25).map("".join)


def tree(html):
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


@given(MARKDOWN)
def test_no_page_holds_a_script_or_an_unknown_scheme(body):
    for node in tree(draw(body, FACTS)).iter():
        assert node.tag not in {"script", "img", "iframe", "object", "style", "b"}
        assert not [name for name in node.attrib if name.startswith("on")]
        assert "style" not in node.attrib
        if "href" in node.attrib:
            assert urlsplit(unquote(node.get("href"))).scheme in ALLOWED


@given(MARKDOWN)
def test_headings_stand_below_the_title_of_the_page(body):
    tags = {node.tag for node in tree(draw(body, FACTS)).iter()}

    assert not tags & {"h1", "h5", "h6"}


@given(MARKDOWN, st.text(max_size=40))
def test_a_setting_never_becomes_markup(body, value):
    facts = (("line", Fact("phone", value)), ("words", Fact("text", value)))

    tags = {node.tag for node in tree(draw(body, facts)).iter()}

    assert not tags & {"script", "img", "iframe", "object", "style", "b"}


def test_elements_carry_the_design_systems_classes():
    html = draw("## Call\n\nUs *now*\n\n- one\n\n1. two\n\n***\n\n> said\n", FACTS)

    assert '<h2 class="govuk-heading-m">' in html
    assert '<p class="govuk-body">Us <em>now</em></p>' in html
    assert '<ul class="govuk-list govuk-list--bullet">' in html
    assert '<ol class="govuk-list govuk-list--number">' in html
    assert '<blockquote class="govuk-inset-text">' in html
    assert "govuk-section-break--visible" in html


def test_a_table_has_headers_and_figures_on_the_right():
    html = draw("| a | b |\n|---|--:|\n| 1 | 2 |\n", FACTS)

    assert '<th class="govuk-table__header" scope="col">a</th>' in html
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">2</td>' in html


def test_a_number_can_be_called_and_an_address_written_to():
    html = draw("Call {line} or write to {mail}.", FACTS)

    assert '<a href="tel:0800789321" class="govuk-link">0800 789 321</a>' in html
    assert 'href="mailto:help@council.example"' in html


def test_a_link_goes_where_the_setting_says():
    html = draw("[Our site]({site})", FACTS)

    assert 'href="https://council.example/?a=1&amp;b=2"' in html


def test_a_number_inside_a_link_is_only_words():
    html = draw("[Call {line}](/other-ways)", FACTS)

    assert html.count("<a ") == 1
    assert "Call 0800 789 321</a>" in html


def test_a_setting_is_shown_as_it_was_typed():
    assert "&lt;b&gt;*our* plan_s_&lt;/b&gt;" in draw("{words}", FACTS)


@pytest.mark.parametrize(
    "body",
    [
        "Call {none}.",
        "[Read]({none})",
        "[Read]({evil})",
        "- Call {none}",
        "- Call {none}\n\n- Write to {none}\n",
        "You can:\n\n- call {none}\n",
        "## By post {none}",
        "## By post\n\nWrite to {none}.",
        "## By post\n\n### At home\n\nWrite to {none}.\n",
        "> Call {none}",
        "| a |\n|---|\n| {none} |\n",
    ],
)
def test_what_names_an_empty_setting_is_left_out(body):
    assert draw(body, FACTS).strip() == ""


def test_the_rest_of_a_list_stays():
    html = draw("- Call {none}\n- Call {line}\n  - or {none}\n", FACTS)

    assert html.count("<li>") == 1


def test_a_heading_stays_while_something_is_under_it():
    html = draw("## A\n\n{none}\n\nStays\n\n## B\n\n### C\n\n{none}\n", FACTS)

    assert ">A</h2>" in html
    assert ">B</h2>" not in html


def test_a_line_before_a_paragraph_that_goes_stays():
    assert "Call:" in draw("Call:\n\n{none}", FACTS)


def test_an_empty_list_item_is_left_out():
    assert draw("-\n", FACTS).strip().startswith("<ul")


def test_every_shipped_page_is_drawn_with_nothing_set_and_with_all_set():
    everything = tuple(
        (one.name, Fact(one.setting.kind, f"https://{one.name}.example"))
        for one in shipped.placeholders()
    )
    for words in shipped.pages().values():
        assert "{" not in draw(words.body, ())
        assert "{" not in draw(words.body, everything)
