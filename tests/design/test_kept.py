import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import translation
from markupsafe import Markup

from saltmarsh.design import kept
from tests.design.test_conformance import tree

SOURCES = Path(settings.ROOT) / "src/saltmarsh"
# (template, value): whatever a page may hand to what is kept. Nothing here is written
# by a visitor, or held in a record.
ALLOWED = {
    ("frame/navigation.html", 'service=site.service_name or ""'),
    ("frame/navigation.html", 'home=site.home or ""'),
    ("frame/navigation.html", "places=navigation or []"),
    ("frame/languages.html", "languages=languages"),
    ("frame/languages.html", "typed_in=typed_in"),
    ("frame/languages.html", 'typed_in=""'),
    ("frame/footer.html", 'name=site.name or site.service_name or ""'),
    ("frame/footer.html", "links=site.links or []"),
    ("frame/leave.html", 'leave=site.leave or ""'),
    ("frame/abilities.html", "abilities=abilities"),
}
CALL = re.compile(r"\bdrawn_once\(\"(?P<part>[^\"]+)\"(?P<values>[^)]*)\)")
# What a kept template may not name: it would be there by mistake, and stay. The
# attribute of a button that says to which form it belongs names nobody.
PERSONAL = re.compile(
    r"\b(request|member|user|form(?!=\")|csrf_input|csrf_token|referral)\b"
)


def calls():
    for path in SOURCES.rglob("*.html"):
        for call in CALL.finditer(path.read_text()):
            yield path, call["part"], call["values"]


def test_nothing_is_kept_but_what_is_the_same_for_everybody():
    given = {
        (part, value.strip())
        for _, part, values in calls()
        for value in values.split(", ")
        if value.strip()
    }
    assert given == ALLOWED


def test_every_call_is_one_that_the_list_above_can_read():
    for path in SOURCES.rglob("*.html"):
        text = path.read_text()
        assert text.count("drawn_once(") == len(CALL.findall(text)), path


@pytest.mark.parametrize("part", sorted({part for _, part, _ in calls()}))
def test_a_kept_part_names_nobody(part):
    found = [path for path in SOURCES.rglob("*.html") if str(path).endswith(part)]
    assert len(found) == 1
    written = re.sub(r"\{#.*?#\}", "", found[0].read_text(), flags=re.DOTALL)
    assert not PERSONAL.search(written)
    assert "with context" not in written


def test_a_kept_part_knows_its_values_and_nothing_else():
    first = kept.kept("frame/footer.html", name="Coast", links=[])
    other = kept.kept("frame/footer.html", name="Hill", links=[])
    assert "Coast" in first
    assert "Hill" in other
    assert "Coast" not in other


def test_what_is_kept_is_kept_for_each_language():
    assert "Skip to main content" in kept.kept("frame/skip_link.html")
    with translation.override("cy"):
        assert "Skip to main content" not in kept.kept("frame/skip_link.html")


def test_the_same_words_are_escaped_however_they_come():
    marked = kept.kept("frame/footer.html", name=Markup("<b>Coast</b>"), links=[])
    plain = kept.kept("frame/footer.html", name="<b>Coast</b>", links=[])
    assert "<b>" not in marked + plain
    assert marked == plain


def test_what_has_no_plain_value_cannot_be_kept():
    with pytest.raises(TypeError):
        kept.kept("frame/footer.html", name=object(), links=[])


def test_a_part_is_drawn_once_but_anew_while_somebody_writes_it():
    kept.drawn.cache_clear()
    for _ in range(3):
        kept.kept("frame/skip_link.html")
    assert kept.drawn.cache_info().misses == 1
    with override_settings(DEBUG=True):
        anew = kept.kept("frame/skip_link.html")
    assert kept.drawn.cache_info().misses == 1
    assert tree(anew) == tree(kept.kept("frame/skip_link.html"))
