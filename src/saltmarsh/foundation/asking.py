"""Statements that every request sends, by a cursor that its connection keeps.

To make Django's cursor and to read moments in Python costs more than the database
takes to answer. docs/reference/benchmarks.md has the figures.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.postgres import types
from psycopg.pq import Format

MOMENT = types["timestamptz"].oid
# The driver's own, which reads them in C and knows that the connection is in UTC.
MOMENTS: Any = psycopg.adapters.get_loader(MOMENT, Format.TEXT)

Cursor = psycopg.Cursor[tuple[Any, ...]]
Parameters = Sequence[Any] | Mapping[str, Any]
# Connections belong to one thread each, and so do their cursors.
kept: WeakKeyDictionary[Any, Cursor] = WeakKeyDictionary()


def ask(sql: str, parameters: Parameters | None = None) -> list[tuple[Any, ...]]:
    """Return the rows that the database answers with; none for what has no rows.

    It is Django's own cursor where somebody listens to what is asked, as tests do.
    """
    # Looked up once: `connection` looks itself up for each of its names.
    mine: Any = connections[DEFAULT_DB_ALIAS]
    if mine.execute_wrappers or mine.queries_logged:
        with mine.cursor() as cursor:
            cursor.execute(sql, parameters)
            return rows_of(cursor)
    mine.close_if_health_check_failed()
    mine.ensure_connection()
    mine.validate_no_broken_transaction()
    with mine.wrap_database_errors:
        held = cursor_of(mine.connection)
        held.execute(sql, parameters)  # type: ignore[call-overload]
        return rows_of(held)


def rows_of(cursor: Any) -> list[tuple[Any, ...]]:
    # To ask for a description would make one of each column.
    return [] if cursor.rownumber is None else cursor.fetchall()


def cursor_of(driver: Any) -> Cursor:
    """Return the cursor that the driver's connection keeps."""
    found = kept.get(driver)
    if found is None:
        found = kept[driver] = driver.cursor()
        found.adapters.register_loader(MOMENT, MOMENTS)
    return found
