"""How much the likeness of two identities says that they are one person's.

Fellegi and Sunter (1969): each comparison adds the logarithm, to base 2, of how much
more often it is so among records of one person than among any two records. The
weights are data: `weights/*.json`, versioned, with the recipe that made them in
benchmarks/matching. What is rare weighs more. Pure; a score never leaves this room.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz.fuzz import token_set_ratio

from saltmarsh.casework.identities import circumstances, keys, likeness
from saltmarsh.casework.identities.circumstances import Dated, Placed
from saltmarsh.casework.identities.likeness import Alike, Named, Order
from saltmarsh.casework.identities.profiles import Profile
from saltmarsh.casework.identities.skeletons import readings

TABLE = Path(__file__).with_name("weights") / "saltmarsh-3.json"
Table = Mapping[str, Any]
# How far the rarity of a name may count, by how alike the two are.
BY_RARITY: dict[int, float] = {
    Alike.EXACT: 1.0,
    Alike.LISTED: 0.8,
    Alike.NEAR: 0.8,
    Alike.SOUND: 0.7,
    Alike.PERHAPS: 0.5,
}
MOST_RARITY = 5.0  # bits, up or down
RAREST = 1e-5
SMOOTHING = 1000  # words, as if more names had been seen than were
FEWEST = 100  # people: below this the number of them says little
APART = {Dated.DIFFERENT, Dated.NEAR, Dated.YEAR, Dated.YEAR_DIFFERENT}
SAME_DAY = {Dated.EXACT, Dated.FIRST_OF_JANUARY}
AT_HOME = {Placed.SAME, Placed.POSTCODE, Placed.NEAR_POSTCODE, Placed.STREET}
MISSING = "missing"
NOTHING: frozenset[str] = frozenset()
ALIKE_ENOUGH = 85  # of 100, for the name of a school or an employer


@dataclass(frozen=True)
class Crowd:
    """Among whom somebody is looked for.

    size: how many people. words: {skeleton: how many names have it}. pairs: {key of
    two skeletons: how many people share it}, as far as it is known.
    """

    size: int = 0
    words: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[str, int] = field(default_factory=dict)
    total: int = 0

    def share(self, word: str) -> float:
        """Return which share of all words of names sound like `word`."""
        known = readings(word)
        count = self.words.get(known[0] if known else word, 0)
        return max((count + 1) / (self.total + SMOOTHING), RAREST)


class Weighed(NamedTuple):
    """What two identities have in common, and what it weighs, in bits.

    posterior: the weight of all of it less what it takes to tell one person from all
    others; at 0 it is as likely one person as two.
    """

    posterior: float
    named: Named | None
    dated: str
    placed: str
    gender: str
    shared: frozenset[str]
    is_household: bool
    is_twin: bool

    @property
    def rank(self) -> tuple[float, int]:
        """Return its place among others: of two that weigh the same, the one whose
        names are more alike goes first.
        """
        parts = (self.named.given, self.named.family) if self.named else ()
        return self.posterior, sum(part.sure for part in parts)


@lru_cache
def table(path: Path = TABLE) -> Table:
    """Return the weights that `path` holds."""
    read: Table = json.loads(path.read_text())
    return read


def weigh(
    one: Profile, other: Profile, crowd: Crowd, weights: Table | None = None
) -> Weighed:
    """Weigh `other` against `one`, which is looked for in `crowd`."""
    held = weights if weights is not None else table()
    names, named = _named(one, other, crowd, held)
    birth, dated = _best(one.births, other.births, circumstances.births, held["birth"])
    home, placed = _best(one.places, other.places, circumstances.places, held["place"])
    gender = circumstances.genders(one, other)
    shared = _shared(one, other)
    other_name = named is not None and _is_other_name(named, dated)
    if other_name:
        home = min(home, held["household"])
    reached = min(sum(held["shared"][what] for what in shared), held["most_shared"])
    if other_name:
        reached = min(reached, held["household"])
    total = names + birth + home + held["gender"][gender] + reached
    return Weighed(
        posterior=total - math.log2(max(crowd.size, FEWEST)),
        named=named,
        dated=dated,
        placed=placed,
        gender=gender,
        shared=shared,
        is_household=other_name and placed in AT_HOME,
        is_twin=other_name and dated in SAME_DAY and _is_family(named),
    )


def _best(
    ours: Iterable[Any], theirs: Iterable[Any], compare: Any, weights: Table
) -> tuple[float, Any]:
    """Return the weight and the name of the likeness that weighs most."""
    if not ours or not theirs:
        return 0.0, MISSING
    found = [compare(mine, their) for mine, their in product(ours, theirs)]
    best = max(found, key=weights.__getitem__)
    return weights[best], best


def _named(
    one: Profile, other: Profile, crowd: Crowd, weights: Table
) -> tuple[float, Named | None]:
    best: tuple[float, Named | None] = (0.0, None)
    for mine, theirs in product(one.readings, other.readings):
        named = likeness.names(mine, theirs)
        weight = name_weight(named, crowd, weights)
        if best[1] is None or weight > best[0]:
            best = weight, named
    return best


def name_weight(named: Named, crowd: Crowd, weights: Table) -> float:
    """Return what the likeness of two names weighs: the rarer, the more.

    Names of one community go together, so two that agree say less than both alone:
    never more than how rare the two are side by side, and how alike they are spelt.
    """
    given = _part(named.given, weights["given"], crowd, weights)
    family = _part(named.family, weights["family"], crowd, weights)
    both = given + family
    if min(named.given.sure, named.family.sure) >= Alike.PERHAPS and crowd.size:
        both = min(both, _together(named, crowd) + _spelt(named, weights))
    return both + float(weights["order"][named.order]) + weights["middle"][named.middle]


def _part(part: likeness.Part, by_level: Table, crowd: Crowd, weights: Table) -> float:
    if part.level is None:
        return 0.0
    weight = float(by_level[str(int(part.level))])
    if part.words is None or part.level < Alike.PERHAPS or not crowd.words:
        return weight
    share = max(crowd.share(part.words[0]), crowd.share(part.words[1]))
    rarity = math.log2(weights["usual_share"] / share)
    return weight + BY_RARITY[part.level] * max(-MOST_RARITY, min(MOST_RARITY, rarity))


def _together(named: Named, crowd: Crowd) -> float:
    """Return how rare the two names are side by side, in bits."""
    seen = max(
        crowd.pairs.get(key, 0) for key in (_pair_of(named, side) for side in (0, 1))
    )
    return math.log2(max(crowd.size, FEWEST) / (seen + 1))


def _spelt(named: Named, weights: Table) -> float:
    """Return what it says more of two that share a pair of names, that each is spelt as
    nearly alike as it is.
    """
    given = weights["spelt"]["given"][str(int(named.given.sure))]
    family = weights["spelt"]["family"][str(int(named.family.sure))]
    return float(weights["together"] + given + family)


def _pair_of(named: Named, side: int) -> str:
    words = (named.given.words, named.family.words)
    sounds = [readings(pair[side])[:1] if pair else () for pair in words]
    return keys.pair(*(sound[0] if sound else "" for sound in sounds))


def _is_other_name(named: Named, dated: str) -> bool:
    """Say whether the two go by other first names, as people of one household do."""
    return named.given.level == Alike.DIFFERENT or (
        named.order in {Order.MIDDLE, Order.APART} and dated in APART
    )


def _is_family(named: Named | None) -> bool:
    """Say whether the two go by one surname."""
    if named is None or named.order == Order.CROSSED:
        return False
    return named.family.sure >= Alike.SOUND


def _shared(one: Profile, other: Profile) -> frozenset[str]:
    """Return which other facts are the same: "phone", "school" and so on."""
    if not (one.is_reached and other.is_reached):
        return NOTHING
    found = {
        what
        for what, mine, theirs in (
            ("phone", one.phones, other.phones),
            ("email", one.emails, other.emails),
            ("online", one.online, other.online),
        )
        if mine & theirs
    }
    for what, ours, others in (
        ("school", one.schools, other.schools),
        ("employer", one.employers, other.employers),
    ):
        if any(
            token_set_ratio(*both) >= ALIKE_ENOUGH for both in product(ours, others)
        ):
            found.add(what)
    return frozenset(found)
