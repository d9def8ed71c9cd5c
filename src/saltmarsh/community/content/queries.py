"""What a public page shows, and what an editor sees of its history."""

import difflib
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from saltmarsh.community.content import drawing, shipped
from saltmarsh.community.content.drawing import Fact, Facts
from saltmarsh.community.content.models import PageVersion
from saltmarsh.community.content.shipped import ENGLISH, WELSH, Placeholder, Wording
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of

COLOUR = Setting(
    "brand.colour",
    "Colour of the header, with white words on it",
    kind="colour",
    hint="A hash and six figures, like #12474b. Empty for the product’s own.",
)
SECURITY_CONTACT = Setting(
    "security.contact",
    "Where to tell of a weakness of this site",
    kind="email",
    hint="Published in /.well-known/security.txt when it is set.",
)
SETTINGS = [
    *(one.setting for one in shipped.placeholders() if one.is_set_here),
    COLOUR,
    SECURITY_CONTACT,
]
LANGUAGES = {ENGLISH: "English", WELSH: "Cymraeg"}


@dataclass(frozen=True)
class Shown:
    """A page, drawn. language: of its words, "en" or "cy"."""

    slug: str
    title: str
    summary: str
    html: SafeString
    language: str


@dataclass(frozen=True)
class Line:
    """One line of a comparison. kind: "same", "added" or "removed"."""

    kind: str
    text: str


@dataclass(frozen=True)
class State:
    """One page in one language, as its editors see it. draft: saved after what is
    published; None when there is nothing newer.
    """

    slug: str
    language: str
    title: str
    published: PageVersion | None
    draft: PageVersion | None


def shown(
    partnership: Partnership,
    slug: str,
    language: str,
    facts: Mapping[str, str] | None = None,
) -> Shown:
    """Return the page as the public reads it: the partnership's own words where it
    has published some, else ours; in English where there are none in `language`.

    facts: what other rooms have set, {placeholder: text}. Raises KeyError for a page
    that there is not.
    """
    versions = partnership.page_versions.in_force().filter(slug=slug)
    own = {version.language: version for version in versions}
    spoken = language.split("-")[0]
    found = spoken if spoken in own else ENGLISH
    words = wording_of(own[found]) if found in own else shipped.pages()[slug]
    return drawn(partnership, words, slug=slug, language=found, facts=facts)


def drawn(
    partnership: Partnership,
    words: Wording,
    *,
    slug: str,
    language: str,
    facts: Mapping[str, str] | None = None,
) -> Shown:
    """Return `words` as a page would show them."""
    html = drawing.draw(words.body, facts_of(partnership, facts or {}))
    return Shown(slug, words.title, words.summary, html, language)


def wording_of(version: PageVersion) -> Wording:
    return Wording(version.title, version.summary, version.body)


def facts_of(partnership: Partnership, more: Mapping[str, str]) -> Facts:
    """Return what the placeholders stand for, those that are set."""
    more = {"partnership_name": partnership.name, **more}
    told = (
        (one.name, fact(one, more.get(one.name) or value_of(partnership, one.setting)))
        for one in shipped.placeholders()
    )
    return tuple((name, known) for name, known in told if known.text)


def fact(placeholder: Placeholder, value: object) -> Fact:
    kind, text = placeholder.setting.kind, str(value or "").strip()
    if kind == "day" and text:
        text = date_format(date.fromisoformat(text), "j F Y")
    return Fact(kind, ", ".join(line.strip() for line in text.splitlines() if line))


def number(partnership: Partnership | None, name: str) -> str:
    """Return what a placeholder stands for, as "0800 011 3764"; "" when unset.

    Without a partnership it is the national default.
    """
    setting = next(one.setting for one in shipped.placeholders() if one.name == name)
    found = value_of(partnership, setting) if partnership else setting.default
    return str(found)


def latest(partnership: Partnership, slug: str, language: str) -> PageVersion | None:
    """Return the newest version of a page, published or not."""
    return partnership.page_versions.of(slug, language).first()


def words_to_edit(partnership: Partnership, slug: str, language: str) -> Wording:
    """Return the words that an editor starts from: the newest version, else ours."""
    version = latest(partnership, slug, language)
    return wording_of(version) if version else shipped.pages()[slug]


def states(partnership: Partnership) -> list[State]:
    """Return each page in each language: what is published, and what is newer."""
    newest = {
        (version.slug, version.language): version
        for version in partnership.page_versions.order_by("version").defer("body")
    }
    public = {
        (version.slug, version.language): version
        for version in partnership.page_versions.in_force().defer("body")
    }
    found = []
    for slug, words in shipped.pages().items():
        for language in LANGUAGES:
            published, last = public.get((slug, language)), newest.get((slug, language))
            draft = last if last and last != published else None
            title = last.title if last else words.title
            found.append(State(slug, language, title, published, draft))
    return found


def differences(before: Wording, after: Wording) -> list[Line]:
    """Return what changed between two versions, line by line, in reading order."""
    kinds = {"  ": "same", "+ ": "added", "- ": "removed"}
    compared = difflib.ndiff(lines_of(before), lines_of(after))
    return [
        Line(kinds[line[:2]], line[2:])
        for line in compared
        if line[:2] in kinds and line[2:].strip()
    ]


def lines_of(words: Wording) -> list[str]:
    head = [
        _("Title: %(title)s") % {"title": words.title},
        _("Summary: %(summary)s") % {"summary": words.summary},
    ]
    return head + [re.sub(r"\s+", " ", line) for line in words.body.splitlines()]


def stylesheet(partnership: Partnership) -> tuple[str, str] | None:
    """Return the partnership's colours as (name of the file, CSS), or None when it
    has no colour of its own. The name holds a digest of the contents.
    """
    colour = value_of(partnership, COLOUR)
    if not colour:
        return None
    names = ("--govuk-brand-colour", "--govuk-link-colour")
    css = ":root{" + "".join(f"{name}:{colour};" for name in names) + "}\n"
    digest = hashlib.sha256(css.encode()).hexdigest()[:16]
    return f"brand-{digest}.css", css


def unset(partnership: Partnership) -> list[Placeholder]:
    """Return the placeholders of the go-live list that nobody has set here."""
    return [
        one
        for one in shipped.placeholders()
        if one.on_checklist and not partnership.settings.get(one.setting.key)
    ]
