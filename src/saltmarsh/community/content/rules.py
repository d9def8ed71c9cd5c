"""What a page may hold, and which colour can be read: plain values in and out."""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

SCHEMES = frozenset({"http", "https", "tel", "mailto"})
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}")
LONGEST_TITLE = 120
LONGEST_SUMMARY = 300
LONGEST_BODY = 60_000
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# WCAG 2.2, 1.4.3: text of ordinary size.
LEAST_CONTRAST = 4.5


def is_safe(link: str) -> bool:
    """Tell whether a page may link there: a web page, a telephone number, an e-mail
    address, or a place on this site.
    """
    if re.search(r"[\x00-\x20\\]", link):
        return False
    if link.startswith(("/", "#")):
        return not link.startswith("//")
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    if parts.scheme in {"http", "https"}:
        return bool(parts.netloc)
    return parts.scheme in SCHEMES and bool(parts.path)


def placeholders_in(body: str) -> list[str]:
    """Return the names in braces, each once, in the order of the text."""
    return list(dict.fromkeys(PLACEHOLDER.findall(body)))


def barriers_to_saving(
    *, title: str, summary: str, body: str, known: Collection[str]
) -> list[str]:
    """Return why a page may not be saved as it is; empty when it may.

    known: the names that may stand in braces.
    """
    found = []
    if not title.strip():
        found.append(_("Enter a title"))
    if not body.strip():
        found.append(_("Enter the text of the page"))
    for what, most in too_long(title, summary, body):
        told = {"what": what, "most": most}
        found.append(_("The %(what)s is longer than %(most)d characters") % told)
    unknown = [name for name in placeholders_in(body) if name not in known]
    message = _("There is no setting called %(name)s")
    return found + [message % {"name": f"{{{name}}}"} for name in unknown]


def too_long(title: str, summary: str, body: str) -> list[tuple[str, int]]:
    """Return what is too long, and how long it may be: [("title", 120)]."""
    parts = [
        (_("title"), title, LONGEST_TITLE),
        (_("summary"), summary, LONGEST_SUMMARY),
        (_("text"), body, LONGEST_BODY),
    ]
    return [(what, most) for what, words, most in parts if len(words) > most]


def contrast_with_white(colour: str) -> float:
    """Return how white text stands out from `colour`, "#12474b": from 1 to 21.

    Source: WCAG 2.2, relative luminance and contrast ratio.
    """
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in shares
    ]
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 1.05 / (luminance + 0.05)


def barriers_to_colour(colour: str) -> list[str]:
    """Return why white words may not stand on `colour`; empty when they may."""
    if not COLOUR.fullmatch(colour):
        return [_("Enter a colour as a hash and six figures, like #12474b")]
    contrast = contrast_with_white(colour)
    if contrast < LEAST_CONTRAST:
        message = _(
            "White words on %(colour)s have a contrast of %(contrast).2f to 1."
            " Choose a darker colour: it must be at least %(least)s to 1"
        )
        told = {"colour": colour, "contrast": contrast, "least": LEAST_CONTRAST}
        return [message % told]
    return []
