"""How alike two words and two names are, in levels.

Pure. What each level is worth is in the table of `weighing`; what it is called, in
`reasons`.
"""

from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from saltmarsh.casework.identities import variants
from saltmarsh.casework.identities.names import REMEMBERED
from saltmarsh.casework.identities.profiles import Reading, Words
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
    APART = "apart"  # by the middle, and a word of each is left that fits nowhere
    SWAPPED = "swapped"
    CROSSED = "crossed"  # one first name is the other's surname; the rest differs


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
LIKE = 0.7  # of 1, as Jaro and Winkler count, below which two words have little alike


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
    close = JaroWinkler.similarity(one, other)
    if close < LIKE and shorter > 3:  # then more than two letters differ as well
        return Alike.DIFFERENT
    edits = OSA.distance(one, other, score_cutoff=2)
    sounds = not set(readings(one)).isdisjoint(readings(other))
    if (edits <= 1 and shorter >= 4) or (sounds and close >= 0.85):
        return Alike.NEAR
    if (sounds and close >= LIKE) or (close >= 0.92 and shorter >= 4):
        return Alike.SOUND
    if (edits <= 2 and shorter >= 6) or close >= 0.86 or (edits <= 1 and shorter == 3):
        return Alike.PERHAPS
    return Alike.PERHAPS if _slipped(one, other) else Alike.DIFFERENT


def _slipped(one: str, other: str) -> bool:
    """Tell whether the two sound the same but for one consonant."""
    return any(
        min(len(mine), len(theirs)) >= 3
        and OSA.distance(mine, theirs, score_cutoff=1) <= 1
        for mine in readings(one)[:1]
        for theirs in readings(other)[:1]
    )


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
        if not found.given.sure and not found.family.sure:
            found = _crossed(one, other, found)
    if found.order == Order.MIDDLE:
        return _left_over(one, other, found)
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


def _left_over(one: Reading, other: Reading, found: Named) -> Named:
    """Say whether the words that are left of both agree as well: in names of three
    parts, as father's and grandfather's, two of them agree by chance.
    """
    pairs = [part.words for part in (found.given, found.family) if part.words]
    ours = tuple(word for word in one.words if word not in {mine for mine, _ in pairs})
    theirs = tuple(
        word for word in other.words if word not in {his for _, his in pairs}
    )
    left = parts(ours, theirs)
    if left.level is None or left.level >= Alike.SOUND:
        return found
    return found._replace(order=Order.APART)


def _swapped(one: Reading, other: Reading, found: Named) -> Named:
    given = parts(one.given, other.family)
    if given.sure < Alike.SOUND:
        return found
    family = parts(one.family, other.given + other.middle)
    better = family.sure + given.sure > found.given.sure + found.family.sure + 2
    enough = family.sure >= Alike.SOUND
    return Named(given, family, Order.SWAPPED) if enough and better else found


def _crossed(one: Reading, other: Reading, found: Named) -> Named:
    """One name stands in the other place, and nothing else agrees."""
    part = max(
        parts(one.given, other.family),
        parts(one.family, other.given + other.middle),
        key=lambda part: part.sure,
    )
    if part.sure < Alike.NEAR:
        return found
    return Named(found.given, part, Order.CROSSED)


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
