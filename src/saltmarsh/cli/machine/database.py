"""The tests' own database server, shared by every run that wants it."""

import fcntl
import shlex
from collections.abc import Iterator
from contextlib import contextmanager

from saltmarsh.cli.machine import environment, places
from saltmarsh.cli.machine.console import CannotContinue, say
from saltmarsh.cli.machine.postgres import cluster as postgres
from saltmarsh.cli.machine.postgres.programs import wheel_programs

KEPT = "kept"  # somebody asked for it by hand, and stops it by hand
USERS = "users"
# Of the migrated templates, the newest is worth keeping for the next run.
LEFT_BEHIND = r"""
SELECT datname FROM pg_database WHERE datname ~ '^(test|draft)_'
UNION ALL
(SELECT datname FROM pg_database WHERE datname ~ '^template_' ORDER BY oid DESC OFFSET 1)
"""


def database(action: str = "", *_more: str) -> int:
    """Start or stop the tests' server, or print how to reach it."""
    if action not in {"start", "stop", "env"}:
        raise CannotContinue("Say one of: ./saltmarsh database start | stop | env")
    if not wheel_programs():
        environment.make_ready(tests=True)
    cluster = test_cluster()
    kept = cluster.home / KEPT
    if action == "stop":
        kept.unlink(missing_ok=True)
        postgres.stop(cluster)
        return 0
    postgres.start(cluster)
    kept.touch()
    if action == "env":
        pairs = (f"{key}={shlex.quote(url)}" for key, url in cluster.urls().items())
        say(f"export {' '.join(pairs)}")
    return 0


def test_cluster() -> postgres.Cluster:
    """Return the cluster that the tests of this clone share."""
    return postgres.open_cluster(places.TEST / "postgres", throw_away=True)


@contextmanager
def for_tests() -> Iterator[dict[str, str]]:
    """Run the tests' server meanwhile; give the variables that lead to it.

    The last to leave tidies up and stops it.
    """
    cluster = test_cluster()
    with (cluster.home / USERS).open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        postgres.start(cluster)
        try:
            yield cluster.urls()
        finally:
            leave(cluster, users.fileno())


def leave(cluster: postgres.Cluster, users: int) -> None:
    """Stop the server when nobody else uses it."""
    if (cluster.home / KEPT).exists():
        return
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    for name in cluster.sql(LEFT_BEHIND).split():
        cluster.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    postgres.stop(cluster)
