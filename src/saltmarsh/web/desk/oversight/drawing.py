"""Where each bar of a drawing of durations stands. Pure: spreads in, places out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, LEFT, EDGE, LANE, TOP = 720, 260, 40, 40, 30
# How wide a bar is at least, so that it can be seen.
THINNEST = 4
STEPS = (1, 2, 5, 10, 20, 30, 60, 90, 180, 365)


@dataclass(frozen=True)
class Bar:
    """From a quarter to three quarters, and where half stands."""

    name: str
    y: int
    x: float
    width: float
    half: float


@dataclass(frozen=True)
class Drawing:
    """Places in the units of the view box. ticks: (place, days)."""

    width: int
    height: int
    left: int
    bars: list[Bar]
    ticks: list[tuple[float, int]]


def draw(spreads: Sequence[Any]) -> Drawing:
    """Place one bar for each stage, by days from left to right."""
    longest = max((each.most for each in spreads), default=0) or 1
    room = WIDTH - LEFT - EDGE

    def x(days: float) -> float:
        return round(LEFT + room * days / longest, 1)

    bars = [
        Bar(
            each.name,
            TOP + LANE * number,
            x(each.quarter),
            max(x(each.most) - x(each.quarter), THINNEST),
            x(each.half),
        )
        for number, each in enumerate(spreads)
    ]
    step = next((one for one in STEPS if longest / one <= 6), max(STEPS))
    ticks = [(x(days), days) for days in range(0, int(longest) + 1, step)]
    return Drawing(WIDTH, TOP + LANE * len(bars) + 20, LEFT, bars, ticks)
