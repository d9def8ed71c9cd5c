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
from django.core.management import call_command

ours = [app.label for app in apps.get_app_configs() if app.name.startswith("saltmarsh")]
for label in reversed(ours):
    if apps.get_app_config(label).models_module and label != "retention":
        call_command("migrate", label, "zero", verbosity=0)
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
