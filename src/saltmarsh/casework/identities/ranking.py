"""Which identities are worth opening: those that share most keys with what is asked."""

import math
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from heapq import nlargest

from saltmarsh.casework.identities import keys, store
from saltmarsh.casework.identities.models import Index
from saltmarsh.casework.identities.profiles import Profile

MOST_OPENED = 200
# Of the candidates behind the first 40, or one for each 700 people, only those are
# opened that share at least this part of what the best one does: others are strangers
# with one thing in common, and the more people there are, the more of them.
FEWEST_OPENED, PEOPLE, ENOUGH_SHARED = 40, 700, 0.2

# Identities' keys in, those that count at all out: what a searcher may know of.
Among = Callable[[list[uuid.UUID]], Collection[uuid.UUID]]


@dataclass(frozen=True)
class Ranked:
    """Candidates, best first, and how many share each pair of names."""

    identities: list[uuid.UUID]
    pairs: dict[str, int]


def candidates(
    index: Index,
    asked: Profile,
    among: Among | None,
    size: int,
    *,
    apart_from: Collection[uuid.UUID] = (),
) -> Ranked:
    """Return the identities that share most with what is asked, MOST_OPENED at most.

    size: among how many people. A list is too long when it is so without those that
    `among` leaves out: they are read to their ends, or others would be cut off by them.
    """
    clues = keys.asked(asked)
    longest = store.LONGEST if among is None else store.ENDLESS
    lists = store.look_up(store.secrets_of(index), clues, longest=longest)
    if among is not None:
        lists = _only(lists, among)
    total = shared(lists, clues, size)
    for one in apart_from:
        total.pop(store.halves(one), None)
    best = nlargest(MOST_OPENED, total, key=lambda one: (total[one], one))
    enough = total[best[0]] * ENOUGH_SHARED if best else 0.0
    last = next(
        (
            place
            for place in range(max(FEWEST_OPENED, size // PEOPLE), len(best))
            if total[best[place]] < enough
        ),
        len(best),
    )
    pairs = {key: len(held) for key, held in lists.items() if key[0] == "P"}
    return Ranked([store.whole(one) for one in best[:last]], pairs)


def shared(
    lists: dict[str, list[store.Halves]], clues: dict[str, keys.Clue], size: int
) -> dict[store.Halves, float]:
    """Return what each identity shares with what is asked: of each group of keys that
    tell the same, the one that says most. The rarer a key, the more it says.
    """
    groups: dict[int, dict[store.Halves, float]] = defaultdict(dict)
    for key, held in lists.items():
        if len(held) >= store.LONGEST:
            continue
        clue = clues[key]
        weight = clue.weight * math.log2(max(size + 1, 2) / len(held))
        group = groups[clue.group]
        for one in held:
            if group.get(one, 0.0) < weight:
                group[one] = weight
    total: dict[store.Halves, float] = defaultdict(float)
    for group in groups.values():
        for one, weight in group.items():
            total[one] += weight
    return total


def _only(
    lists: dict[str, list[store.Halves]], among: Among
) -> dict[str, list[store.Halves]]:
    every = {one for held in lists.values() for one in held}
    known = among([store.whole(one) for one in every])
    kept = {store.halves(one) for one in known}
    some = {key: [one for one in held if one in kept] for key, held in lists.items()}
    return {key: held for key, held in some.items() if held}
