"""How alike two words, names, dates and addresses are, in levels.

Pure. What each level is worth is in the table of `weighing`; what it is called, in
`reasons`.
"""

from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.fuzz import token_set_ratio

from saltmarsh.casework.identities import variants
from saltmarsh.casework.identities.facts import Birth
from saltmarsh.casework.identities.names import REMEMBERED
from saltmarsh.casework.identities.profiles import Place, Profile, Reading, Words
from saltmarsh.casework.identities.skeletons import readings


class Alike(IntEnum):
    """How alike two words of a name are."""

    DIFFERENT = 0
    INITIAL = 1
    PERHAPS = 2  # a likely slip of the pen
    SOUND = 3  # sounds the same, or nearly
    NEAR = 4  # one letter off, or the same sounds spelt alike
    LISTED = 5  # listed forms of one name
    EXACT = 6


class Order(StrEnum):
    """How two names were laid beside each other."""

    STRAIGHT = "straight"
    MIDDLE = "middle"
    SWAPPED = "swapped"


class Dated(StrEnum):
    """How alike two dates of birth are."""

    MISSING = "missing"
    EXACT = "exact"
    FIRST_OF_JANUARY = "first_of_january"
    SWAPPED = "swapped"
    NEXT_YEAR = "next_year"
    DAY_AND_MONTH = "day_and_month"
    TWO_PARTS = "two_parts"
    YEAR = "year"
    NEAR = "near"
    DIFFERENT = "different"
    YEAR_ALONE = "year_alone"
    YEAR_ABOUT = "year_about"
    YEAR_DIFFERENT = "year_different"


class Placed(StrEnum):
    """How alike two addresses are."""

    MISSING = "missing"
    SAME = "same"
    POSTCODE = "postcode"
    NEAR_POSTCODE = "near_postcode"
    STREET = "street"
    DISTRICT = "district"
    DIFFERENT = "different"


Matched = tuple[str, str] | None


# Tuples, because hundreds are made for one question and a dataclass takes four times
# as long.
class Part(NamedTuple):
    """How alike two parts of names are, and which two words said so. level: None when
    one of them was not told.
    """

    level: int | None = None
    words: Matched = None

    @property
    def sure(self) -> int:
        return self.level or 0


class Named(NamedTuple):
    """How alike two names are. middle: "agree", "initial", "differ" or "missing"."""

    given: Part
    family: Part
    order: Order = Order.STRAIGHT
    middle: str = "missing"


UNTOLD = Part()


@lru_cache(REMEMBERED * 4)
def alike(one: str, other: str) -> int:
    """Return how alike two words are, as `Alike` names it."""
    if one == other:
        return Alike.EXACT
    if len(one) == 1 or len(other) == 1:
        return Alike.INITIAL if one[0] == other[0] else Alike.DIFFERENT
    if variants.is_other(one, other):
        return Alike.LISTED
    shorter = min(len(one), len(other))
    edits = OSA.distance(one, other, score_cutoff=2)
    close = JaroWinkler.similarity(one, other)
    sounds = not set(readings(one)).isdisjoint(readings(other))
    if (edits <= 1 and shorter >= 4) or (sounds and close >= 0.85):
        return Alike.NEAR
    if (sounds and close >= 0.7) or (close >= 0.92 and shorter >= 4):
        return Alike.SOUND
    if (edits <= 2 and shorter >= 6) or close >= 0.86 or (edits <= 1 and shorter == 3):
        return Alike.PERHAPS
    return Alike.DIFFERENT


def parts(one: Words, other: Words) -> Part:
    """Return how alike the two closest words of each are, or both joined."""
    if not one or not other:
        return UNTOLD
    if len(one) == 1 == len(other):
        level = alike(one[0], other[0])
        return Part(level, (one[0], other[0]) if level else None)
    best, words = 0, None
    for mine in one:
        for theirs in other:
            level = alike(mine, theirs)
            if level > best:
                best, words = level, (mine, theirs)
    if len(one) > 1 or len(other) > 1:
        joined = ("".join(one), "".join(other))
        level = alike(*joined)
        if level and level >= best:
            return Part(level, joined)
    return Part(best, words)


def names(one: Reading, other: Reading) -> Named:
    """Return the best way to lay two names beside each other."""
    straight = Named(parts(one.given, other.given), parts(one.family, other.family))
    if not (one.given and one.family and (other.given or other.family)):
        return _single(one, other, straight)
    found = _by_middle(one, other, straight)
    if found.given.sure + found.family.sure < 8:
        found = _swapped(one, other, found)
    if found.order == Order.MIDDLE:
        return found
    middle = _middle(one, other)
    return Named(found.given, found.family, found.order, middle)


