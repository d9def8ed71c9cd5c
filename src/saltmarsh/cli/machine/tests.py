"""Run the tests: all of them, or some, or all with their coverage."""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence

from saltmarsh.cli.machine import (
    assets,
    checks,
    database,
    environment,
    places,
    running,
    system,
)
from saltmarsh.cli.machine.console import CannotContinue, complain, say, step
from saltmarsh.cli.machine.places import in_environment

JOURNEYS = "tests/journeys"
COVERAGE = places.TEST / "coverage"
AT_ONCE = ["-n", "2"]
APART = [f"--ignore={JOURNEYS}", "tests"]
PLAINLY = ["-m", "pytest"]
SLOWEST = ["--durations", "15"]
MEASURED = ["-m", "coverage", "run", "--parallel-mode", "-m", "pytest"]
CLOSING = re.compile(
    rb"^(?:=+ )?((?:\d+ [a-z]+, )*\d+ [a-z]+) in [\d.]+s.*$", re.MULTILINE
)


def test(*paths: str) -> int:
    """Set up what tests need, then run those of `paths`, or all."""
    environment.make_ready(tests=True)
    assets.make_ready(tests=True)
    try:
        system.need_for_tests()
    except CannotContinue as lacking:
        if not paths:
            raise
        step(str(lacking))
    with database.for_tests() as addresses:
        env = checks.test_environment(addresses)
        if path := system.browser():
            env["CHROMIUM"] = path
        return run_some(paths, env) if paths else run_all(env)


def run_some(paths: Sequence[str], env: dict[str, str]) -> int:
    """Run pytest on `paths`, which may also be its options."""
    command = [in_environment("pytest"), "-o", checks.PYTEST_CACHE, *paths]
    return running.show(command, env=env)


def run_all(env: dict[str, str]) -> int:
    """Run the checks, then every test."""
    failed = checks.run_checks(env)
    began, counts = time.monotonic(), Counter[str]()
    for title, chosen in (("tests", APART), ("journeys in a browser", [JOURNEYS])):
        step(f"Running the {title}")
        failed |= run_counted(PLAINLY, [*chosen, *SLOWEST], env, counts)
    say(closing_line(counts, time.monotonic() - began))
    return 1 if failed else 0


def coverage() -> int:
    """Run every test but the journeys, show what none reached, and fail below the floor.

    Measuring makes the tests slower, so `test` leaves it out.
    """
    environment.make_ready(tests=True)
    assets.make_ready(tests=True)
    system.need_for_tests()
    with database.for_tests() as addresses:
        env = checks.test_environment(addresses) | coverage_variables()
        failed = run_counted(MEASURED, APART, env, Counter[str]())
        return failed | coverage_report(env)


def coverage_variables() -> dict[str, str]:
    """Return what makes every Python process note which lines it ran."""
    COVERAGE.mkdir(parents=True, exist_ok=True)
    for old in COVERAGE.glob(".coverage*"):
        old.unlink()
    return {
        "COVERAGE_FILE": str(COVERAGE / ".coverage"),
        "COVERAGE_PROCESS_START": str(places.ROOT / "pyproject.toml"),
    }


def run_counted(
    by: Sequence[str], chosen: Sequence[str], env: dict[str, str], counts: Counter[str]
) -> int:
    """Run pytest, as `by` does it, on `chosen`, add its closing line to `counts`; return
    1 when it failed, or when not one test of it passed.
    """
    command = [in_environment("python"), *by, *AT_ONCE]
    command += ["-o", checks.PYTEST_CACHE, *chosen]
    code, said = show_and_keep(command, env)
    found = count(said)
    counts.update(found)
    if not found["passed"]:
        complain(f"No test of {' '.join(chosen)} passed.")
        return 1
    return 1 if code else 0


def show_and_keep(command: Sequence[str], env: dict[str, str]) -> tuple[int, bytes]:
    """Run `command`, show its output as it comes, and return code and output."""
    kept = bytearray()
    with subprocess.Popen(
        command,
        cwd=places.ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdout is not None  # noqa: S101 - asked for, two lines above
        while piece := os.read(process.stdout.fileno(), 65536):
            kept += piece
            sys.stdout.buffer.write(piece)
            sys.stdout.flush()
    return process.returncode, bytes(kept)


def count(said: bytes) -> Counter[str]:
    """Return how many tests passed, failed and so on by pytest's closing line."""
    lines = CLOSING.findall(said)
    parts = lines[-1].decode().split(", ") if lines else []
    return Counter({part.split()[1]: int(part.split()[0]) for part in parts})


def coverage_report(env: dict[str, str]) -> int:
    """Join what all processes noted and show it; return 1 below the floor."""
    program = in_environment("coverage")
    running.attempt([program, "combine", "-q", COVERAGE], env=env)
    return 1 if running.show([program, "report"], env=env) else 0


def closing_line(counts: Counter[str], seconds: float) -> str:
    """Return one closing line, in pytest's words, for all that ran."""
    order = ("failed", "passed", "skipped", "xfailed", "xpassed", "error", "errors")
    parts = [f"{counts[word]} {word}" for word in order if counts[word]]
    said = ", ".join(parts) or "no tests ran"
    return f"===== {said} in {seconds:.2f}s ====="
