"""What the index costs: `python -m benchmarks.matching.indexing DATA`.

Fills a partnership as `match-stdio` does, with DATABASE_URL naming a migrated
database; then measures one more person, a rebuild under a new key, and the size.
"""

import resource
import sys
import time
import uuid
from itertools import islice
from statistics import median

import django
from django.db import connection, transaction

MORE = 200


def main(data: str) -> int:
    django.setup()
    from benchmarks.matching.kit.harness import load
    from saltmarsh.casework.identities import rebuilding
    from saltmarsh.cli import match_stdio
    from saltmarsh.foundation.keyring import actions as keyring

    program = match_stdio.begin()
    program.keep(list(load(f"{data}.records.jsonl")))
    people = len(program.records)
    print(f"  first build: {timed(program, people):.3f} ms a person, {people:,} people")
    with transaction.atomic():
        rebuilding.enter(program.partnership)
        keyring.begin(program.partnership)
    print(f"  rebuild under a new key: {timed(program, people):.3f} ms a person")
    print(f"  one more person: {one_more(program, data):.2f} ms in the middle")
    for line in sizes(people):
        print(line)
    return 0


def timed(program, people: int) -> float:
    begun, worked = time.perf_counter(), time.process_time()
    program.answer({"op": "ready"})
    spent = time.process_time() - worked
    print(f"    of which {spent / people * 1000:.3f} ms is this process")
    return (time.perf_counter() - begun) / people * 1000


def one_more(program, data: str) -> float:
    """Return the milliseconds that the indexing job of one person takes."""
    from benchmarks.matching.kit.harness import load
    from saltmarsh.casework.identities import actions, rebuilding
    from saltmarsh.casework.identities.models import Kind
    from saltmarsh.cli.match_stdio import told

    found = []
    for record in islice(load(f"{data}.records.jsonl"), MORE):
        with transaction.atomic():
            rebuilding.enter(program.partnership)
            identity = actions.tell(
                program.partnership.pk,
                file_id=uuid.uuid4(),
                kind=Kind.REFERRAL,
                told=told(record),
            )
        begun = time.perf_counter()
        with transaction.atomic():
            rebuilding.enter(program.partnership)
            actions.index(program.partnership, identity_id=identity.pk)
        found.append((time.perf_counter() - begun) * 1000)
    return median(found)


def sizes(people: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_table_size('identities_posting'),"
            " pg_indexes_size('identities_posting')"
        )
        table, index = cursor.fetchone()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return [
        f"  table {table:,} and index {index:,} bytes, old entries not yet vacuumed",
        f"  {(table + index) / people:,.0f} bytes a person; memory {most} MiB at most",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
