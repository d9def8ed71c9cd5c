"""How alike two dates of birth and two addresses are, and whether genders agree.

Pure. What each level is worth is in the table of `weighing`; what it is called, in
`reasons`.
"""

from enum import StrEnum

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_set_ratio

from saltmarsh.casework.identities.facts import Birth
from saltmarsh.casework.identities.profiles import Place, Profile


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
    YEAR_AND_FIRST = "year_and_first"  # 1 January in one, another day in the other
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
    if here == there == FIRST:
        return Dated.YEAR_ABOUT if years == 1 else Dated.YEAR_DIFFERENT
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
        return Dated.YEAR_AND_FIRST  # often written when only the year is known
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
