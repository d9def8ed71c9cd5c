"""The tests' own database server, shared by every run that wants it."""

import fcntl
import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager

from saltmarsh.cli.machine import environment, places
from saltmarsh.cli.machine.console import CannotContinue, say
from saltmarsh.cli.machine.postgres import cluster as postgres
from saltmarsh.cli.machine.postgres.programs import wheel_programs

KEPT = "kept"  # somebody asked for it by hand, and stops it by hand
USERS = "users"
PREFIX = "saltmarsh_"
LEFT_BEHIND = r"SELECT datname FROM pg_database WHERE datname ~ '^(test_)?saltmarsh_\d+'"


def database(action: str, name: str = "") -> int:
    """Start or stop the tests' server, or print how to reach it."""
    if not wheel_programs():
        environment.make_ready(tests=True)
    cluster = test_cluster()
    if action == "stop":
        (cluster.home / KEPT).unlink(missing_ok=True)
        postgres.stop(cluster)
        return 0
    if action not in {"start", "env"}:
        raise CannotContinue("Say one of: ./saltmarsh database start | stop | env")
    postgres.start(cluster)
    (cluster.home / KEPT).touch()
    if action == "env":
        own = name or f"{PREFIX}{os.getppid()}"
        sweep(cluster)
        postgres.make_database(cluster, own)
        addresses = cluster.urls(own).items()
        pairs = " ".join(f"{key}={shlex.quote(url)}" for key, url in addresses)
        say(f"export {pairs}")
    return 0


def test_cluster() -> postgres.Cluster:
    """Return the cluster that the tests of this clone share."""
    return postgres.open_cluster(places.TEST / "postgres", throw_away=True)


@contextmanager
def for_tests() -> Iterator[dict[str, str]]:
    """Run the tests' server meanwhile; give the variables that lead to a database
    of this process's own. The last to leave stops the server.
    """
    cluster = test_cluster()
    with (cluster.home / USERS).open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        postgres.start(cluster)
        own = f"{PREFIX}{os.getpid()}"
        sweep(cluster)
        postgres.make_database(cluster, own)
        try:
            yield cluster.urls(own)
        finally:
            drop(cluster, own)
            leave(cluster, users.fileno())


def leave(cluster: postgres.Cluster, users: int) -> None:
    """Stop the server when nobody else uses it."""
    if (cluster.home / KEPT).exists():
        return
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    postgres.stop(cluster)


def sweep(cluster: postgres.Cluster) -> None:
    """Drop the databases of processes that are gone."""
    for name in cluster.sql(LEFT_BEHIND).split():
        number = int(name.partition(PREFIX)[2].partition("_")[0])
        if not alive(number):
            drop_one(cluster, name)


def drop(cluster: postgres.Cluster, own: str) -> None:
    """Drop a run's database, and those that its tests made beside it."""
    for name in cluster.sql(LEFT_BEHIND).split():
        if name.removeprefix("test_").partition("_gw")[0] == own:
            drop_one(cluster, name)


def drop_one(cluster: postgres.Cluster, name: str) -> None:
    """Drop a database with its connections; no matter if it has just gone."""
    cluster.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def alive(number: int) -> bool:
    """Whether a process of this number runs."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
