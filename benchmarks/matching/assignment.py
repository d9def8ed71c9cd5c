"""A thief names entries by what goes together: `python -m
benchmarks.matching.assignment DATA POPULATION [--people N]`.

Needs requirements/benchmarks.txt in an environment of its own. The thief has the
tables, no key, and a POPULATION like the people of DATA, whose keys and names they know.
By quadratic assignment (as Islam et al. 2012, by FAQ, Vogelstein et al. 2015) they lay
what is seen together in the table over what goes together in the population.

First, to show that the attack works, over an index in which equal keys are equal rows,
of single names and of our compound keys. Then over the table as it stands, where they
are told more than any thief knows: which rows are first entries of the most frequent
keys, and the list of those keys. Only which is which is left to find.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from math import sqrt
from typing import Any

from benchmarks import stage
from benchmarks.matching import train

NAMED = 150  # keys, the most frequent
PEOPLE = 5000
LIMIT = 3.3  # standard deviations: beyond it once in a thousand by chance
ROWS = """SELECT address, masked_first, masked_last, row_number() OVER (ORDER BY ctid)
FROM identities_posting WHERE partnership_id = %s"""
WORD = 2**64
Keys = list[set[str]]


def main(place: stage.Stage, data: str, population: str, most: int) -> int:
    from benchmarks.matching.kit.harness import load
    from saltmarsh.casework.identities import keys
    from saltmarsh.cli import match_stdio

    records = [list(load(f"{one}.records.jsonl"))[:most] for one in (data, population)]
    mine, theirs = ([train.profile_of(one) for one in some] for some in records)
    for what, made in (
        ("plain index of single names", lambda one: one.skeletons),
        ("plain index of our keys", keys.stored),
    ):
        ours, known = ([set(made(one)) for one in some] for some in (mine, theirs))
        named = attack(ours, known)
        print(f"  {what:<40}{named:>5} of {NAMED} named, by chance 1", flush=True)
    program = match_stdio.begin()
    program.keep(records[0])
    program.answer({"op": "ready"})
    frequent = top(keys.stored(one) for one in mine)
    known = together([keys.stored(one) for one in theirs], frequent)
    found = [
        report(what, assigned(seen, known))
        for what, seen in sights(place, program, frequent)
    ]
    return 0 if all(found) else 1


def attack(ours: Keys, known: Keys) -> int:
    """Return how many of the most frequent keys a thief names in a plain index."""
    seen, names = top(ours), top(known)
    places = assigned(together(ours, seen), together(known, names), by_rank=True)
    return sum(seen[place] == names[to] for place, to in enumerate(places))


def top(people: Iterable[set[str]]) -> list[str]:
    counts = Counter(key for one in people for key in one)
    return [key for key, _count in counts.most_common(NAMED)]


def together(people: Keys, keys: list[str]) -> Any:
    """Return, for each two of `keys`, how great a share of the people has both."""
    import numpy as np

    places = {key: place for place, key in enumerate(keys)}
    found = np.zeros((len(keys), len(keys)))
    for one in people:
        held = [places[key] for key in one if key in places]
        for place in held:
            found[place, held] += 1
    return found / len(people)


def assigned(seen: Any, known: Any, *, by_rank: bool = False) -> list[int]:
    """Return which of the known keys each row is taken for."""
    import numpy as np
    from scipy.optimize import quadratic_assignment

    size = len(seen)
    order, start = np.arange(size), np.full((size, size), 1 / size)
    if by_rank:  # the more frequent, the more frequent
        start = (start + np.eye(size)) / 2
    else:  # in no order
        np.random.default_rng(1).shuffle(order)
    found = quadratic_assignment(
        seen[np.ix_(order, order)],
        known,
        method="faq",
        options={"maximize": True, "P0": start, "maxiter": 200},
    )
    taken = [0] * len(seen)
    for place, to in zip(order, found.col_ind, strict=True):
        taken[place] = int(to)
    return taken


def sights(
    place: stage.Stage, program: Any, keys: list[str]
) -> Iterable[tuple[str, Any]]:
    """Yield how near the first entries of `keys` are to each other, by all that a thief
    sees of two rows.
    """
    import psycopg

    secrets = secrets_of(program)
    slots = [(key, 0) for key in keys]
    with psycopg.connect(place.superuser_url) as thief:
        rows = thief.execute(ROWS, [program.partnership.pk]).fetchall()
    from saltmarsh.casework.identities import store

    held = {row[0]: row for row in rows}
    mine = [held[one] for one in store.addresses(secrets, secrets.blocks(slots))]
    yield "rows: near by address", near(mine, lambda row: row[0] % 2**48 / 2**48)
    yield "rows: near by what is masked", near(mine, lambda row: row[1] % WORD / WORD)
    yield "rows: near in the file", near(mine, lambda row: row[3] / len(rows))


def near(rows: list[Any], of: Callable[[Any], float]) -> Any:
    import numpy as np

    values = np.array([of(row) for row in rows])
    return np.exp(-np.abs(values[:, None] - values[None, :]) * len(rows))


def secrets_of(program: Any) -> Any:
    from django.db import transaction

    from saltmarsh.casework.identities import queries, rebuilding, store

    with transaction.atomic():
        rebuilding.enter(program.partnership)
        index = queries.current(program.partnership)
        assert index is not None  # noqa: S101 - it was just made
        return store.secrets_of(index)


def report(what: str, taken: list[int]) -> bool:
    """Print how many rows were named; say whether it is no more than chance gives."""
    named = sum(place == to for place, to in enumerate(taken))
    is_chance = named <= 1 + LIMIT * sqrt(1)
    verdict = "no better than chance" if is_chance else "BETTER THAN CHANCE"
    print(f"  {what:<40}{named:>5} of {len(taken)} named, by chance 1: {verdict}")
    return is_chance


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data")
    parser.add_argument("population")
    parser.add_argument("--people", type=int, default=PEOPLE)
    chosen = parser.parse_args()
    with stage.opened() as opened:
        sys.exit(main(opened, chosen.data, chosen.population, chosen.people))
