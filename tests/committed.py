"""Tests that must see what others committed: on a database of their own, in a thread,
because a connection belongs to its thread and the test's own stays as it is.
"""

import asyncio
import threading
from collections.abc import Callable

import psycopg
from asgiref.sync import sync_to_async
from django.db import close_old_connections, connections

from tests import database


def apart(work: Callable[[], None]) -> None:
    """Do `work` on a new, migrated, empty database, where commits are commits."""
    kept = dict(connections.settings["default"])
    name = database.make()
    failures: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as failure:  # noqa: BLE001 - raised again by the caller
            failures.append(failure)
        finally:
            # A worker asks the database from a thread that the next test finds again.
            asyncio.run(sync_to_async(connections.close_all)())
            connections.close_all()

    connections.settings["default"] |= {"NAME": name, "CONN_MAX_AGE": 0}
    try:
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    finally:
        connections.settings["default"] |= kept
        close_old_connections()
        hang_up(name)
        database.drop(name)
    if failures:
        raise failures[0]


def hang_up(name: str) -> None:
    """End what a worker's threads still hold open, which only their own role may."""
    with psycopg.connect(database.address(database.APPLICATION, "postgres")) as role:
        role.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [name],
        )
