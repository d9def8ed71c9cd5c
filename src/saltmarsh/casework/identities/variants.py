"""Other forms of the same first name: nicknames, short forms, forms in other tongues.

English ones are those of the package `nicknames`; the rest is a list of our own in
`variants/`. Only the question is widened by them: what is stored never is.
"""

from functools import lru_cache
from pathlib import Path

from nicknames import name_triplets

OWN = Path(__file__).with_name("variants") / "given-names.txt"
MOST = 25  # of one name


@lru_cache
def forms() -> dict[str, frozenset[str]]:
    """Return {name: its other forms}, read once a process."""
    groups: dict[str, set[str]] = {}
    for triplet in name_triplets():
        groups.setdefault(triplet.name1.lower(), set()).add(triplet.name2.lower())
    own = [line.split() for line in OWN.read_text().splitlines() if line[:1] != "#"]
    found: dict[str, set[str]] = {}
    for name, short in groups.items():
        for one in short:
            found.setdefault(name, set()).add(one)
            found.setdefault(one, set()).update((short | {name}) - {one})
    for group in own:
        for one in group:
            found.setdefault(one, set()).update(set(group) - {one})
    return {name: frozenset(others) for name, others in found.items()}


@lru_cache(maxsize=50_000)
def others(word: str) -> tuple[str, ...]:
    """Return other forms of `word`, at most MOST, in an order that never changes."""
    return tuple(sorted(forms().get(word, ()))[:MOST])


def is_other(word: str, other: str) -> bool:
    """Say whether the two are listed as forms of one name."""
    return other in forms().get(word, ())
