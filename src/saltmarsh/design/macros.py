"""The Design System's macros, drawn with less work.

Part of what they do changes nothing: each macro imported the macros it uses each time
it was called, indented markup that no browser reads, and asked a macro to write no
attributes. The package's own templates are rewritten when they are loaded, once a
process; the fixtures that the Design System ships hold the result to what it was.
Nothing that they draw for a record or a form is kept: kept.py says what is.
"""

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, Undefined
from markupsafe import Markup, escape

IMPORT = re.compile(r"\{%-?\s*from\s+\"(?P<of>[^\"]+)\"\s+import\s+\w+\s*-?%\}\s*")
INDENT = re.compile(r"\s*\|\s*indent\(\d+(?:,\s*true)?\)")
# Written by `attributes`, below.
WRITTEN_HERE = "govuk_frontend_jinja/macros/attributes.html"
NOTHING = Markup()


class Lean(PackageLoader):
    """Loads the package's templates without the work that changes nothing."""

    def get_source(self, environment: Environment, template: str) -> Any:
        source, name, is_current = super().get_source(environment, template)
        return lean(source), name, is_current


def lean(source: str) -> str:
    """Return the template with its imports at its top, and without indenting.

    Indenting also put spaces into what somebody typed in several lines.
    """
    found = dict.fromkeys(
        one[0].strip()
        for one in IMPORT.finditer(source)
        if one["of"] != WRITTEN_HERE and "{% macro" in source
    )
    return "".join(found) + INDENT.sub("", IMPORT.sub("", source))


def attributes(given: Any = None) -> Markup:
    """Write HTML attributes as the package's macro does.

    An attribute is {name: value}, or {name: {value, optional}}: one that is optional
    is left out without a value, and is its name alone when its value is true.
    """
    if not given:
        return NOTHING
    if isinstance(given, str):
        return Markup(given)  # noqa: S704 - ready attributes, as the macro takes them
    return NOTHING.join(attribute(name, value) for name, value in given.items())


def attribute(name: str, value: Any) -> Markup:
    is_optional = False
    if isinstance(value, Mapping):
        is_optional = value.get("optional") is True
        value = value.get("val") or value.get("value")
    if value is None or isinstance(value, Undefined):
        value = False if is_optional else ""
    if is_optional and isinstance(value, bool):
        return Markup(" ") + escape(name) if value else NOTHING
    shown = str(value).lower() if isinstance(value, bool) else value
    return Markup(' %s="%s"') % (name, shown)
