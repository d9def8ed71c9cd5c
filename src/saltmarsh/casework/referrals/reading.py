"""Reads a schema from JSON and writes it back; refuses what is wrong or too large.

Every Malformed, a ValueError, names the page and the question it was found at.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from saltmarsh.casework.referrals import conditions, consistency
from saltmarsh.casework.referrals.conditions import Malformed
from saltmarsh.casework.referrals.schema import (
    NO_TEXT,
    AnyOf,
    Choice,
    Depth,
    Identity,
    Kind,
    Nature,
    Page,
    Question,
    Schema,
    Section,
    Text,
    Whose,
)

LARGEST_DOCUMENT = 200_000  # bytes
LONGEST_TEXT = 2_000  # characters
LONGEST_ANSWER = 20_000  # characters
MOST_PAGES = 40
MOST_QUESTIONS = 12  # a page
MOST_CHOICES = 30
MOST_PARAGRAPHS = 10
MOST_SECTIONS = 12
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
CALLED = re.compile(r"[0-9][0-9 ]{1,15}|")
AUTOCOMPLETE = frozenset(
    {"", "name", "email", "tel", "organization", "organization-title", "address"}
)
SHIPPED = Path(__file__).parent / "schemas"


def shipped() -> list[Schema]:
    """Return the versions that come with the product, the oldest first."""
    found = [read(path.read_bytes()) for path in sorted(SHIPPED.glob("*.json"))]
    return sorted(found, key=lambda schema: schema.effective_from)


def read(document: str | bytes) -> Schema:
    """Return the schema that a JSON document writes down.

    Raises Malformed, naming what is wrong and where.
    """
    size = len(document.encode() if isinstance(document, str) else document)
    if size > LARGEST_DOCUMENT:
        raise Malformed(
            _("the document is larger than %(document)s bytes")
            % {"document": LARGEST_DOCUMENT}
        )
    try:
        data = json.loads(document)
    except RecursionError as error:
        raise Malformed(_("the document is nested too deeply")) from error
    return from_data(data)


def from_data(data: Any) -> Schema:
    """Return the schema that a document, already parsed, writes down.

    Raises Malformed, naming what is wrong and where.
    """
    schema = _schema(data)
    consistency.check(schema)
    return schema


def write(schema: Schema) -> str:
    """Return `schema` as the JSON document that `read` takes."""
    return json.dumps(to_data(schema), ensure_ascii=False, indent=2) + "\n"


def to_data(schema: Schema) -> dict[str, Any]:
    """Return `schema` as the plain data that `from_data` takes."""
    data: dict[str, Any] = _plain(schema)
    return data


@contextmanager
def _at(what: str, name: Any) -> Iterator[None]:
    """Put “what, name” before the message of a ValueError raised inside."""
    try:
        yield
    except ValueError as error:
        raise Malformed(
            _("%(what)s “%(name)s”: %(error)s")
            % {"what": what, "name": str(name)[:60], "error": error}
        ) from error


def _object(data: Any, shape: type) -> dict[str, Any]:
    """Return `data` when it is an object with no key that `shape` does not have."""
    if not isinstance(data, dict):
        raise Malformed(_("must be an object"))
    known = {field.name for field in fields(shape) if field.init}
    if unknown := sorted(set(data) - known):
        raise Malformed(_("has unknown “%(name)s”") % {"name": unknown[0][:60]})
    return data


def _list(data: dict[str, Any], key: str, most: int) -> list[Any]:
    found = data.get(key, [])
    if not isinstance(found, list):
        raise Malformed(_("“%(key)s” must be a list") % {"key": key})
    if len(found) > most:
        raise Malformed(
            _("“%(key)s” may have at most %(most)s") % {"key": key, "most": most}
        )
    return found


def _text(data: dict[str, Any], key: str, *, needed: bool = False) -> Text:
    if key not in data and not needed:
        return NO_TEXT
    with _at("the text", key):
        return _one_text(data.get(key))


def _one_text(found: Any) -> Text:
    text = _object(found, Text)
    for words in text.values():
        if not isinstance(words, str) or not 1 <= len(words) <= LONGEST_TEXT:
            raise Malformed(
                _("must be 1 to %(text)s characters") % {"text": LONGEST_TEXT}
            )
    if "en" not in text:
        raise Malformed(_("must be in English too (“en”)"))
    return Text(**text)


def _word(data: dict[str, Any], key: str, form: re.Pattern[str]) -> str:
    found = data.get(key, "")
    if not isinstance(found, str) or not form.fullmatch(found):
        raise Malformed(_("“%(key)s” is not well formed") % {"key": key})
    return found


def _flag(data: dict[str, Any], key: str) -> bool:
    found = data.get(key, False)
    if not isinstance(found, bool):
        raise Malformed(_("“%(key)s” must be true or false") % {"key": key})
    return found


def _day(data: dict[str, Any], key: str) -> date:
    found = data.get(key)
    if not isinstance(found, str):
        raise Malformed(_("“%(key)s” must be a date, like 2026-01-01") % {"key": key})
    return date.fromisoformat(found)


def _when(data: dict[str, Any]) -> conditions.Condition | None:
    return conditions.read(data["when"]) if "when" in data else None


def _schema(data: Any) -> Schema:
    data = _object(data, Schema)
    steer = conditions.read(data.get("professional_when"))
    if not isinstance(steer, conditions.Is):
        raise Malformed(_("“professional_when” must be one “question” and “is”"))
    return Schema(
        version=_word(data, "version", SLUG),
        title=_text(data, "title", needed=True),
        effective_from=_day(data, "effective_from"),
        effective_to=_day(data, "effective_to") if "effective_to" in data else None,
        declaration=_text(data, "declaration", needed=True),
        professional_when=steer,
        sections=tuple(map(_section, _list(data, "sections", MOST_SECTIONS))),
        pages=tuple(map(_page, _list(data, "pages", MOST_PAGES))),
    )


def _section(data: Any) -> Section:
    data = _object(data, Section)
    return Section(_word(data, "name", NAME), _text(data, "title", needed=True))


def _page(data: Any) -> Page:
    data = _object(data, Page)
    with _at("page", data.get("slug")):
        return Page(
            slug=_word(data, "slug", SLUG),
            title=_text(data, "title", needed=True),
            section=_word(data, "section", NAME),
            depth=Depth(data.get("depth", Depth.BOTH)),
            when=_when(data),
            questions=tuple(map(_question, _list(data, "questions", MOST_QUESTIONS))),
            any_of=tuple(map(_any_of, _list(data, "any_of", MOST_QUESTIONS))),
            body=tuple(map(_one_text, _list(data, "body", MOST_PARAGRAPHS))),
            warning=_text(data, "warning"),
            call=_word(data, "call", CALLED),
        )


def _any_of(data: Any) -> AnyOf:
    data = _object(data, AnyOf)
    names = _list(data, "of", MOST_QUESTIONS * 2)
    if not all(isinstance(name, str) for name in names):
        raise Malformed(_("“of” must be a list of questions’ names"))
    return AnyOf(tuple(names), _text(data, "missing", needed=True))


def _question(data: Any) -> Question:
    data = _object(data, Question)
    with _at("question", data.get("name")):
        return Question(
            name=_word(data, "name", NAME),
            kind=Kind(data.get("kind")),
            text=_text(data, "text", needed=True),
            hint=_text(data, "hint"),
            missing=_text(data, "missing", needed=_flag(data, "required")),
            required=_flag(data, "required"),
            choices=_choices(data),
            most=_most(data),
            past=_flag(data, "past"),
            exact=_flag(data, "exact"),
            depth=Depth(data.get("depth", Depth.BOTH)),
            when=_when(data),
            nature=Nature(data.get("nature", Nature.FACT)),
            whose=Whose(data.get("whose", Whose.PERSON)),
            identity=Identity(data["identity"]) if "identity" in data else None,
            apart=_flag(data, "apart"),
            autocomplete=_autocomplete(data),
        )


def _choices(data: dict[str, Any]) -> tuple[Choice, ...]:
    found = tuple(map(_choice, _list(data, "choices", MOST_CHOICES)))
    chosen = data.get("kind") in (Kind.CHOICE, Kind.CHOICES)
    if chosen != bool(found):
        raise Malformed(_("has choices exactly when its kind is choice or choices"))
    if len({choice.value for choice in found}) != len(found):
        raise Malformed(_("has two choices of one value"))
    return found


def _choice(data: Any) -> Choice:
    data = _object(data, Choice)
    return Choice(
        _word(data, "value", NAME),
        _text(data, "text", needed=True),
        _text(data, "hint"),
        _flag(data, "alone"),
    )


def _most(data: dict[str, Any]) -> int:
    longest = LONGEST_ANSWER if data.get("kind") == Kind.LONG_TEXT else LONGEST_TEXT
    most = data.get("most", Question.most)
    if type(most) is not int or not 1 <= most <= longest:
        raise Malformed(
            _("“most” must be a whole number from 1 to %(longest)s")
            % {"longest": longest}
        )
    return most


def _autocomplete(data: dict[str, Any]) -> str:
    found = data.get("autocomplete", "")
    if not isinstance(found, str) or found not in AUTOCOMPLETE:
        raise Malformed(_("“autocomplete” is not a token that is used here"))
    return found


def _plain(value: Any) -> Any:
    """Return a dataclass as plain data, without what it has by default."""
    if isinstance(value, conditions.Condition):
        return conditions.write(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    shown = [known for known in fields(value) if known.init]
    pairs = ((known, getattr(value, known.name)) for known in shown)
    return {known.name: _plain(part) for known, part in pairs if part != known.default}
