"""What an identity can be found by: keys of two facts together, never of one name.

| Key | Made of | Finds |
|---|---|---|
| P | the skeletons of two words of a name, in no order | any order and spelling |
| D | one of the two without one of its letters | a slip in one consonant |
| Y | a skeleton and the year of birth | a changed surname, one name only |
| M | a skeleton and day and month, in no order | a wrong year, day and month swapped |
| B | the whole date of birth, day and month in no order | both names wrong |
| Z | the postcode | missing names |
| T, E, O | a telephone number, an e-mail address, a name used online | the same one |

Pure. `stored` is kept few; `asked` is wide: it adds other forms of names, other
readings of a spelling and the years beside an uncertain one. docs/reference/matching.md
has what each is worth.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from saltmarsh.casework.identities import variants
from saltmarsh.casework.identities.facts import Birth
from saltmarsh.casework.identities.profiles import Profile, Reading
from saltmarsh.casework.identities.skeletons import guesses, readings, shortened

# The version of all that makes a key of an identity. Raise it when names, skeletons or
# this file change what is made, keep the old way, and rebuild the index.
ALGORITHM = 1
READINGS = 3  # of one word, in Y and M
MOST_SHORTENED = 4  # forms of one word whose slips are looked for
BIRTH, PLACE, REACHED = 1, 2, 3  # groups of evidence that are not a name's
NAMES, FIRST_WORD = 9, 10


@dataclass(frozen=True, slots=True)
class Clue:
    """How much a shared key counts, and which other keys tell the same: of one group
    only the best counts.
    """

    weight: float
    group: int


def pair(one: str, other: str) -> str:
    """Return the key of two skeletons, in no order."""
    return f"P|{min(one, other)}|{max(one, other)}"


def stored(profile: Profile) -> set[str]:
    """Return the keys under which an identity is kept."""
    found: set[str] = set()
    for reading in profile.readings:
        found.update(_stored_pairs(reading))
        for word in reading.words:
            for skeleton in _readings(word):
                found.update(_with_births(skeleton, profile.births))
    for birth in profile.births:
        if birth.year and (days := day_and_month(birth)):
            found.add(f"B|{birth.year}|{days}")
    found.update(f"Z|{place.postcode}" for place in profile.places if place.postcode)
    found.update(_reached(profile))
    return found


def _stored_pairs(reading: Reading) -> Iterator[str]:
    skeletons = [found[0] for word in _words(reading) if (found := _readings(word))]
    for one, other in combinations(skeletons, 2):
        yield pair(one, other)
        yield from (f"D|{short}|{other}" for short in shortened(one))
        yield from (f"D|{short}|{one}" for short in shortened(other))


def _words(reading: Reading) -> tuple[str, ...]:
    """Return the words of a name; a family name of several parts is one word more."""
    joined = ("".join(reading.family),) if len(reading.family) > 1 else ()
    return tuple(dict.fromkeys(reading.words)) + joined


def _readings(word: str) -> tuple[str, ...]:
    return readings(word)[:READINGS] if len(word) > 1 else ()


def _with_births(skeleton: str, births: tuple[Birth, ...]) -> Iterator[str]:
    for birth in births:
        if birth.year:
            yield f"Y|{skeleton}|{birth.year}"
        if days := day_and_month(birth):
            yield f"M|{skeleton}|{days}"


def day_and_month(birth: Birth) -> str:
    """Return both in no order; empty when one of them is not known."""
    if not birth.day or not birth.month:
        return ""
    return f"{min(birth.day, birth.month)}.{max(birth.day, birth.month)}"


def _reached(profile: Profile) -> Iterator[str]:
    yield from (f"T|{phone}" for phone in profile.phones)
    yield from (f"E|{email}" for email in profile.emails)
    yield from (f"O|{name}" for name in profile.online)


def asked(profile: Profile) -> dict[str, Clue]:
    """Return the keys to look under, each with what it counts."""
    found: dict[str, Clue] = {}
    for reading in profile.readings:
        forms = [form for word in _words(reading) if (form := _forms(word))]
        for one, other in combinations(forms, 2):
            for key, weight in _asked_pairs(one, other):
                _add(found, key, weight, NAMES)
        for place, form in enumerate(forms):
            _ask_with_births(found, form, profile.births, FIRST_WORD + 2 * place)
    for key, clue in _asked_apart_from_names(profile):
        _add(found, key, clue.weight, clue.group)
    return found


def _asked_apart_from_names(profile: Profile) -> Iterator[tuple[str, Clue]]:
    for birth in profile.births:
        if birth.year and (days := day_and_month(birth)):
            yield f"B|{birth.year}|{days}", Clue(1.2, BIRTH)
    for home in profile.places:
        if home.postcode:
            yield f"Z|{home.postcode}", Clue(0.9, PLACE)
    for key in _reached(profile):
        yield key, Clue(1.2, REACHED)


# A word's skeletons, each with how sure it is: its own readings, then other forms.
Forms = tuple[tuple[str, float], ...]


def _forms(word: str) -> Forms:
    own = _readings(word)
    others = (_readings(other)[:1] for other in variants.others(word))
    more = dict.fromkeys(one for found in others for one in found if one not in own)
    guessed = guesses(word) if len(word) > 2 else ()
    return (
        tuple((one, 1.0) for one in own)
        + tuple((one, 0.7) for one in more)
        + tuple((one, 0.8) for one in guessed if one not in more)
    )


def _asked_pairs(one: Forms, other: Forms) -> Iterator[tuple[str, float]]:
    for number, (first, sure) in enumerate(one):
        for place, (second, surely) in enumerate(other):
            exact = 1.0 if sure == surely == 1.0 else 0.8
            yield pair(first, second), exact
            if max(number, place) < MOST_SHORTENED:
                yield from ((key, 0.6) for key in _slips(first, second))


def _slips(one: str, other: str) -> Iterator[str]:
    """Yield the keys of what may be one letter away, in either of the two."""
    yield f"D|{one}|{other}"
    yield f"D|{other}|{one}"
    for short in shortened(one):
        yield f"D|{short}|{other}"
        yield pair(short, other)
    for short in shortened(other):
        yield f"D|{short}|{one}"
        yield pair(short, one)


def _ask_with_births(
    found: dict[str, Clue], form: Forms, births: tuple[Birth, ...], group: int
) -> None:
    for birth in births:
        days = day_and_month(birth)
        for skeleton, sure in form:
            if days:
                _add(found, f"M|{skeleton}|{days}", 0.8 * sure, group + 1)
            if days and sure == 1.0:
                for short in _still_telling(skeleton):
                    _add(found, f"M|{short}|{days}", 0.5, group + 1)
            if birth.year:
                beside = () if days else (birth.year - 1, birth.year + 1)
                _add(found, f"Y|{skeleton}|{birth.year}", 0.8 * sure, group)
                for year in beside:
                    _add(found, f"Y|{skeleton}|{year}", 0.6 * sure, group)


def _still_telling(skeleton: str) -> Iterator[str]:
    """Yield the skeleton with a letter too many left out; one letter tells nothing."""
    return (short for short in shortened(skeleton) if len(short) > 1)


def _add(found: dict[str, Clue], key: str, weight: float, group: int) -> None:
    if key not in found or found[key].weight < weight:
        found[key] = Clue(weight, group)
