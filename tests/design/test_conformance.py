"""The macros, in our Jinja environment, draw what the Design System draws.

The expected HTML is the Design System's own: the fixtures that its npm package
ships with each component.
"""

import json
from functools import cache
from pathlib import Path

import html5lib
import pytest
from django.conf import settings
from django.template import engines
from jinja2 import ChainableUndefined

COMPONENTS = (
    Path(settings.ROOT) / "var/assets/node_modules/govuk-frontend/dist/govuk/components"
)
FIXTURES = 657
FILES = sorted(COMPONENTS.glob("*/fixtures.json"))


def fixtures(path):
    return json.loads(path.read_text())["fixtures"]


@cache
def ours():
    """Return our environment, in which a missing option is not an error.

    Some fixtures leave out what the macro prints. Our pages may not, which test_jinja
    asserts.
    """
    return engines["jinja2"].env.overlay(undefined=ChainableUndefined)


def drawn(component, options):
    """Return what the macro of `component` draws."""
    macro = "govuk" + component.title().replace("-", "")
    source = (
        "{% from 'govuk_frontend_jinja/components/" + component + "/macro.html'"
        " import " + macro + " %}{{ " + macro + "(options) }}"
    )
    return ours().from_string(source).render({"options": options})


def tree(html):
    """Return HTML as nested tuples, blind to white space and to attributes' order."""
    return [
        part
        for child in html5lib.parseFragment(html, namespaceHTMLElements=False)
        for part in branch(child)
    ]


def branch(node):
    attributes = {
        str(name): " ".join(value.split()) for name, value in node.attrib.items()
    }
    inside = [*text(node.text)]
    for child in node:
        inside += branch(child)
    return [(str(node.tag), attributes, inside), *text(node.tail)]


def text(words):
    return [" ".join(words.split())] if words and words.strip() else []


def test_every_fixture_of_the_design_system_is_here():
    assert sum(len(fixtures(path)) for path in FILES) == FIXTURES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_a_component_is_drawn_as_the_design_system_draws_it(path):
    component = path.parent.name

    different = [
        fixture["name"]
        for fixture in fixtures(path)
        if tree(drawn(component, fixture["options"])) != tree(fixture["html"])
    ]

    assert not different


def test_a_difference_is_seen():
    assert tree('<p class="a  b">x <b>y</b></p>') == tree("<p class='a b'> x<b>y</b>")
    assert tree("<p class='a'>x</p>") != tree("<p class='b'>x</p>")
    assert tree("<p>x<b>y</b></p>") != tree("<p>x</p>")
    assert tree("<p>x</p>y") != tree("<p>x</p>z")
