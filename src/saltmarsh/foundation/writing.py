"""Rows of many tables, written in one statement.

What an action writes goes to the database in one exchange instead of ten: for small
rows the exchange is most of what they cost. docs/reference/benchmarks.md has the
figures.
"""

import uuid
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from datetime import datetime
from functools import cache, lru_cache, wraps
from itertools import groupby
from operator import attrgetter
from typing import Any, ParamSpec, TypeVar

from django.db import connection, models, transaction
from django.db.models.sql import InsertQuery
from psycopg import _queries

from saltmarsh.foundation.asking import ask

Given = ParamSpec("Given")
Returned = TypeVar("Returned")
# An SQL statement that changes rows, and its parameters.
Write = tuple[str, list[Any]]
# The driver forgets how it has read a statement of more than 50 values; what an action
# writes has twice as many, and is the same each time.
_queries.MAX_CACHED_STATEMENT_PARAMS = 200
_queries.MAX_CACHED_STATEMENT_LENGTH = 10_000
# What the database driver writes as it is.
PLAIN = {bool, bytes, datetime, int, str, uuid.UUID, type(None)}
# What the action that is being done has still to write; None outside of one.
waiting: ContextVar[list[Write] | None] = ContextVar("waiting", default=None)


def at_once(action: Callable[Given, Returned]) -> Callable[Given, Returned]:
    """Write what `action` gives to `insert` and `update` in one statement, at its end.

    It belongs to the caller's transaction, or is one of its own. It needs no
    savepoint: until it has ended well it has written nothing, so it must not ask the
    database for its own rows. An action inside another writes with the outer one.
    """

    @wraps(action)
    def done(*args: Given.args, **kwargs: Given.kwargs) -> Returned:
        outer = waiting.get()
        if outer is None and not connection.in_atomic_block:
            with transaction.atomic():
                return done(*args, **kwargs)
        mine: list[Write] = []
        waiting.set(mine)
        try:
            returned = action(*args, **kwargs)
        finally:
            waiting.set(outer)
        write(*mine)
        return returned

    return done


def insert(*records: models.Model) -> None:
    """Insert new records, whatever their tables, in one statement.

    A key that the database counts is left to it, and is not put on the record.
    """
    write(*(rows_of(list(same)) for _, same in groupby(records, key=type)))
    for record in records:
        record._state.adding, record._state.db = False, "default"


def insert_rows(model: type[models.Model], *rows: dict[str, Any]) -> None:
    """Insert rows of one table, given by attribute, without making records of them.

    All have the same attributes; the others are the database's to fill, or empty.
    """
    if not rows:
        return
    table = table_of(model)
    places = tuple(table.places[name] for name in rows[0])
    fields = [table.fields[place] for place in places]
    values = [prepared(field, row[field.attname]) for row in rows for field in fields]
    write((inserting(model, places, len(rows)), values))


def update(record: models.Model, names: Sequence[str]) -> None:
    """Write the fields `names` of a record that is there and locked."""
    write(change(record, names))


def change(record: models.Model, names: Sequence[str]) -> Write:
    """Return what writes the fields `names` of a record that is there and locked."""
    fields: list[Any] = [record._meta.get_field(name) for name in names]
    values = [prepared(field, getattr(record, field.attname)) for field in fields]
    sql = updating(type(record), tuple(field.column for field in fields))
    return sql, [*values, record.pk]


def write(*writes: Write) -> None:
    """Write now, or at the end of the action that is being done."""
    later = waiting.get()
    if later is not None:
        later.extend(writes)
    elif writes:
        ask(*together(writes))


def execute(writes: Sequence[Write]) -> int:
    """Write now; return how many rows the last of `writes` wrote."""
    with connection.cursor() as cursor:
        cursor.execute(*together(writes))
        return cursor.rowcount


def together(writes: Sequence[Write]) -> Write:
    """Return one statement that does all of `writes`: each sees the tables as they were
    before.
    """
    parameters = [value for _, values in writes for value in values]
    return joined(tuple(sql for sql, _ in writes)), parameters


@lru_cache
def joined(statements: tuple[str, ...]) -> str:
    *others, last = statements
    if not others:
        return last
    named = (f"w{place} AS ({sql})" for place, sql in enumerate(others))
    return f"WITH {', '.join(named)} {last}"


class Table:
    """How records of one model become rows: found out once a process."""

    def __init__(self, model: type[models.Model]):
        self.fields: list[Any] = list(model._meta.local_concrete_fields)
        self.places = {field.attname: place for place, field in enumerate(self.fields)}
        self.filled = [field for field in self.fields if fills_itself(field)]
        self.read = attrgetter(*self.places)

    def row(self, record: models.Model) -> list[Any]:
        for field in self.filled:
            field.pre_save(record, add=True)
        return list(map(prepared, self.fields, self.read(record)))


@cache
def table_of(model: type[models.Model]) -> Table:
    return Table(model)


def fills_itself(field: Any) -> bool:
    if isinstance(field, models.DateField | models.TimeField):
        return field.auto_now or field.auto_now_add
    return type(field).pre_save is not models.Field.pre_save


def rows_of(records: Sequence[models.Model]) -> Write:
    """Return what inserts records of one table.

    A field without a value is left out, which makes the statement shorter by half.
    """
    model = type(records[0])
    rows = [table_of(model).row(record) for record in records]
    columns = enumerate(zip(*rows, strict=True))
    given = tuple(place for place, column in columns if any_given(column))
    sql = inserting(model, given, len(rows))
    return sql, [row[place] for row in rows for place in given]


def any_given(column: tuple[Any, ...]) -> bool:
    return column[0] is not None or column.count(None) < len(column)


def prepared(field: Any, value: Any) -> Any:
    """Return `value` as the driver takes it. What the driver knows is left alone."""
    if type(value) in PLAIN and not isinstance(field, models.JSONField):
        return value
    return field.get_db_prep_save(value, connection)


@lru_cache
def inserting(model: type[models.Model], places: tuple[int, ...], rows: int) -> str:
    """Return the SQL that inserts the fields at `places` of so many rows of `model`."""
    fields = [model._meta.local_concrete_fields[place] for place in places]
    query = InsertQuery(model)
    query.insert_values(fields, [model()], raw=True)
    [(sql, _parameters)] = query.get_compiler("default").as_sql()
    head, values, row = str(sql).rpartition(" VALUES ")
    return head + values + ", ".join([row] * rows)


@lru_cache
def updating(model: type[models.Model], columns: tuple[str, ...]) -> str:
    """Return the SQL that changes `columns` of one row of `model`."""
    quote = connection.ops.quote_name
    changed = ", ".join(f"{quote(column)} = %s" for column in columns)
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    return f"UPDATE {table} SET {changed} WHERE {key} = %s"  # noqa: S608 - our names
