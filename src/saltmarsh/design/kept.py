"""Parts of a page that are drawn once and kept: those that are the same for everybody.

`{{ drawn_once("frame/footer.html", name=site.name, links=site.links) }}` draws a template that
knows nothing but the language and the values beside its name: no request, no member,
no form. The values are the key under which the text is kept, so that nobody can be
shown what was drawn from other values. tests/design/test_kept.py lists which values
templates may give: the product's own words and what an administrator set, never what
somebody typed or what a record holds.
"""

import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template import engines
from django.utils import translation
from markupsafe import Markup


def kept(part: str, **values: Any) -> Markup:
    """Return what the template `part` draws from `values`: texts, yes or no, and
    lists and dictionaries of those.
    """
    key = json.dumps(values)
    if settings.DEBUG:
        # Templates change while somebody writes them.
        return drawn.__wrapped__(part, translation.get_language(), key)
    return drawn(part, translation.get_language(), key)


@lru_cache(maxsize=1024)
def drawn(part: str, language: str | None, key: str) -> Markup:
    environment: Any = engines["jinja2"]
    template = environment.env.get_template(part)
    return Markup(template.render(json.loads(key)))  # noqa: S704 - a template escapes
