import jinja2
import pytest
from django.utils.text import format_lazy
from markupsafe import Markup

from saltmarsh.design.quick import QuickEnvironment

TEMPLATES = [
    "{{ thing.name }}, {{ thing.none }}, {{ thing['name'] }}",
    "{% for name, value in thing.items() %}{{ name }}={{ value }}{% endfor %}",
    "{{ thing.inside.none }}{{ thing.text.upper() }}{{ thing.get('none', 1) }}",
    "{% macro m(a) %}{{ a }}{{ caller() if caller }}{% endmacro %}{{ m('<') }}",
    "{% macro n(a) %}{{ a }}{{ caller() }}{% endmacro %}{% call n('&') %}<b>{% endcall %}",
    "{% for one in [1, 2] %}{{ plain(one) }}{{ aware(one) }}{% endfor %}",
    "{{ thing.safe }}{{ thing.lazy }}{{ thing.number }}{{ thing.safe ~ '<' }}",
    "{% autoescape false %}{{ thing.name }}{% endautoescape %}{{ thing.name | safe }}",
    "{% set ns = namespace(a=1) %}{{ ns.a }}{{ cycler('a', 'b').next() }}",
]
THING = {"name": "<Robin>", "text": "told", "items": "kept", "inside": {}}
THING |= {"safe": Markup("<b>"), "lazy": format_lazy("<{}>", "i"), "number": 3}


def plain(value):
    return f"<{value}>"


@jinja2.pass_context
def aware(context, value):
    return context["thing"]["name"] * value


@pytest.mark.parametrize("source", TEMPLATES)
def test_it_draws_what_jinja_draws(source):
    options = {"autoescape": True, "undefined": jinja2.ChainableUndefined}
    given = {"thing": THING, "plain": plain, "aware": aware}

    drawn = [
        kind(**options).from_string(source).render(given)
        for kind in (jinja2.Environment, QuickEnvironment)
    ]

    assert drawn[0] == drawn[1]
