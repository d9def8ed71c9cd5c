"""The catalogue of texts: gathered from the code, kept with its translations."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

LANGUAGE = "cy"
# "_" is known already.
KEYWORDS = DEFAULT_KEYWORDS | dict.fromkeys(
    ("gettext_lazy", "gettext_noop", "pgettext_lazy", "ngettext_lazy")
)
KEYWORDS |= {"pgettext_lazy": ((1, "c"), 2), "ngettext_lazy": (1, 2)}
TITLES = {"title", "why"}
DATE = datetime(2026, 1, 1, tzinfo=UTC)


def mapping() -> Path:
    return Path(settings.ROOT) / "babel.cfg"


def catalogue() -> Path:
    return Path(settings.SRC) / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def titles(
    file: Any, *_asked: Any, **_options: Any
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield the titles of a JSON file of ours, as Babel takes them."""
    for entry in json.load(file):
        for key in sorted(TITLES & entry.keys()):
            yield 1, "gettext", entry[key], []


def found() -> Catalog:
    """Return every text of the code."""
    with mapping().open() as file:
        methods, options = parse_mapping_cfg(file)
    texts = Catalog()
    for place, _line, text, comments, context in extract_from_dir(
        settings.SRC, methods, options, keywords=KEYWORDS
    ):
        texts.add(text, locations=[(place, 1)], auto_comments=comments, context=context)
    return texts


def kept() -> Catalog:
    """Return the catalogue as it is kept. It has no date, so that the same texts are
    always compiled to the same file.
    """
    with catalogue().open("rb") as file:
        texts = read_po(file, locale=LANGUAGE)
    texts.creation_date = texts.revision_date = DATE
    return texts


def renew() -> Catalog:
    """Return the kept catalogue with every text of the code and no other. What was
    translated stays; nothing is guessed.
    """
    texts = kept()
    texts.update(found(), no_fuzzy_matching=True, update_header_comment=False)
    texts.obsolete.clear()
    return texts


def written(texts: Catalog) -> bytes:
    """Return the catalogue as it is kept: in order, and without line numbers, so that
    it changes only when a text does.
    """
    page = BytesIO()
    options = {"no_location": True, "omit_header": True, "sort_output": True}
    write_po(page, texts, width=88, **options)
    return HEADER.encode() + page.getvalue()


def compiled(texts: Catalog) -> bytes:
    """Return what Django reads."""
    page = BytesIO()
    write_mo(page, texts)
    return page.getvalue()


HEADER = """\
# Saltmarsh in Welsh. An empty translation is shown in English: leave it empty unless
# you are sure. `./saltmarsh extract-texts` writes this file and its .mo.
msgid ""
msgstr ""
"Language: cy\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;\\n"

"""
