"""Many sent in the same moment are all kept: a well-known peer loses most of them."""

import os
import subprocess
import sys

from django.conf import settings

from tests import database

MANY = 200


def test_all_that_are_sent_at_once_are_stored_under_references_of_their_own():
    name = database.make()
    environment = os.environ | {
        "DATABASE_URL": database.url("DATABASE_URL", name),
        "SALTMARSH_KEYS": str(settings.KEYS),
        "DJANGO_SETTINGS_MODULE": "saltmarsh.config.settings",
        "PYTHONPATH": f"{settings.ROOT / 'src'}{os.pathsep}{settings.ROOT}",
    }
    command = [sys.executable, "-m", "tests.casework.referrals.many_at_once", str(MANY)]
    try:
        run = subprocess.run(  # noqa: S603 - our own interpreter and module
            command,
            env=environment,
            cwd=settings.ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        database.drop(name)

    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stdout.split() == [str(MANY)] * 3
