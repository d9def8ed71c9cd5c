"""What something costs: of the clock, of this process, and of its server process of the
database. The last two say what it takes on a machine that others keep busy as well.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from django.db import connection

NANOSECONDS = 1e6  # in a millisecond


@dataclass
class Spent:
    """Milliseconds."""

    wall: float = 0.0
    own: float = 0.0
    server: float = 0.0

    @property
    def cpu(self) -> float:
        return self.own + self.server

    def each(self, of: int) -> str:
        return (
            f"{self.cpu / of:.3f} ms of processor each ({self.own / of:.3f} here,"
            f" {self.server / of:.3f} in the database), {self.wall / of:.3f} ms by the clock"
        )


@contextmanager
def measured() -> Iterator[Spent]:
    """Measure what is done inside, on the connection that is open already."""
    connection.ensure_connection()
    process = connection.connection.info.backend_pid
    spent = Spent(time.perf_counter() * 1000, time.process_time() * 1000, of(process))
    yield spent
    spent.wall = time.perf_counter() * 1000 - spent.wall
    spent.own = time.process_time() * 1000 - spent.own
    spent.server = of(process) - spent.server


def of(process: int) -> float:
    """Return how long a process has run on a processor, in milliseconds."""
    taken = Path(f"/proc/{process}/schedstat").read_text().split()[0]
    return int(taken) / NANOSECONDS


def middle_and_most(values: Iterable[float]) -> str:
    """Return the median and what 95 of 100 do not exceed."""
    cuts = quantiles(values, n=100, method="inclusive")
    return f"p50 {cuts[49]:.1f}, p95 {cuts[94]:.1f}"
