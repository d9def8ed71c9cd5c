"""What matching costs: `python -m benchmarks.matching.costs DATA [--most N]`.

DATA: a set of the kit, without .records.jsonl. On a stage of its own it fills a
partnership as `match-stdio` does, then measures the first build, queries with mixed
errors, one more person, a rebuild under a new key, and the size. Each is told by the
clock and by the processor: here and in the database.
"""

import argparse
import gc
import os
import resource
import sys
import uuid
from collections.abc import Iterable
from itertools import islice
from statistics import median
from typing import Any

from benchmarks import stage

MORE, FIRST = 200, 50  # more people; queries before those that are measured
TABLE = "identities_posting"


def main(data: str, most: int) -> None:
    from benchmarks.matching.kit.harness import load
    from saltmarsh.cli import match_stdio

    program = match_stdio.begin()
    people = list(load(f"{data}.records.jsonl"))
    say(f"  sealed: {cost(lambda: program.keep(people), len(people))}")
    gc.freeze()  # the kit's own records are no part of the product
    build = cost(lambda: program.answer({"op": "ready"}), len(people))
    say(f"  built for the first time: {build}")
    analyse()
    asked = [
        query for query in load(f"{data}.queries.jsonl") if query["scenario"] == "mix"
    ]
    questions = [(program, one["record"], set(one["truth"])) for one in asked]
    for _program, record, _truth in questions[:FIRST]:
        program.answer({"op": "query", "record": record, "k": 10})
    ask(questions[FIRST : most + FIRST])
    one_more(program, people)
    anew(program, len(people))
    sizes(len(people))


def say(line: str) -> None:
    print(f"{line}; load average {os.getloadavg()[0]:.1f}", flush=True)


def cost(action: Any, of: int) -> str:
    from benchmarks.matching import spent

    with spent.measured() as found:
        action()
    return found.each(of)


def analyse() -> None:
    """Let the database know its tables, as autovacuum does in its own time."""
    import psycopg

    with psycopg.connect(os.environ["OWNER_DATABASE_URL"], autocommit=True) as owner:
        owner.execute(f"VACUUM ANALYZE {TABLE}")
        owner.execute("VACUUM ANALYZE identities_identity")
        owner.execute("VACUUM ANALYZE keys.record_key")


def ask(asked: Iterable[tuple[Any, dict[str, Any], set[str]]]) -> None:
    """Print recall at 10 and the time of queries: (program, record, its true ones)."""
    from benchmarks.matching import report, spent

    found, of, opened, times = 0, 0, [], []
    for program, record, truth in asked:
        with spent.measured() as taken:
            answer = program.answer({"op": "query", "record": record, "k": 10})
        times.append(taken)
        opened.append(answer["candidates"])
        of += len(truth)
        found += len(truth & {result[0] for result in answer["results"]})
    low, high = report.interval(found, of)
    say(f"  {len(times)} queries: recall at 10 {found / of:.4f} [{low:.4f}–{high:.4f}]")
    for name in ("wall", "cpu", "own", "server"):
        values = [getattr(one, name) for one in times]
        print(f"    {name}: {spent.middle_and_most(values)} ms")
    print(f"    opened: median {median(opened):.0f}, at most {max(opened)}")


def one_more(program: Any, people: list[dict[str, Any]]) -> None:
    """Print what the indexing job of one person takes."""
    from benchmarks.matching import spent

    times = []
    for record in islice(people, MORE):
        identity = told(program, record)
        with spent.measured() as taken:
            index(program, identity.pk)
        times.append(taken)
    for name in ("wall", "cpu", "own", "server"):
        values = [getattr(one, name) for one in times]
        print(f"    one more person, {name}: {spent.middle_and_most(values)} ms")
    say("  one more person")


def told(program: Any, record: dict[str, Any]) -> Any:
    from django.db import transaction

    from saltmarsh.casework.identities import actions, rebuilding
    from saltmarsh.casework.identities.models import Kind
    from saltmarsh.cli import match_stdio

    with transaction.atomic():
        rebuilding.enter(program.partnership)
        return actions.tell(
            program.partnership.pk,
            file_id=uuid.uuid4(),
            kind=Kind.REFERRAL,
            told=match_stdio.told(record),
        )


def index(program: Any, identity_id: uuid.UUID) -> None:
    from django.db import transaction

    from saltmarsh.casework.identities import actions, rebuilding

    with transaction.atomic():
        rebuilding.enter(program.partnership)
        actions.index(program.partnership, identity_id=identity_id)


def anew(program: Any, people: int) -> None:
    from django.db import transaction

    from saltmarsh.casework.identities import rebuilding
    from saltmarsh.foundation.keyring import actions as keyring

    with transaction.atomic():
        rebuilding.enter(program.partnership)
        keyring.begin(program.partnership)
    say(f"  rebuilt: {cost(lambda: program.answer({'op': 'ready'}), people + MORE)}")


def sizes(people: int) -> None:
    """Print how large the index is; measured before, because a rebuild doubles it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_table_size('{TABLE}'), pg_indexes_size('{TABLE}')")
        table, key = cursor.fetchone()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"  table {table:,} and index {key:,} bytes: {(table + key) / people:,.0f} a")
    print(f"  person, old entries not yet vacuumed; memory {most} MiB at most")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data")
    parser.add_argument("--most", type=int, default=500, help="queries")
    chosen = parser.parse_args()
    with stage.opened():
        sys.exit(main(chosen.data, chosen.most))
