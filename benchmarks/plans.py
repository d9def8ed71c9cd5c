"""Whether the queries of a page read more rows as the tables grow."""

from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.test import Client
from psycopg._queries import PostgresQuery
from psycopg.adapt import Transformer
from psycopg.sql import Literal

from benchmarks.stage import HOST
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

OFTEN = 7  # after five times PostgreSQL weighs up a plan for any parameters
LARGE = 900  # rows: a table with more is not read from end to end


def checked(partnership: Partnership, path: str, cookie: str) -> str:
    """Run a page's queries again with EXPLAIN ANALYZE; say what they read."""
    asked = list(queries_of(path, cookie))
    scanned, most, count = [], 0, 0
    with transaction.atomic(), connection.cursor() as cursor:
        partnerships.enter(partnership)
        for sql, parameters in asked:
            if "set_config" in sql:  # it may say how those after it are planned
                cursor.execute(sql, parameters)
                continue
            nodes = list(steps(plan_kept(cursor, sql, parameters)))
            count, most = count + 1, max([most, *(rows_read(node) for node in nodes)])
            scanned += [
                node["Relation Name"]
                for node in nodes
                if node["Node Type"] == "Seq Scan" and rows_read(node) > LARGE
            ]
        transaction.set_rollback(True)
    connection.close()
    told = ", ".join(sorted(set(scanned))) or "none"
    return (
        f"    {count} queries; tables read from end to end: {told};"
        f" most rows read in one step: {most:,}"
    )


def plan_kept(cursor: Any, sql: str, parameters: Any) -> dict[str, Any]:
    """Return how a statement runs once its connection has asked it often: PostgreSQL
    may by then have turned to a plan for any parameters, which may read far more.
    """
    driver = connection.connection
    query = PostgresQuery(Transformer(driver))
    query.convert(sql, parameters)
    values = of_statement(query, parameters)
    cursor.execute("SELECT %s::oid[]::regtype[]::text[]", [list(query.types)])
    kinds = [kind.replace("-", "unknown") for kind in cursor.fetchone()[0]]
    cursor.execute(f"PREPARE kept {bracketed(kinds)} AS {query.query.decode()}")
    again = f"EXECUTE kept {bracketed(values)}"
    for _ in range(OFTEN):
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {again}")
        [[[plan]]] = cursor.fetchall()
    cursor.execute("DEALLOCATE kept")
    return plan["Plan"]  # type: ignore[no-any-return]


def of_statement(query: PostgresQuery, parameters: Any) -> list[str]:
    """Return the values as SQL, in the order of the statement that the driver sends."""
    if not parameters:
        return []
    ordered = query.validate_and_reorder_params(query._parts, parameters, query._order)
    return [Literal(value).as_string(connection.connection) for value in ordered]


def bracketed(parts: list[str]) -> str:
    return f"({', '.join(parts)})" if parts else ""


def queries_of(path: str, cookie: str) -> Iterator[tuple[str, Any]]:
    """Yield the selects that answering `path` sends, with their values."""
    asked: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    browser = Client(headers={"host": HOST, "cookie": cookie})
    browser.get(path)
    with connection.execute_wrapper(keep):
        answer = browser.get(path)
    if answer.status_code != 200:
        raise ValueError(f"{path} answered {answer.status_code}")
    for sql, params in asked:
        if sql.lstrip(" (\n").startswith(("SELECT", "WITH")):
            yield sql, params


def steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", []):
        yield from steps(part)


def rows_read(node: dict[str, Any]) -> int:
    """Return how many rows a step read from its table, over all of its loops."""
    if "Relation Name" not in node:
        return 0
    dropped = node.get("Rows Removed by Filter", 0)
    return int((node["Actual Rows"] + dropped) * node["Actual Loops"])
