"""What a thief learns who has the tables and no key: `python -m
benchmarks.matching.privacy DATABASE_URL`, as a role that sees all rows.

Everything tried here succeeds on an index whose equal keys are equal rows. Here each
must do no better than chance.
"""

import sys
from collections import Counter
from itertools import pairwise
from math import sqrt

import psycopg

ROWS = (
    "SELECT partnership_id, address, masked_first, masked_last FROM identities_posting"
)
SHELF_BITS, PLACE_BITS, BINS = 16, 48, 256
LIMIT = 3.3  # standard deviations: beyond it once in a thousand by chance
WORD = 2**64


def main(url: str) -> int:
    with psycopg.connect(url) as thief:
        rows = thief.execute(ROWS).fetchall()
    print(f"{len(rows):,} rows of {len({row[0] for row in rows})} partnerships")
    masked = [(first % WORD, last % WORD) for _owner, _at, first, last in rows]
    places = [row[1] % WORD & 2**PLACE_BITS - 1 for row in rows]
    halves = Counter(half for pair in masked for half in pair)
    found = [
        report("masked values that occur twice", len(rows) - len(set(masked)), 0.0),
        report("halves of them that do", sum(halves.values()) - len(halves), 0.0),
        report("addresses, evenness", *evenness(place >> 40 for place in places)),
        report("masked values, evenness", *evenness(one >> 56 for one, _ in masked)),
        report("address and mask, correlation", *correlation(places, masked)),
        report("neighbours by address, same mask byte", *neighbours(rows)),
    ]
    return 0 if all(found) else 1


def report(what: str, seen: float, chance: float, spread: float = 0.0) -> bool:
    """Print what was seen beside what chance gives; say whether it is no more."""
    is_chance = abs(seen - chance) <= LIMIT * spread
    verdict = "no better than chance" if is_chance else "BETTER THAN CHANCE"
    print(f"  {what:<40}{seen:>14,.4g}  by chance {chance:,.4g}: {verdict}")
    return is_chance


def evenness(values: object) -> tuple[float, float, float]:
    """Return chi-squared over 256 bins, its mean and its spread."""
    counts = Counter(values)  # type: ignore[call-overload]
    usual = sum(counts.values()) / BINS
    seen = sum((counts[one] - usual) ** 2 / usual for one in range(BINS))
    return seen, BINS - 1, sqrt(2 * (BINS - 1))


def correlation(
    places: list[int], masked: list[tuple[int, int]]
) -> tuple[float, float, float]:
    """Return how the address goes with what it holds: frequency attacks need it."""
    ours = [place / 2**PLACE_BITS - 0.5 for place in places]
    theirs = [first / WORD - 0.5 for first, _last in masked]
    both = sum(one * other for one, other in zip(ours, theirs, strict=True))
    return both / len(ours) * 12, 0.0, 1 / sqrt(len(ours))


def neighbours(rows: list[tuple[object, int, int, int]]) -> tuple[float, float, float]:
    """Return how often rows that stand beside each other share a byte: co-occurrence."""
    ordered = [row[2] % WORD >> 56 for row in sorted(rows, key=lambda row: row[1])]
    same = sum(one == other for one, other in pairwise(ordered))
    share = 1 / BINS
    of = len(ordered) - 1
    return same / of, share, sqrt(share * (1 - share) / of)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
