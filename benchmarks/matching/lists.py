"""Asks the product's own functions over lists in memory: `python -m
benchmarks.matching.lists DATA [--every N] [--only SCENARIOS] [--missed]`.

No database, no keys: what is found and how it is ranked is the same, and it takes a
third of the time. What it costs is measured by `costs`. --every: one of so many queries
of each scenario. --missed: print which mixed errors were not found, by what is missing.
"""

import argparse
import os
import sys
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from statistics import mean
from typing import Any

K = 10


class Lists:
    """A partnership's people in memory, in the place of its index and its records."""

    def __init__(self, records: Iterable[dict[str, Any]]):
        from saltmarsh.casework.identities import keys, profiles, store
        from saltmarsh.cli import match_stdio

        self.told: dict[uuid.UUID, Any] = {}
        self.names: dict[uuid.UUID, str] = {}
        self.lists: dict[str, list[Any]] = defaultdict(list)
        self.rarity: Counter[str] = Counter()
        self.most: list[int] = []
        for record in records:
            key = uuid.uuid5(uuid.NAMESPACE_OID, record["id"])
            self.told[key] = told = match_stdio.told(record)
            self.names[key] = record["id"]
            profile = profiles.profile(told)
            for one in keys.stored(profile):
                self.lists[one].append(store.halves(key))
            self.rarity.update(profile.skeletons)

    def look_up(self, _secrets: Any, keys: Iterable[str], **_longest: Any) -> Any:
        return {key: self.lists[key] for key in keys if key in self.lists}

    def opened(self, _partnership: Any, identity_ids: list[uuid.UUID]) -> Any:
        from saltmarsh.casework.identities.models import Identity

        return [(Identity(pk=one), self.told[one]) for one in identity_ids]

    def serve(self) -> None:
        """Stand in for the index and for the sealed records."""
        from saltmarsh.casework.identities import queries, store
        from saltmarsh.casework.identities.models import Index

        size, rarity = len(self.told), dict(self.rarity)
        crowd = queries.Crowd(size, rarity, {}, sum(rarity.values()))
        stand_ins: dict[str, Any] = {
            "current": lambda _partnership: Index(),
            "crowd_of": lambda _index: crowd,
            "open_identities": self.opened,
        }
        for name, function in stand_ins.items():
            setattr(queries, name, function)
        store.look_up = self.look_up  # type: ignore[assignment]
        store.secrets_of = lambda _index: None  # type: ignore[assignment,return-value]

    def ask(self, record: dict[str, Any]) -> list[tuple[str, float]]:
        from saltmarsh.casework.identities import queries
        from saltmarsh.cli import match_stdio

        found = queries.weighed(None, match_stdio.told(record))  # type: ignore[arg-type]
        self.most.append(len(found))
        return [(self.names[one.pk], held.posterior) for held, one, _told in found[:K]]


def chosen(data: str, every: int, only: set[str]) -> Iterator[dict[str, Any]]:
    from benchmarks.matching.kit.harness import load

    passed: Counter[str] = Counter()
    for query in load(f"{data}.queries.jsonl"):
        passed[query["scenario"]] += 1
        wanted = not only or query["scenario"] in only
        if wanted and passed[query["scenario"]] % every == 0:
            yield query


def main(data: str, every: int, only: set[str], *, missed: bool) -> None:
    from benchmarks.matching import arabic, report
    from benchmarks.matching.kit.harness import load

    records = list(load(f"{data}.records.jsonl"))
    lists = Lists(records)
    lists.serve()
    rows, found, of = [], Counter[str](), Counter[str]()
    lost: Counter[str] = Counter()
    asked = [*chosen(data, every, only), *arabic.queries(records, only)]
    for query in asked:
        results, truth = lists.ask(query["record"]), set(query["truth"])
        hits = truth & {name for name, _posterior in results}
        found[query["scenario"]] += len(hits)
        of[query["scenario"]] += len(truth)
        marked = [(posterior, name in truth) for name, posterior in results]
        community = query.get("community", "")
        rows.append((query["scenario"], marked, len(truth), 0, 0, community, ""))
        if missed and query["scenario"] == "mix" and hits != truth:
            lost[told_of(query["record"])] += len(truth - hits)
    for name, count in of.items():
        if count:
            low, high = report.interval(found[name], count)
            share = found[name] / count
            print(f"  {name:<26}{share:.3f} [{low:.3f}–{high:.3f}] of {count}")
    print("\n".join(report.by_community(rows)))
    for kind, count in lost.most_common():
        print(f"  missed {count}: {kind}")
    opened = mean(lists.most)
    print(f"  {len(asked)} queries, {opened:.0f} opened on average")
    print(f"  load average {os.getloadavg()[0]:.1f}")


def told_of(record: dict[str, Any]) -> str:
    """Return which facts a query tells."""
    return ", ".join(sorted(key for key, value in record.items() if value))


if __name__ == "__main__":
    import django

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only", default="", help="scenarios, with commas")
    parser.add_argument("--missed", action="store_true")
    given = parser.parse_args()
    django.setup()
    scenarios = {one for one in given.only.split(",") if one}
    sys.exit(main(given.data, given.every, scenarios, missed=given.missed))
