"""The recipe of the table of weights: `python -m benchmarks.matching.train DATA`.

From labelled pairs (a query and its true records) and from random pairs (a query and
150 others) it counts how often each level occurs, and takes the logarithm of the two
shares. Then it sets what counting cannot know, each with its reason below. It writes
the table to the standard output, for a person to read before it is put into
src/saltmarsh/casework/identities/weights/ under a new version.
"""

import json
import math
import random
import sys
from collections import Counter, defaultdict
from typing import Any

import django

from benchmarks.matching.kit.harness import load
from saltmarsh.casework.identities import circumstances, likeness, profiles
from saltmarsh.casework.identities.circumstances import Dated, Placed
from saltmarsh.casework.identities.likeness import Alike, Order
from saltmarsh.casework.identities.profiles import Profile
from saltmarsh.casework.identities.skeletons import readings

RANDOM_PAIRS, SEED = 150, 5
LEVELS: dict[str, list[str]] = {
    "given": [str(int(level)) for level in Alike],
    "family": [str(int(level)) for level in Alike],
    "order": [order.value for order in Order],
    "middle": ["agree", "initial", "differ"],
    "birth": [dated.value for dated in Dated if dated != Dated.MISSING],
    "place": [placed.value for placed in Placed if placed != Placed.MISSING],
    "gender": ["same", "different"],
}
Counts = dict[str, Counter[str]]


def levels(one: Profile, other: Profile) -> dict[str, str]:
    """Return the level of each comparison of two identities with one name each."""
    found = {"gender": circumstances.genders(one, other)}
    if one.readings and other.readings:
        named = likeness.names(one.readings[0], other.readings[0])
        found |= {"order": named.order.value, "middle": named.middle}
        for part, level in (("given", named.given), ("family", named.family)):
            known = level.level is not None
            found[part] = str(int(level.level or 0)) if known else "missing"
    if one.births and other.births:
        found["birth"] = circumstances.births(one.births[0], other.births[0]).value
    if one.places and other.places:
        found["place"] = circumstances.places(one.places[0], other.places[0]).value
    return found


def profile_of(record: dict[str, Any]) -> Profile:
    from saltmarsh.cli.match_stdio import told

    return profiles.profile(told(record))


def counted(
    data: str, records: dict[str, Profile], *, pairs: int = RANDOM_PAIRS
) -> tuple[Counts, Counts]:
    """Return how often each level was seen in true pairs, and in random ones."""
    true: Counts = defaultdict(Counter)
    others: Counts = defaultdict(Counter)
    chance, keys = random.Random(SEED), list(records)  # noqa: S311 - to be repeated
    for query in load(f"{data}.queries.jsonl"):
        if query["scenario"] not in {"mix", "nomatch"}:
            continue
        asked = profile_of(query["record"])
        for key in query["truth"]:
            note(true, asked, records[key])
        for key in chance.choices(keys, k=pairs):
            if key not in query["truth"]:
                note(others, asked, records[key])
    return true, others


def note(counts: Counts, one: Profile, other: Profile) -> None:
    found = levels(one, other)
    for part in LEVELS:
        counts[part][found.get(part, "missing")] += 1


def weights(true: Counts, others: Counts) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for part, names in LEVELS.items():
        ours, theirs = sum(true[part].values()), sum(others[part].values())
        table[part] = {
            name: round(
                math.log2(
                    ((true[part][name] + 0.5) / (ours + 1))
                    / ((others[part][name] + 0.5) / (theirs + 1))
                ),
                2,
            )
            for name in names
        }
        if part != "order":
            table[part]["missing"] = 0.0
    return table


def settled(table: dict[str, Any], usual_share: float) -> dict[str, Any]:
    """Set what random pairs make look surer than it is, or cannot tell at all."""
    birth, place, middle = table["birth"], table["place"], table["middle"]
    # Where 1 January stands for an unknown day, names tell the community already.
    birth["first_of_january"] = round(birth["exact"] - 6, 2)
    # Where it stands for an unknown day in one of them, the year is all that agrees, and
    # so it does among many of one community.
    birth["year_and_first"] = 1.0
    # Relatives share an address and names: their pairs are no random ones.
    for level, most in (("same", 10.0), ("postcode", 7.0), ("near_postcode", 5.5)):
        place[level] = min(place[level], most)
    place["street"] = 4.0
    middle |= {"agree": min(middle["agree"], 3.5), "initial": 2.0}
    middle["differ"] = max(middle["differ"], -2.5)
    # A recorded gender may be wrong, or may have changed.
    table["gender"]["different"] = max(table["gender"]["different"], -2.5)
    # How often names are told so at all: of several ways to lay them beside each other
    # the best is taken, and by chance one fits. Counting cannot tell.
    table["order"] = {
        "straight": 0.0,
        "middle": -2.0,
        "swapped": -2.5,
        "apart": -5.0,
        # One name of two stands in the other place: so it does in many families whose
        # children bear their father's first name.
        "crossed": -4.5,
    }
    # By judgement: the kit has no such facts. To be estimated on a pilot's pairs.
    shared = {"phone": 8.0, "email": 9.0, "online": 9.0, "school": 2.0, "employer": 2.0}
    settings = {"household": 1.0, "together": 0.3, "most_shared": 11.0}
    # "spelt" is counted by benchmarks.matching.spelt, among candidates.
    return table | settings | {"shared": shared, "usual_share": usual_share}


def usual_share(records: dict[str, Profile]) -> float:
    """Return how frequent the name is, on average, that two random people share."""
    words = Counter(
        found[0]
        for profile in records.values()
        for reading in profile.readings
        for word in reading.words
        if (found := readings(word))
    )
    total = sum(words.values())
    return round(sum(count * count for count in words.values()) / total**2, 6)


def main(data: str) -> int:
    records = {
        record["id"]: profile_of(record) for record in load(f"{data}.records.jsonl")
    }
    table = settled(weights(*counted(data, records)), usual_share(records))
    print(json.dumps({"version": "trained"} | table, indent=1))
    return 0


if __name__ == "__main__":
    django.setup()
    sys.exit(main(sys.argv[1]))
