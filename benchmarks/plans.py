"""Whether the queries of a page read more rows as the tables grow."""

from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.test import Client

from benchmarks.stage import HOST
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

LARGE = 900  # rows: a table with more is not read from end to end


def checked(partnership: Partnership, path: str, cookie: str) -> str:
    """Run a page's queries again with EXPLAIN ANALYZE; say what they read."""
    asked = list(queries_of(path, cookie))
    scanned, most = [], 0
    with transaction.atomic(), connection.cursor() as cursor:
        partnerships.enter(partnership)
        for sql, parameters in asked:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", parameters)
            nodes = list(steps(cursor.fetchone()[0][0]["Plan"]))
            most = max([most, *(rows_read(node) for node in nodes)])
            scanned += [
                node["Relation Name"]
                for node in nodes
                if node["Node Type"] == "Seq Scan" and rows_read(node) > LARGE
            ]
        transaction.set_rollback(True)
    connection.close()
    told = ", ".join(sorted(set(scanned))) or "none"
    return (
        f"    {len(asked)} queries; tables read from end to end: {told};"
        f" most rows read in one step: {most:,}"
    )


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
        if sql.lstrip(" (").startswith("SELECT") and "set_config" not in sql:
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
