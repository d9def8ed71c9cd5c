"""How many two-row commits the database makes, asked by nothing but the driver."""

import multiprocessing
import threading
import time
import uuid

import psycopg

from benchmarks.stage import DATABASE, Stage
from saltmarsh.cli.machine.postgres.roles import APP

SECONDS, PROCESSES = 1.0, 2
TABLES = f"""
CREATE TABLE IF NOT EXISTS bare_letter (
    id uuid PRIMARY KEY, created_at timestamptz NOT NULL,
    names bytea NOT NULL, worry bytea NOT NULL);
CREATE TABLE IF NOT EXISTS bare_event (
    id uuid PRIMARY KEY, created_at timestamptz NOT NULL,
    name varchar(60) NOT NULL, about uuid NOT NULL);
GRANT SELECT, INSERT ON bare_letter, bare_event TO {APP};
"""

TWO_ROWS = """
WITH letter AS (
    INSERT INTO bare_letter VALUES (%s, now(), %s, %s) RETURNING id
) INSERT INTO bare_event SELECT %s, now(), 'letter.received', id FROM letter
"""
ENVELOPE = b"x" * 540


def make_tables(at: Stage) -> None:
    """Make the two tables, for the bare view too."""
    with psycopg.connect(at.superuser_url, autocommit=True) as database:
        database.execute(TABLES)


def rate(at: Stage, *, clients: int) -> float:
    """Return commits a second over as many connections as `clients`."""
    url = at.cluster.url(APP, DATABASE)
    share = clients // PROCESSES
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        counts = pool.starmap(committed, [(url, share)] * PROCESSES)
    return sum(counts) / SECONDS


def committed(url: str, connections: int) -> int:
    counts: list[int] = []
    threads = [
        threading.Thread(target=commit, args=(url, counts)) for _ in range(connections)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts)


def commit(url: str, counts: list[int]) -> None:
    done = 0
    with psycopg.connect(url, autocommit=True) as database:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            row = [uuid.uuid4(), ENVELOPE, ENVELOPE, uuid.uuid4()]
            database.execute(TWO_ROWS, row)
            done += 1
    counts.append(done)
