"""What the spelling of two names says, among people who share a pair of names:
`python -m benchmarks.matching.spelt DATA`.

Two names that agree say no more than how rare they are side by side. But who is the
same person is spelt alike more often than who only sounds the same, and that counting
single names cannot tell. So the candidates that a question opens are counted, as the
product ranks them: how often a level is seen in true ones, and how often in others.
Prints the part `spelt` of the table of weights, for a person to read.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator

import django

from benchmarks.matching.kit.harness import load
from benchmarks.matching.lists import Lists
from saltmarsh.casework.identities.likeness import Alike

ALIKE = [level for level in Alike if level >= Alike.PERHAPS]
MOST_ASKED = 2500
Level = tuple[str, int]


def opened(data: str) -> Iterator[tuple[bool, Level]]:
    """Yield the levels of each candidate whose both names are alike, and whether it is
    of the person that is asked for.
    """
    from saltmarsh.casework.identities import queries
    from saltmarsh.cli import match_stdio

    lists = Lists(load(f"{data}.records.jsonl"))
    lists.serve()
    asked = [one for one in load(f"{data}.queries.jsonl") if one["scenario"] == "mix"]
    for query in asked[:MOST_ASKED]:
        told = match_stdio.told(query["record"])
        for weighed, identity, _told in queries.weighed(None, told):  # type: ignore[arg-type]
            if (named := weighed.named) is None:
                continue
            is_same = lists.names[identity.pk] in query["truth"]
            if min(named.given.sure, named.family.sure) >= Alike.PERHAPS:
                yield is_same, ("given", named.given.sure)
                yield is_same, ("family", named.family.sure)


def main(data: str) -> int:
    same, other = Counter[Level](), Counter[Level]()
    for is_same, level in opened(data):
        (same if is_same else other)[level] += 1
    table = {
        part: {str(int(level)): weight(same, other, (part, level)) for level in ALIKE}
        for part in ("given", "family")
    }
    print(json.dumps({"spelt": table}, indent=1))
    return 0


def weight(same: Counter[Level], other: Counter[Level], level: Level) -> float:
    """Return, in bits, how much more often the level is seen in the same person."""
    # Each candidate was counted twice, once for each part of the name.
    ours, theirs = same.total() / 2, other.total() / 2
    mine, others = (same[level] + 0.5) / ours, (other[level] + 0.5) / theirs
    return round(math.log2(mine / others), 1)


if __name__ == "__main__":
    django.setup()
    sys.exit(main(sys.argv[1]))
