"""Migrations go back as well as forward."""

import os
import subprocess
import sys

import psycopg

from tests import database

BACK_AND_FORTH = """
import django
django.setup()
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

executor = MigrationExecutor(connection)
names = {app.label: app.name for app in apps.get_app_configs()}
ours = {
    label for label, _ in executor.loader.graph.nodes
    if names[label].startswith("saltmarsh")
}
executor.migrate([(label, None) for label in sorted(ours)])
"""
OURS = """
SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind IN ('r', 'S') AND (nspname = 'keys'
   OR relname ~ '^(access|accounts|audit|keyring|notices|partnerships|referrals)_')
"""


def tables(name: str) -> int:
    with psycopg.connect(database.address(database.OWNER, name)) as owner:
        return owner.execute(OURS).fetchone()[0]


def test_every_migration_can_be_taken_back_and_made_again():
    name = database.make()
    environment = os.environ | {"DATABASE_URL": database.url(database.OWNER, name)}
    command = [sys.executable, "-c", BACK_AND_FORTH]
    try:
        before = tables(name)
        subprocess.run(command, env=environment, check=True)  # noqa: S603
        without = tables(name)
        database.migrate(name)
        after = tables(name)
    finally:
        database.drop(name)

    assert before > 20
    assert without == 0
    assert after == before


WITH_A_LINK = """
import uuid, django
django.setup()
from django.core.management import call_command
from django.db import connection

with connection.cursor() as cursor:
    for table in ("partnerships_partnership", "routing_link"):
        cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    cursor.execute(
        "INSERT INTO partnerships_partnership (id, created_at, name, hosts, settings,"
        " is_demo, revision) VALUES (%s, now(), 'x', '{x.example}', '{}', false, gen_random_uuid())",
        [partnership := uuid.uuid4()],
    )
    cursor.execute(
        "INSERT INTO routing_link (id, created_at, partnership_id, look_up, expires_at)"
        " VALUES (%s, now(), %s, 'x', now())", [uuid.uuid4(), partnership],
    )
    cursor.execute("ALTER TABLE routing_link FORCE ROW LEVEL SECURITY")
call_command("migrate", "routing", "0003", verbosity=0)
with connection.cursor() as cursor:
    cursor.execute("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'routing_link'")
    assert cursor.fetchone() == (True,)
    cursor.execute("ALTER TABLE routing_link NO FORCE ROW LEVEL SECURITY")
    cursor.execute("SELECT count(*) FROM routing_link")
    assert cursor.fetchone() == (0,)
"""


def test_going_back_gives_up_links_that_lead_to_no_delivery():
    name = database.make()
    environment = os.environ | {"DATABASE_URL": database.url(database.OWNER, name)}
    command = [sys.executable, "-c", WITH_A_LINK]
    try:
        done = subprocess.run(command, env=environment, check=False)  # noqa: S603
    finally:
        database.drop(name)

    assert done.returncode == 0


WITH_AN_EVENT = """
import uuid, django
django.setup()
from django.core.management import call_command
from django.db import connection

RECORD = uuid.uuid4()
call_command("migrate", "audit", "0002", verbosity=0)
with connection.cursor() as cursor:
    cursor.execute(
        "INSERT INTO partnerships_partnership (id, created_at, name, hosts, settings,"
        " is_demo, revision) VALUES (%s, now(), 'x', '{x.example}', '{}', false, gen_random_uuid())",
        [partnership := uuid.uuid4()],
    )
    cursor.execute("SELECT set_config('app.partnership', %s, false)", [str(partnership)])
    cursor.execute(
        "INSERT INTO audit_event (id, created_at, name, partnership_id, subject,"
        " subject_ids, by_kind, codes)"
        " VALUES (gen_random_uuid(), now(), 'a.b', %s, '', %s, 'system', '{}')",
        [partnership, [RECORD, RECORD, uuid.uuid4()]],
    )
    cursor.execute("SELECT set_config('app.partnership', '', false)")
call_command("migrate", "audit", verbosity=0)
with connection.cursor() as cursor:
    cursor.execute("SELECT set_config('app.partnership', %s, false)", [str(partnership)])
    cursor.execute("SELECT count(*) FROM audit_mention")
    assert cursor.fetchone() == (2,)
    cursor.execute(
        "SELECT name FROM audit_event JOIN audit_mention ON event_id = id"
        " WHERE subject_id = %s", [RECORD],
    )
    assert cursor.fetchall() == [("a.b",)]
    # What runs meanwhile writes events before anybody grants anything anew.
    cursor.execute(
        "SELECT has_table_privilege('saltmarsh_app', 'audit_mention', 'INSERT'),"
        " has_table_privilege('saltmarsh_app', 'audit_mention', 'DELETE')"
    )
    assert cursor.fetchone() == (True, False)
"""


def test_events_of_before_are_found_by_their_records():
    name = database.make()
    environment = os.environ | {"DATABASE_URL": database.url(database.OWNER, name)}
    command = [sys.executable, "-c", WITH_AN_EVENT]
    try:
        done = subprocess.run(command, env=environment, check=False)  # noqa: S603
    finally:
        database.drop(name)

    assert done.returncode == 0
