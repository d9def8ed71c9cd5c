"""The machine that was measured on."""

import os
import platform
from pathlib import Path

import psycopg

from benchmarks.stage import Stage

SETTINGS = ("server_version", "fsync", "synchronous_commit", "shared_buffers")


def facts(stage: Stage) -> list[str]:
    """Return lines about the machine, the database and how busy it was before."""
    with psycopg.connect(stage.superuser_url) as database:
        shown = {
            name: database.execute(f"SHOW {name}").fetchone()[0]  # type: ignore[index]
            for name in SETTINGS
        }
    said = ", ".join(f"{name} {value}" for name, value in shown.items())
    return [
        f"{os.cpu_count()} cores ({processor()}), {memory_gib():.1f} GiB",
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        f"PostgreSQL: {said}",
        "granian, WSGI, 2 workers of 2 threads; the load generator beside them",
        f"load average before: {os.getloadavg()[0]:.2f}",
    ]


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.split(":", 1)[1].strip() for line in lines if "model name" in line]
    return names[0] if names else platform.machine()


def memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
