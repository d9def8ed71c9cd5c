import pytest
from django.template import engines
from jinja2 import Undefined

from saltmarsh.design.macros import attributes, lean

IMPORTS = '{% from "a/b.html" import one %}'
TEXTAREA = (
    "{% from 'govuk_frontend_jinja/components/radios/macro.html' import govukRadios %}"
    "{{ govukRadios({'name': 'told', 'fieldset': {'legend': {'text': 'Told'}},"
    " 'items': [{'value': 'yes', 'text': 'Yes', 'conditional':"
    " {'html': '<textarea>One\nTwo</textarea>'}}]}) }}"
)


def test_what_a_macro_imports_is_imported_once():
    found = lean("{% macro a() %}" + IMPORTS + "A{% endmacro %}")

    assert found == IMPORTS + "{% macro a() %}A{% endmacro %}"


def test_nothing_is_indented_and_least_of_all_what_was_typed():
    assert lean("{{ html | safe | indent(4, true) }}") == "{{ html | safe }}"
    drawn = engines["jinja2"].env.from_string(TEXTAREA).render()

    assert "<textarea>One\nTwo</textarea>" in drawn


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (None, ""),
        (Undefined(), ""),
        (' data-a="1"', ' data-a="1"'),
        ({"data-a": "<"}, ' data-a="&lt;"'),
        ({"data-a": True}, ' data-a="true"'),
        ({"hidden": {"value": True, "optional": True}}, " hidden"),
        ({"hidden": {"value": False, "optional": True}}, ""),
        ({"hidden": {"value": None, "optional": True}}, ""),
        ({"hidden": {"value": Undefined(), "optional": True}}, ""),
    ],
)
def test_attributes_are_written_as_the_design_system_writes_them(given, written):
    assert attributes(given) == written
