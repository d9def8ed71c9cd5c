"""Every record, one after another: for what the index has no key for.

Most records are told apart by the sound of their names alone, before anything of them
is weighed.
"""

import uuid
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from saltmarsh.casework.identities import facts, profiles
from saltmarsh.casework.identities.facts import Told
from saltmarsh.casework.identities.keys import shortened
from saltmarsh.casework.identities.models import Identity
from saltmarsh.casework.identities.names import REMEMBERED
from saltmarsh.casework.identities.profiles import plain
from saltmarsh.casework.identities.skeletons import readings
from saltmarsh.casework.identities.store import array
from saltmarsh.casework.identities.variants import others
from saltmarsh.foundation.asking import ask
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.keyring.fields import Erased

# Keys as text: thousands of them are compared and written, and few become a UUID.
OPEN = """SELECT id::text, file_id::text, sealed_told FROM identities_identity
WHERE partnership_id = %s AND id = ANY(%s::uuid[])"""
PARTS = ("text", "given", "middle", "family")


class Row(NamedTuple):
    """What an envelope is opened with."""

    pk: str
    file_id: str
    envelope: bytes
    partnership_id: str


class Sought:
    """What a record must have one of to be looked at: sounds, or words of a place."""

    def __init__(self, told: Told):
        words = {word for name in told.names for word in profiles.reading(name).words}
        forms = words | {other for word in words for other in others(word)}
        self.sounds = frozenset[str]().union(*map(near, forms))
        self.places = [set(plain(str(home)).split()) for home in told.homes]

    def fits(self, held: dict[str, Any]) -> bool:
        """Tell whether a record, as it is kept, may be the one."""
        names = held.get("names", ())
        if any(not self.sounds.isdisjoint(sounds(written(one))) for one in names):
            return True
        if not self.places:
            return False
        lived = [set(plain(written_home(one)).split()) for one in held.get("homes", ())]
        return any(place <= home for place in self.places for home in lived)


def written(name: dict[str, str]) -> str:
    return " ".join(name[part] for part in PARTS if part in name)


def written_home(home: dict[str, str]) -> str:
    return f"{home.get('lines', '')} {home.get('postcode', '')}"


@lru_cache(REMEMBERED)
def sounds(name: str) -> frozenset[str]:
    """Return how the words of a name sound, also with one consonant less."""
    said = profiles.reading(facts.Name(name)).words
    return frozenset[str]().union(*map(near, said))


@lru_cache(REMEMBERED)
def near(word: str) -> frozenset[str]:
    own = readings(word)
    return frozenset(own).union(*map(shortened, own))


def fitting(
    partnership_id: uuid.UUID, keys: list[str], sought: Sought
) -> Iterator[tuple[uuid.UUID, Told]]:
    """Yield those of the identities that fit, opened; an erased one never does."""
    owner = str(partnership_id)
    asked = ask(OPEN, [partnership_id, array(keys)])
    rows = [Row(pk, file_id, envelope, owner) for pk, file_id, envelope in asked]
    keyring.open_files(owner, [row.file_id for row in rows])
    for row in rows:
        try:
            held = Identity.told.opened(row, row.envelope)
        except Erased:
            continue
        if sought.fits(held):
            yield uuid.UUID(row.pk), facts.read(held)
