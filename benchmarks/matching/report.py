"""The figures of matching, with intervals: by scenario and by community."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

FROM = 0.0  # posterior, in bits: from here on a match is shown without asking
FEWEST = 100  # true pairs, below which a community's figures say little


@dataclass
class Counts:
    """Of one community: what was to be found, what was, and what was shown wrongly."""

    true: int = 0
    found: int = 0
    shown: int = 0
    shown_true: int = 0
    strangers: int = 0
    alarmed: int = 0

    @property
    def recall(self) -> float:
        return self.found / max(1, self.true)

    @property
    def false_alerts(self) -> float:
        return self.alarmed / max(1, self.strangers)


def by_scenario(scenarios: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield one line for each scenario with something to find."""
    for name, found in scenarios.items():
        if found["recall10"] is not None:
            yield f"  {name:<24}{found['recall10']:.4f} of {found['n']}"


def by_community(rows: Iterable[Any]) -> Iterator[str]:
    """Yield the whole and each community: recall at 10 of mixed errors, precision and
    recall of what is shown, and how many strangers raise an alert, with 95 % intervals.
    """
    counts: dict[str, Counts] = defaultdict(Counts)
    for scenario, results, true, _time, _opened, community, _key in rows:
        for name in ("all", community or "unknown"):
            count(counts[name], scenario, results, true)
    whole = counts["all"]
    for name, one in sorted(counts.items(), key=lambda pair: -pair[1].true):
        if one.true:
            yield line(name, one, whole)


def count(one: Counts, scenario: str, results: Any, true: int) -> None:
    shown = [is_true for score, is_true in results if score >= FROM]
    if scenario == "nomatch":
        one.strangers += 1
        one.alarmed += bool(shown)
    elif scenario == "mix" or scenario.startswith("febrl"):
        one.true += true
        one.found += sum(is_true for _score, is_true in results)
        one.shown += len(shown)
        one.shown_true += sum(shown)


def line(name: str, one: Counts, whole: Counts) -> str:
    low, high = interval(one.found, one.true)
    less, more = interval(one.alarmed, one.strangers)
    times = one.false_alerts / max(whole.false_alerts, 1e-9)
    few = "" if one.true >= FEWEST else " (few)"
    return (
        f"  {name:<20}{one.true:>6} true, recall {one.recall:.3f} [{low:.3f}–{high:.3f}],"
        f" shown: precision {one.shown_true / max(1, one.shown):.3f}"
        f" recall {one.shown_true / max(1, one.true):.3f},"
        f" false alerts {one.false_alerts:.3f} [{less:.3f}–{more:.3f}]"
        f" of {one.strangers}: {times:.2f} times{few}"
    )


def interval(hits: int, of: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share. Source: Wilson (1927)."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, hits / of
    middle = share + z * z / (2 * of)
    spread = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
