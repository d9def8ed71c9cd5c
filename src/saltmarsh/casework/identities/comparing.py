"""Two identities side by side, as a page lays them out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.identities import circumstances, likeness
from saltmarsh.casework.identities.circumstances import Dated, Placed
from saltmarsh.casework.identities.facts import Told
from saltmarsh.casework.identities.likeness import Alike
from saltmarsh.casework.identities.profiles import phone, place, plain, reading

SAME, SIMILAR, DIFFERENT, MISSING = "same", "similar", "different", "missing"
LABELS: dict[str, str | Promise] = {
    "names": _("Name"),
    "births": _("Date of birth"),
    "homes": _("Address"),
    "gender": _("Gender"),
    "schools": _("School"),
    "employers": _("Work"),
    "phones": _("Telephone number"),
    "emails": _("Email address"),
    "online": _("Names online"),
}
ALIKE_BIRTHS = {Dated.SWAPPED, Dated.NEXT_YEAR, Dated.TWO_PARTS, Dated.YEAR_ALONE}
ALIKE_BIRTHS |= {Dated.YEAR_ABOUT, Dated.DAY_AND_MONTH, Dated.FIRST_OF_JANUARY}
ALIKE_BIRTHS |= {Dated.YEAR_AND_FIRST}
ALIKE_PLACES = {Placed.POSTCODE, Placed.NEAR_POSTCODE, Placed.STREET, Placed.DISTRICT}


@dataclass(frozen=True)
class Compared:
    """One fact of both, as told. likeness: "same", "similar", "different", or
    "missing" where one of them was told nothing.
    """

    part: str
    label: str | Promise
    here: str
    there: str
    likeness: str


def compare(here: Told, there: Told) -> tuple[Compared, ...]:
    """Return every fact that was told of one of them, side by side."""
    rows = []
    for part, label in LABELS.items():
        ours, theirs = _several(getattr(here, part)), _several(getattr(there, part))
        if ours or theirs:
            lines = _lines(ours), _lines(theirs)
            rows.append(Compared(part, label, *lines, _likeness(part, ours, theirs)))
    return tuple(rows)


def _several(told: Any) -> Sequence[Any]:
    if isinstance(told, str):
        return (told,) if told else ()
    return tuple(told)


def _lines(told: Sequence[Any]) -> str:
    return "\n".join(str(one) for one in told)


def _likeness(part: str, ours: Sequence[Any], theirs: Sequence[Any]) -> str:
    if not ours or not theirs:
        return MISSING
    found = {PARTS.get(part, _texts)(*both) for both in product(ours, theirs)}
    return next(one for one in (SAME, SIMILAR, DIFFERENT) if one in found)


def _names(one: Any, other: Any) -> str:
    named = likeness.names(reading(one), reading(other))
    levels = (named.given.sure, named.family.sure)
    if min(levels) == Alike.EXACT and named.order == likeness.Order.STRAIGHT:
        return SAME
    return SIMILAR if max(levels) >= Alike.PERHAPS else DIFFERENT


def _births(one: Any, other: Any) -> str:
    found = circumstances.births(one, other)
    if found in (Dated.EXACT, Dated.FIRST_OF_JANUARY):
        return SAME
    return SIMILAR if found in ALIKE_BIRTHS else DIFFERENT


def _homes(one: Any, other: Any) -> str:
    found = circumstances.places(place(one), place(other))
    if found == Placed.SAME:
        return SAME
    return SIMILAR if found in ALIKE_PLACES else DIFFERENT


def _phones(one: Any, other: Any) -> str:
    return SAME if phone(one) and phone(one) == phone(other) else DIFFERENT


def _texts(one: Any, other: Any) -> str:
    return SAME if plain(one) == plain(other) else DIFFERENT


PARTS: dict[str, Callable[[Any, Any], str]] = {
    "names": _names,
    "births": _births,
    "homes": _homes,
    "phones": _phones,
}
