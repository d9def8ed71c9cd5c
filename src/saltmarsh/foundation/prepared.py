"""Queries that are compiled once a process, for what is asked on every request.

Compiling a small query costs Django ten times what the database takes to answer it.
The SQL is Django's own; only its making is remembered. docs/reference/benchmarks.md
has the figures.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models.query import get_related_populators

from saltmarsh.foundation.asking import ask

Found = TypeVar("Found", bound=models.Model)
# What a query may name in its own text: a word of the product's.
CODE = re.compile(r"[a-z][a-z_]*", re.ASCII)
Shape = tuple[tuple[str, int | None], ...]


class StandIn(models.Expression):
    """Stands for a value that is not known while the query is compiled."""

    def __init__(self, name: str, place: int | None = None):
        super().__init__(output_field=models.Field())
        self.name, self.place = name, place

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    def value(self, values: dict[str, Any]) -> Any:
        found = values[self.name]
        return found if self.place is None else found[self.place]


class Prepared(Generic[Found]):
    """A query to be asked again and again with other values.

    build: returns the rows to fetch, given a stand-in for each value by name; a list
    becomes a list of stand-ins, and is compiled once for each of its lengths. None
    is no value: `= NULL` finds nothing.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Found]]):
        self.build = build
        self.compiled: dict[Shape, Compiled[Found]] = {}

    def all(self, **values: Any) -> list[Found]:
        asked = self.shaped(values)
        return [asked.record(row) for row in asked.rows(values)]

    def tuples(self, **values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of what `build` made by values_list."""
        return [tuple(row) for row in self.shaped(values).rows(values)]

    def shaped(self, values: dict[str, Any]) -> "Compiled[Found]":
        """Return the query for values of this shape, compiled when it is new."""
        shape = tuple(
            (name, len(value) if isinstance(value, list) else None)
            for name, value in values.items()
        )
        if shape not in self.compiled:
            stand_ins = {name: stand_in(name, length) for name, length in shape}
            self.compiled[shape] = Compiled(self.build(**stand_ins))
        return self.compiled[shape]

    def first(self, **values: Any) -> Found | None:
        """Return the first row; `build` has said in which order, and to fetch one."""
        return next(iter(self.all(**values)), None)


class Compiled(Generic[Found]):
    """One query as SQL, and how its rows become records."""

    def __init__(self, rows: models.QuerySet[Found]):
        self.compiler = rows.query.get_compiler(rows.db)
        self.sql, self.parameters = with_codes(*self.compiler.as_sql())
        self.info: Any = self.compiler.klass_info
        selected = self.info["select_fields"]
        self.own = slice(selected[0], selected[-1] + 1)
        columns = self.compiler.select[self.own]
        # What values_list makes may hold values that are no columns, and has no record.
        held: Any = [column[0] for column in columns]
        self.names = [one.target.attname for one in held if hasattr(one, "target")]
        every: Any = [column[0] for column in self.compiler.select]
        self.converters = self.compiler.get_converters(every)
        self.maker = Maker(self.info["model"])
        populators: Any = get_related_populators
        self.related = populators(self.info, self.compiler.select, rows.db)
        quicken(self.related)

    def rows(
        self, values: dict[str, Any], around: str = "{}", also: Sequence[Any] = ()
    ) -> Iterable[tuple[Any, ...]]:
        """Return the rows. around: a statement around it, which adds columns behind
        and takes the parameters `also`.
        """
        parameters = [
            one.value(values) if isinstance(one, StandIn) else one
            for one in self.parameters
        ]
        fetched = ask(around.format(self.sql), [*parameters, *also])
        if not self.converters:
            return fetched
        converted: Any = self.compiler.apply_converters
        return converted(fetched, self.converters)  # type: ignore[no-any-return]

    def record(self, row: Any) -> Found:
        made: Found = self.maker.from_db("default", self.names, row[self.own])
        for one in self.related:
            one.populate(row, made)
        for name, place in (self.compiler.annotation_col_map or {}).items():
            setattr(made, name, row[place])
        return made


def with_codes(sql: str, parameters: Iterable[Any]) -> tuple[str, list[Any]]:
    """Write the codes that a query names, as 'closed', into its text.

    A plan that PostgreSQL keeps for any parameters cannot use an index that holds only
    rows with one of these codes. What was built with a stand-in is never written.
    """
    given = list(parameters)
    parts = sql.split("%s")
    if len(parts) != len(given) + 1:
        raise ValueError("A query holds a %s that is no parameter")
    written, kept = [parts[0]], []
    for one, part in zip(given, parts[1:], strict=True):
        is_code = isinstance(one, str) and CODE.fullmatch(one)
        written.append(f"'{one}'" if is_code else "%s")
        written.append(part)
        if not is_code:
            kept.append(one)
    return "".join(written), kept


class Maker(Generic[Found]):
    """Makes records of what the database holds. Django hands each value through the
    model's `__init__`, which for a stored row ends in the same.
    """

    def __init__(self, model: type[Found]):
        if model.__init__ is not models.Model.__init__:
            raise TypeError(f"{model.__name__} has to be made by Django")
        self.model = model

    def from_db(self, db: str, names: Sequence[str], values: Sequence[Any]) -> Found:
        made = self.model.__new__(self.model)
        state = made._state = models.base.ModelState()
        state.adding, state.db = False, db
        made.__dict__.update(zip(names, values, strict=True))
        return made


def quicken(related: list[Any]) -> None:
    """Let the records that come along be made as the others are."""
    for one in related:
        one.model_cls = Maker(one.model_cls)
        quicken(one.related_populators)


def stand_in(name: str, length: int | None) -> StandIn | list[StandIn]:
    if length is None:
        return StandIn(name)
    return [StandIn(name, place) for place in range(length)]
