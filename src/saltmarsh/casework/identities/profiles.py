"""An identity as it is compared and found: names as words, dates and places in parts.

Pure. A profile is made anew from what was told whenever it is needed, and is kept
nowhere.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from saltmarsh.casework.identities import names
from saltmarsh.casework.identities.facts import Birth, Home, Name, Told
from saltmarsh.casework.identities.names import REMEMBERED
from saltmarsh.casework.identities.skeletons import readings

MOST_WORDS = 6  # of one name
MOST_NAMES = 6  # of one identity
GENDERS = {
    **dict.fromkeys(("m", "male", "man", "boy", "gwryw"), "m"),
    **dict.fromkeys(("f", "female", "woman", "girl", "benyw"), "f"),
}
PLAIN = re.compile("[a-z0-9]+")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One name in words. is_free: told as one text, so that the parts are a guess."""

    given: Words = ()
    middle: Words = ()
    family: Words = ()
    is_free: bool = False

    @property
    def words(self) -> Words:
        return self.given + self.middle + self.family


@dataclass(frozen=True, slots=True)
class Place:
    """An address: its lines in small letters, and its postcode without space."""

    lines: str = ""
    postcode: str = ""

    @property
    def district(self) -> str:
        """The first half of the postcode."""
        return self.postcode[:-3] if len(self.postcode) > 4 else self.postcode


@dataclass(frozen=True, slots=True)
class Profile:
    """phones, emails, online, schools, employers: plain, so that equal is the same."""

    readings: tuple[Reading, ...] = ()
    births: tuple[Birth, ...] = ()
    places: tuple[Place, ...] = ()
    gender: str = ""
    phones: frozenset[str] = field(default_factory=frozenset)
    emails: frozenset[str] = field(default_factory=frozenset)
    online: frozenset[str] = field(default_factory=frozenset)
    schools: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()

    @property
    def is_reached(self) -> bool:
        """Whether anything is known but name, birth, address and gender."""
        reached = self.phones or self.emails or self.online
        return bool(reached or self.schools or self.employers)

    @property
    def skeletons(self) -> set[str]:
        """The main skeleton of each word of each name."""
        words = chain.from_iterable(reading.words for reading in self.readings)
        return {found[0] for word in words if (found := readings(word))}


def profile(told: Told) -> Profile:
    """Return what is compared of an identity as told."""
    read = tuple(dict.fromkeys(reading(name) for name in told.names[:MOST_NAMES]))
    return Profile(
        readings=tuple(one for one in read if one.words),
        births=tuple(birth for birth in told.births if _is_known(birth)),
        places=tuple(place(home) for home in told.homes),
        gender=GENDERS.get(told.gender.strip().lower(), ""),
        phones=frozenset(found for said in told.phones if (found := phone(said))),
        emails=frozenset(said.strip().lower() for said in told.emails),
        online=frozenset(said.strip().lower().lstrip("@") for said in told.online),
        schools=tuple(plain(said) for said in told.schools),
        employers=tuple(plain(said) for said in told.employers),
    )


def reading(name: Name) -> Reading:
    """Return the words of a name; of one text, the first is taken as the given one
    and the last as the family's, or the other way round before a comma.
    """
    if name.text:
        return _free(name.text)
    given, middle = names.words(name.given), names.words(name.middle)
    return Reading(
        given=given[:1],
        middle=(given[1:] + middle)[:MOST_WORDS],
        family=names.words(name.family)[:MOST_WORDS],
    )


@lru_cache(REMEMBERED)
def _free(text: str) -> Reading:
    family, comma, given = text.partition(",")
    if comma and given.strip():
        first = names.words(given)
        return Reading(
            first[:1], first[1:MOST_WORDS], names.words(family), is_free=True
        )
    said = names.words(text)[:MOST_WORDS]
    if len(said) < 2:
        return Reading((), (), said, is_free=True)
    return Reading(said[:1], said[1:-1], said[-1:], is_free=True)


@lru_cache(REMEMBERED)
def place(home: Home) -> Place:
    return Place(plain(home.lines), re.sub("[^A-Z0-9]", "", home.postcode.upper()))


def plain(text: str) -> str:
    return " ".join(PLAIN.findall(names.latin(text)))


def phone(text: str) -> str:
    """Return the last nine digits: the same however the country was written."""
    digits = re.sub(r"(x|ext).*|[^0-9]", "", text.lower())
    return digits[-9:] if len(digits) >= 7 else ""


def _is_known(birth: Birth) -> bool:
    return bool(birth.year or (birth.month and birth.day))
