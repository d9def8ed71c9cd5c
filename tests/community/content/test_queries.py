import pytest

from saltmarsh.community.content import queries as content
from saltmarsh.community.content.shipped import Wording
from tests.factories.community import PageVersionFactory


def test_the_shipped_words_stand_until_a_partnership_publishes_its_own(partnership):
    PageVersionFactory(partnership=partnership)

    assert content.shown(partnership, "strategy", "en-gb").title == (
        "Strategy and action plan"
    )


def test_the_newest_published_version_is_shown(partnership):
    for version in (1, 2):
        PageVersionFactory(
            partnership=partnership,
            version=version,
            title=f"V{version}",
            published=True,
        )
    PageVersionFactory(partnership=partnership, version=3, title="V3")

    assert content.shown(partnership, "strategy", "en").title == "V2"


def test_a_page_without_welsh_is_shown_in_english(partnership):
    assert content.shown(partnership, "strategy", "cy").language == "en"


def test_a_page_with_welsh_is_shown_in_welsh(partnership):
    PageVersionFactory(
        partnership=partnership, language="cy", title="Ein strategaeth", published=True
    )

    shown = content.shown(partnership, "strategy", "cy")

    assert (shown.language, shown.title) == ("cy", "Ein strategaeth")


def test_there_is_no_page_of_another_name(partnership):
    with pytest.raises(KeyError):
        content.shown(partnership, "nothing", "en")


def test_a_page_says_what_the_partnership_has_set(partnership):
    partnership.settings = {
        "content.police_force": "Estuary Police",
        "content.strategy_reviewed_on": "2026-03-03",
        "content.prevent_team_address": "1 High Street\nEstuary",
    }
    words = Wording("T", "", "{police_force} {strategy_reviewed_on} {draft_days}")

    told = {"slug": "x", "language": "en", "facts": {"draft_days": "9"}}
    html = content.drawn(partnership, words, **told).html

    assert "Estuary Police 3 March 2026 9" in html
    address = dict(content.facts_of(partnership, {}))["prevent_team_address"]
    assert address.text == "1 High Street, Estuary"


def test_a_number_is_the_partnerships_or_the_national_one(partnership):
    partnership.settings = {"content.police_number": "01632 960 001"}

    assert content.number(partnership, "police_number") == "01632 960 001"
    assert content.number(None, "police_number") == "101"


def test_an_editor_starts_from_the_newest_words(partnership):
    assert content.words_to_edit(partnership, "strategy", "en").title.startswith("Str")

    PageVersionFactory(partnership=partnership)

    assert content.words_to_edit(partnership, "strategy", "en").title == "Our strategy"


def test_editors_see_what_is_published_and_what_is_newer(partnership):
    one = PageVersionFactory(partnership=partnership, published=True)
    two = PageVersionFactory(partnership=partnership, version=2)

    states = {(one.slug, one.language): one for one in content.states(partnership)}

    assert states["strategy", "en"].published == one
    assert states["strategy", "en"].draft == two
    assert states["strategy", "cy"].published is None


def test_what_is_published_last_has_no_draft(partnership):
    PageVersionFactory(partnership=partnership, published=True)

    states = {(one.slug, one.language): one for one in content.states(partnership)}

    assert states["strategy", "en"].draft is None


def test_differences_are_told_line_by_line():
    before = Wording("One", "", "Stays\n\nGoes\n")
    after = Wording("Two", "", "Stays\n\nComes\n")

    lines = [(line.kind, line.text) for line in content.differences(before, after)]

    assert ("same", "Stays") in lines
    assert ("removed", "Goes") in lines
    assert ("added", "Comes") in lines
    assert ("removed", "Title: One") in lines


def test_a_partnership_without_a_colour_has_no_style_sheet(partnership):
    assert content.stylesheet(partnership) is None


def test_the_name_of_a_style_sheet_changes_with_its_colour(partnership):
    partnership.settings = {"brand.colour": "#5a1a4b"}
    name, css = content.stylesheet(partnership)
    partnership.settings = {"brand.colour": "#1a4b5a"}

    assert "--govuk-brand-colour:#5a1a4b" in css
    assert content.stylesheet(partnership)[0] != name


def test_what_is_on_the_checklist_and_not_set_is_listed(partnership):
    listed = {one.name for one in content.unset(partnership)}
    partnership.settings = {"content.police_force": "Estuary Police"}

    gone = listed - {one.name for one in content.unset(partnership)}

    assert gone == {"police_force"}
