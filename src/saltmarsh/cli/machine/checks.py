"""The static checks: nothing here runs a page."""

import ast
import os
import time
from collections.abc import Sequence
from pathlib import Path

from saltmarsh.cli.machine import assets, database, environment, places, running
from saltmarsh.cli.machine.console import complain, say
from saltmarsh.cli.machine.places import in_environment
from saltmarsh.cli.machine.processes import django_command

PYTEST_CACHE = f"cache_dir={places.CACHE / 'pytest'}"


def test_environment(addresses: dict[str, str]) -> dict[str, str]:
    """Return the variables for tools and tests: no cache lands in the tree."""
    return places.django_environment() | {
        **addresses,
        "SECRET_KEY": "for-tests-only-and-public",
        "MYPY_CACHE_DIR": str(places.CACHE / "mypy"),
        "RUFF_CACHE_DIR": str(places.CACHE / "ruff"),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(places.CACHE / "hypothesis"),
    }


def check() -> int:
    """Run every static check, say how each went, and return the exit code."""
    environment.make_ready(tests=True)
    assets.make_ready()
    with database.for_tests() as addresses:
        return run_checks(test_environment(addresses))


def run_checks(env: dict[str, str]) -> int:
    """Run all checks, also after one failed; return 1 when any failed."""
    places.CACHE.mkdir(parents=True, exist_ok=True)
    went_well = [passes(name, command, env) for name, command in commands()]
    tangles = tangled_migrations(places.SALTMARSH)
    report("each app's migrations are one line", "\n".join(tangles), 0.0)
    return 0 if all(went_well) and not tangles else 1


def commands() -> list[tuple[str, Sequence[str]]]:
    """Return what each check is called, and the command that makes it."""
    ruff, cache = in_environment("ruff"), str(places.CACHE / "imports")
    pytest = [in_environment("pytest"), "-q", "-o", PYTEST_CACHE, "tests/architecture"]
    missing = django_command("makemigrations", "--check", "--dry-run")
    return [
        ("formatted", [ruff, "format", "--check", "."]),
        ("ruff finds nothing", [ruff, "check", "."]),
        ("mypy finds nothing", [in_environment("mypy")]),
        (
            "imports keep the contracts",
            [in_environment("lint-imports"), "--cache-dir", cache],
        ),
        ("the house is in order, its reference up to date", pytest),
        ("no migration is missing", missing),
    ]


def passes(name: str, command: Sequence[str], env: dict[str, str]) -> bool:
    """Run one check and say how it went, with its output when it failed."""
    began = time.monotonic()
    done = running.attempt(command, env=env)
    failed = done.returncode != 0
    said = (done.stdout + done.stderr).strip() or f"exit code {done.returncode}"
    report(name, said if failed else "", time.monotonic() - began)
    return not failed


def report(name: str, problem: str, seconds: float) -> None:
    """Say in one line that a check went well, or what was wrong."""
    took = f" ({seconds:.1f} s)" if seconds else ""
    if problem:
        complain(f"✗ {name}{took}\n{problem}\n")
    else:
        say(f"✓ {name}{took}")


def tangled_migrations(source: Path) -> list[str]:
    """Return what is wrong with the order of each app's migrations; empty when each
    stands on the one before it.
    """
    found = []
    for folder in sorted(source.rglob("migrations")):
        before = None
        for path in sorted(folder.glob("[0-9]*.py")):
            stands_on = own_dependencies(path, app=folder.parent.name)
            if stands_on != ([before] if before else []):
                found.append(f"{path}: stands on {stands_on}, not on {before}")
            before = path.stem
    return found


def own_dependencies(path: Path, *, app: str) -> list[str]:
    """Return the migrations of the same app that the one at `path` names."""
    for node in ast.walk(ast.parse(path.read_text())):
        if (
            isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) == "dependencies"
        ):
            pairs = node.value.elts if isinstance(node.value, ast.List) else []
            named = [ast.literal_eval(pair) for pair in pairs if is_plain(pair)]
            return [name for label, name in named if label == app]
    return []


def is_plain(pair: ast.expr) -> bool:
    """Whether a dependency is written as two texts."""
    return isinstance(pair, ast.Tuple)


def tidy() -> int:
    """Format the code and put right what ruff can."""
    environment.make_ready(tests=True)
    ruff, env = in_environment("ruff"), {**os.environ, **test_environment({})}
    fixed = running.show([ruff, "check", "--fix", "."], env=env)
    return running.show([ruff, "format", "."], env=env) or fixed
