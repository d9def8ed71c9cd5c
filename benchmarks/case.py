"""The page of a supported case with 50 events, among more and more such cases.

The sizes come from CASES, as "1000,10000"; without it they are those of SIZES.
"""

import os
import time

from benchmarks import load, place, plans, stage
from benchmarks.caseload import Caseload
from benchmarks.load import Figures
from benchmarks.stage import HOST, Stage
from saltmarsh.foundation.partnerships.models import Partnership

SIZES = "1000,10000,100000"
MANY, ALONE, WARM = 800, 100, 60
AT_A_TIME = 8


def run(at: Stage, partnership: Partnership) -> dict[str, Figures]:
    """Measure and print; return the figures by name."""
    caseload = Caseload(partnership)
    found: dict[str, Figures] = {}
    cookie = place.sign_in(caseload.member)
    for size in map(int, os.environ.get("CASES", SIZES).split(",")):
        began = time.perf_counter()
        events = caseload.grow(at, size)
        taken = time.perf_counter() - began
        print(
            f"  among {size:,} cases with {events:,} events on their timelines and"
            f" as many in the log, made in {taken:.0f} s",
            flush=True,
        )
        paths = [f"/desk/cases/{reference}" for reference in caseload.references]
        found |= measured(at, f"case of {size:,}", paths, cookie)
        print(plans.checked(partnership, paths[0], cookie), flush=True)
    return found


def measured(at: Stage, name: str, paths: list[str], cookie: str) -> dict[str, Figures]:
    asked = [
        load.request("GET", paths[number % len(paths)], host=HOST, cookie=cookie)
        for number in range(WARM + MANY + ALONE)
    ]
    pieces = {
        f"{name}, {AT_A_TIME} at a time": (asked[WARM:-ALONE], AT_A_TIME),
        f"{name}, alone": (asked[-ALONE:], 1),
    }
    with stage.served(at) as port:
        load.measure(port, asked[:WARM], at_a_time=AT_A_TIME, expected=200)
        found = {
            label: load.measure(port, piece, at_a_time=many, expected=200)
            for label, (piece, many) in pieces.items()
        }
    for label, figures in found.items():
        print(f"    {label:<36}{figures}", flush=True)
    return found