def _by_middle(one: Reading, other: Reading, found: Named) -> Named:
    """Known by the middle name, or by the father's in place of the family's."""
    if not one.middle and not other.middle:
        return found
    given, family, order = found.given, found.family, found.order
    if given.sure < Alike.NEAR:
        more = parts(one.given + one.middle, other.given + other.middle)
        if more.sure >= Alike.NEAR:
            given, order = more, Order.MIDDLE
    if family.sure < Alike.NEAR:
        both = (parts(one.family, other.middle), parts(one.middle, other.family))
        more = max(both, key=lambda part: part.sure)
        if more.sure >= Alike.NEAR:
            family, order = more, Order.MIDDLE
    return Named(given, family, order)


def _swapped(one: Reading, other: Reading, found: Named) -> Named:
    family = parts(one.family, other.given + other.middle)
    given = parts(one.given, other.family)
    enough = min(family.sure, given.sure) >= Alike.SOUND
    better = family.sure + given.sure > found.given.sure + found.family.sure + 2
    return Named(given, family, Order.SWAPPED) if enough and better else found


def _single(one: Reading, other: Reading, found: Named) -> Named:
    """Of a single name any part of the other may be meant."""
    more = parts(one.words, other.words)
    if more.sure <= max(found.given.sure, found.family.sure):
        return found
    if one.family and not one.given:
        return Named(found.given, more, Order.MIDDLE)
    return Named(more, found.family, Order.MIDDLE)


def _middle(one: Reading, other: Reading) -> str:
    found = parts(one.middle, other.middle)
    if found.level is None:
        return "missing"
    if found.level >= Alike.SOUND:
        return "agree"
    return "initial" if found.level == Alike.INITIAL else "differ"


def births(one: Birth, other: Birth) -> Dated:
    """Return how alike two dates of birth are."""
    if not one.year or not other.year:
        return _without_year(one, other)
    years = abs(one.year - other.year)
    if not (one.month and one.day and other.month and other.day):
        return _by_year(one, other, years)
    here, there = (one.month, one.day), (other.month, other.day)
    if years == 0:
        return _same_year(here, there)
    if here == there:
        return Dated.NEXT_YEAR if years == 1 else Dated.DAY_AND_MONTH
    if OSA.distance(_digits(one), _digits(other), score_cutoff=1) <= 1:
        return Dated.TWO_PARTS
    return Dated.NEAR if years == 1 else Dated.DIFFERENT


def _without_year(one: Birth, other: Birth) -> Dated:
    known = one.month and one.day and other.month and other.day
    if not known:
        return Dated.MISSING
    same = (one.month, one.day) == (other.month, other.day)
    return Dated.DAY_AND_MONTH if same else Dated.DIFFERENT


def _by_year(one: Birth, other: Birth, years: int) -> Dated:
    if years == 0 and not _is_age(one, other):
        return Dated.YEAR_ALONE
    return Dated.YEAR_ABOUT if years <= 1 else Dated.YEAR_DIFFERENT


def _is_age(one: Birth, other: Birth) -> bool:
    return "age" in (one.certainty, other.certainty)


FIRST = (1, 1)


def _same_year(here: tuple[int, int], there: tuple[int, int]) -> Dated:
    if here == there:
        return Dated.FIRST_OF_JANUARY if here == FIRST else Dated.EXACT
    if here == there[::-1]:
        return Dated.SWAPPED
    if FIRST in (here, there):
        return Dated.YEAR_ALONE  # often written when only the year is known
    if here[0] == there[0] or here[1] == there[1]:
        return Dated.TWO_PARTS
    written = (f"{month:02}{day:02}" for month, day in (here, there))
    near = OSA.distance(*written, score_cutoff=1) <= 1
    return Dated.TWO_PARTS if near else Dated.YEAR


def _digits(birth: Birth) -> str:
    return f"{birth.year:04}{birth.month:02}{birth.day:02}"


def places(one: Place, other: Place) -> Placed:
    """Return how alike two addresses are."""
    lines = bool(one.lines and other.lines)
    if one.postcode and other.postcode:
        return _by_postcode(one, other, lines=lines)
    if not lines:
        return Placed.MISSING
    same = token_set_ratio(one.lines, other.lines) >= 90
    return Placed.STREET if same else Placed.DIFFERENT


def _by_postcode(one: Place, other: Place, *, lines: bool) -> Placed:
    if one.postcode == other.postcode:
        same = lines and token_set_ratio(one.lines, other.lines) >= 88
        return Placed.SAME if same else Placed.POSTCODE
    shorter = min(len(one.postcode), len(other.postcode))
    edits = OSA.distance(one.postcode, other.postcode, score_cutoff=1)
    if shorter > 3 and edits <= 1:
        return Placed.NEAR_POSTCODE
    if lines and token_set_ratio(one.lines, other.lines) >= 92:
        return Placed.STREET
    return Placed.DISTRICT if one.district == other.district else Placed.DIFFERENT


def genders(one: Profile, other: Profile) -> str:
    """Return "same", "different" or "missing"."""
    if not one.gender or not other.gender:
        return "missing"
    return "same" if one.gender == other.gender else "different"
