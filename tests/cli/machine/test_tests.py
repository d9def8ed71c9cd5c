"""A test run that ran nothing must not pass."""

from collections import Counter

import pytest

from saltmarsh.cli.machine import checks, tests

PASSING = b"..s\n2 passed, 1 skipped in 0.52s\n"


@pytest.fixture
def pytest_says(monkeypatch):
    def say(code: int, text: bytes) -> None:
        monkeypatch.setattr(tests, "show_and_keep", lambda command, env: (code, text))

    return say


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        (PASSING, {"passed": 2, "skipped": 1}),
        (b"== 1 failed, 3 passed in 75.10s (0:01:15) ==\n", {"failed": 1, "passed": 3}),
        (b"no tests ran in 0.01s\n", {}),
        (b"Traceback\n", {}),
        (b"1 passed in 1s\nlater\n2 errors in 0.10s\n", {"errors": 2}),
    ],
)
def test_the_closing_line_is_counted(closing, expected):
    assert tests.count(closing) == Counter(expected)


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (0, PASSING, 0),
        (1, PASSING, 1),
        (0, b"no tests ran in 0.01s\n", 1),
        (0, b"3 skipped in 0.01s\n", 1),
        (0, b"", 1),
        (5, b"no tests ran in 0.01s\n", 1),
    ],
)
def test_a_run_passes_only_when_a_test_did(code, text, expected, pytest_says):
    pytest_says(code, text)

    assert tests.run_counted([], ["tests"], {}, Counter()) == expected


def test_two_runs_close_as_one(pytest_says):
    counts = Counter()
    pytest_says(0, PASSING)
    tests.run_counted([], ["tests"], {}, counts)
    pytest_says(1, b"1 failed, 3 passed in 2.00s\n")
    tests.run_counted([], ["journeys"], {}, counts)

    said = tests.closing_line(counts, 2.5)

    assert said == "===== 1 failed, 5 passed, 1 skipped in 2.50s ====="


def migration(folder, name: str, *stands_on: str) -> None:
    named = ", ".join(f'("app", "{other}")' for other in stands_on)
    folder.joinpath(f"{name}.py").write_text(
        f'class Migration:\n    dependencies = [("other", "0009_x"), {named}]\n'
    )


@pytest.fixture
def app(tmp_path):
    folder = tmp_path / "app" / "migrations"
    folder.mkdir(parents=True)
    migration(folder, "0001_initial")
    migration(folder, "0002_more", "0001_initial")
    return folder


def test_migrations_in_one_line_are_in_order(app):
    assert checks.tangled_migrations(app.parents[1]) == []


@pytest.mark.parametrize(
    ("name", "stands_on"),
    [
        ("0002_other", ["0001_initial"]),
        ("0003_both", ["0001_initial", "0002_more"]),
        ("0003_nothing", []),
    ],
)
def test_a_branch_or_a_gap_is_found(app, name, stands_on):
    migration(app, name, *stands_on)

    assert len(checks.tangled_migrations(app.parents[1])) == 1
