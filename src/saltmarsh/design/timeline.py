"""Where each mark of a drawn timeline stands. Pure: events in, places out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

WIDTH, LEFT, EDGE, LANE, DIGIT = 720, 150, 70, 40, 9


@dataclass(frozen=True)
class Mark:
    """One event, or several that are too close to part: "3", "3, 5" or "3 … 9"."""

    x: float
    y: int
    width: int
    text: str


@dataclass(frozen=True)
class Lane:
    kind: str
    y: int


@dataclass(frozen=True)
class Tick:
    x: float
    on: date


@dataclass(frozen=True)
class Drawing:
    """Places in the units of the drawing's view box, from its top left corner."""

    width: int
    height: int
    left: int
    lanes: list[Lane]
    ticks: list[Tick]
    marks: list[Mark]


def draw_timeline(events: Iterable[Mapping[str, Any]]) -> Drawing:
    """Place `events` on one line for each kind, by date from left to right.

    events: {"when": date or datetime, "kind": text, …}, in the order of the list
    that the numbers refer to.
    """
    told = [(seconds(e["when"]), str(e.get("kind") or "")) for e in events]
    kinds = list(dict.fromkeys(kind for _, kind in told))
    first = min((at for at, _ in told), default=0.0)
    last = max((at for at, _ in told), default=0.0)
    room = WIDTH - LEFT - 2 * EDGE

    def x(at: float) -> float:
        return round(LEFT + EDGE + room * (at - first) / ((last - first) or 1), 1)

    lanes = [Lane(kind, 28 + LANE * line) for line, kind in enumerate(kinds)]
    places: dict[str, list[tuple[float, int]]] = {kind: [] for kind in kinds}
    for number, (at, kind) in enumerate(told, start=1):
        places[kind].append((x(at), number))
    marks = [one for lane in lanes for one in marked(sorted(places[lane.kind]), lane.y)]
    height = 28 + LANE * len(lanes) + 16
    return Drawing(WIDTH, height, LEFT, lanes, ticks(first, last, x), marks)


def seconds(when: date) -> float:
    """Return a moment or a day as seconds; a day begins at midnight in London."""
    if not isinstance(when, datetime):
        when = datetime.combine(when, time.min)
    if when.tzinfo is None:
        when = timezone.make_aware(when)
    return when.timestamp()


def marked(places: list[tuple[float, int]], y: int) -> list[Mark]:
    """Return the marks of one line; places closer than a mark's width share one."""
    groups: list[list[tuple[float, int]]] = []
    for place in places:
        if groups and place[0] - groups[-1][-1][0] < 40:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [mark(group, y) for group in groups]


def mark(group: list[tuple[float, int]], y: int) -> Mark:
    numbers = sorted(number for _, number in group)
    text = ", ".join(map(str, numbers))
    if len(numbers) > 2:
        text = f"{numbers[0]} … {numbers[-1]}"
    width = max(24, 14 + DIGIT * len(text))
    middle = (group[0][0] + group[-1][0]) / 2
    x = min(max(middle - width / 2, LEFT), WIDTH - width)
    return Mark(round(x, 1), y, width, text)


def ticks(first: float, last: float, x: Callable[[float], float]) -> list[Tick]:
    """Return up to three days to write below the drawing: first, middle and last."""
    found: dict[date, Tick] = {}
    for at in (first, (first + last) / 2, last):
        on = datetime.fromtimestamp(at, timezone.get_current_timezone()).date()
        found.setdefault(on, Tick(x(at), on))
    return list(found.values())
