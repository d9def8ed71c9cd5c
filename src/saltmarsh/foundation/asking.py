"""Statements that every request sends, by cursors that its connection keeps.

To make Django's cursor and to read moments in Python costs more than the database
takes to answer, and to go to the database and back costs more than both: `together`
goes once for many. docs/reference/benchmarks.md has the figures.
"""

from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from greenlet import getcurrent, greenlet
from psycopg.postgres import types
from psycopg.pq import Format

MOMENT = types["timestamptz"].oid
# The driver's own, which reads them in C and knows that the connection is in UTC.
MOMENTS: Any = psycopg.adapters.get_loader(MOMENT, Format.TEXT)

Cursor = psycopg.Cursor[tuple[Any, ...]]
Parameters = Sequence[Any] | Mapping[str, Any]
Question = tuple[str, Parameters | None]
Rows = list[tuple[Any, ...]]
# Connections belong to one thread each, and so do their cursors.
kept: WeakKeyDictionary[Any, list[Cursor]] = WeakKeyDictionary()


class Asker(greenlet):
    """Finds one of several answers, and waits with the others whenever it asks."""


def ask(sql: str, parameters: Parameters | None = None) -> Rows:
    """Return the rows that the database answers with; none for what has no rows.

    It is Django's own cursor where somebody listens to what is asked, as tests do.
    """
    return answers([(sql, parameters)])[0]


def together(**wanted: Callable[[], Any]) -> dict[str, Any]:
    """Return what each function returns, under its name. They run until they ask; what
    all of them ask goes to the database at once, and they go on with the answers.

    They only read, and none waits for what another finds. An error in one ends all.
    """
    if is_heard(connections[DEFAULT_DB_ALIAS]):
        return {name: find() for name, find in wanted.items()}
    found, waiting = dict.fromkeys(wanted), {}
    going_on = [(name, asker_of(find), ()) for name, find in wanted.items()]
    while going_on:
        for name, asker, given in going_on:
            said: Any = asker.switch(*given)
            if asker.dead:
                found[name] = said
            else:
                waiting[name] = (asker, said)
        going_on = answered(waiting) if waiting else []
        waiting = {}
    return found


def asker_of(find: Callable[[], Any]) -> Asker:
    asker = Asker(find)
    asker.gr_context = copy_context()
    return asker


def answered(waiting: Mapping[str, tuple[Asker, list[Question]]]) -> list[Any]:
    """Return who goes on, each with the answers to what it asked."""
    given = iter(answers([one for _, asked in waiting.values() for one in asked]))
    return [
        (name, asker, ([next(given) for _ in asked],))
        for name, (asker, asked) in waiting.items()
    ]


def answers(questions: list[Question]) -> list[Rows]:
    """Return the rows for each of `questions`, whoever fetches them."""
    me = getcurrent()
    if type(me) is Asker:
        return me.parent.switch(questions)  # type: ignore[no-any-return, union-attr]
    # Looked up once: `connection` looks itself up for each of its names.
    mine: Any = connections[DEFAULT_DB_ALIAS]
    if is_heard(mine):
        return [heard(mine, *question) for question in questions]
    mine.close_if_health_check_failed()
    mine.ensure_connection()
    mine.validate_no_broken_transaction()
    with mine.wrap_database_errors:
        return fetched(mine.connection, questions)


def is_heard(mine: Any) -> bool:
    """Tell whether somebody listens to what is asked."""
    return bool(mine.execute_wrappers or mine.queries_logged)


def heard(mine: Any, sql: str, parameters: Parameters | None) -> Rows:
    with mine.cursor() as cursor:
        cursor.execute(sql, parameters)
        return rows_of(cursor)


def fetched(driver: Any, questions: list[Question]) -> list[Rows]:
    held = cursors_of(driver, len(questions))
    if len(questions) == 1:
        held[0].execute(*questions[0])  # type: ignore[arg-type]
        return [rows_of(held[0])]
    with driver.pipeline():
        for cursor, question in zip(held, questions, strict=True):
            cursor.execute(*question)  # type: ignore[arg-type]
    return [rows_of(cursor) for cursor in held]


def rows_of(cursor: Any) -> Rows:
    # To ask for a description would make one of each column.
    return [] if cursor.rownumber is None else cursor.fetchall()


def cursors_of(driver: Any, count: int) -> list[Cursor]:
    """Return as many of the cursors that the driver's connection keeps."""
    held = kept.setdefault(driver, [])
    while len(held) < count:
        made = driver.cursor()
        made.adapters.register_loader(MOMENT, MOMENTS)
        held.append(made)
    return held[:count]
