import os
import subprocess
import sys

import psycopg
import pytest
from django.db import connection

from saltmarsh.cli.machine.postgres import roles
from saltmarsh.config import startup
from saltmarsh.foundation.keyring import queries, roots
from saltmarsh.foundation.partnerships.models import Partnership
from tests import database
from tests.committed import apart
from tests.factories.foundation import PartnershipFactory, UserFactory

SECRET = "kT7vQ2mX9wLz4Rb8Yc1Nf6Hs3Jd5Gp0aUeWiOtKq"


@pytest.fixture(autouse=True)
def real(settings):
    """Settings as they are in a service that is well set up."""
    settings.SECRET_KEY = SECRET
    settings.DEMO = settings.DEBUG = False
    queries.unwrapped.cache_clear()
    roots.provider.cache_clear()
    yield
    queries.unwrapped.cache_clear()
    roots.provider.cache_clear()


def refused(words):
    return any(words in reason for reason in startup.refusals())


def test_a_service_that_is_well_set_up_starts(partnership):
    assert startup.refusals() == []


@pytest.mark.parametrize(
    "secret", ["short", "django-insecure-" + SECRET, "x" * 60, "demo-" + SECRET]
)
def test_a_missing_short_default_or_demo_secret_is_refused(settings, secret):
    settings.SECRET_KEY = secret

    assert refused("SECRET_KEY")


def test_debug_is_for_the_demo_alone(settings):
    settings.DEBUG = True

    assert refused("DEBUG")


@pytest.mark.parametrize("name", startup.MIDDLEWARE)
def test_a_missing_guard_around_requests_is_refused(settings, name):
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one != name]

    assert refused(name)


def test_a_service_without_keys_is_refused(settings, tmp_path):
    settings.KEYS = tmp_path

    assert refused("no root key")


def test_keys_that_others_may_read_are_refused(settings, tmp_path):
    settings.KEYS = tmp_path
    roots.make(tmp_path).chmod(0o644)

    assert refused("can be read by others")


def test_the_wrong_root_key_is_refused(partnership, settings, tmp_path):
    settings.KEYS = tmp_path
    roots.make(tmp_path)
    roots.provider.cache_clear()
    queries.unwrapped.cache_clear()

    assert refused(f"The keys of {partnership} do not open")


def test_keys_of_the_demo_are_refused_outside_it_and_others_in_it(settings, tmp_path):
    assert not refused("made by the demo")
    settings.DEMO = True
    assert refused("were not made by the demo")

    settings.DEMO, settings.KEYS = False, tmp_path
    roots.make(tmp_path, is_demo=True)
    assert refused("were made by the demo")


def test_partnerships_and_accounts_of_the_demo_are_refused_outside_it(settings):
    UserFactory(is_demo=True)
    PartnershipFactory(is_demo=True)

    assert refused("accounts here that the demo made")
    assert refused("a partnership here that the demo made")
    settings.DEMO = True
    assert not refused("that the demo did not make")


def test_the_demo_refuses_a_real_partnership(partnership, settings):
    settings.DEMO = True

    assert refused("that the demo did not make")


def test_a_partnership_without_keys_is_refused():
    Partnership.objects.create(name="Keyless", hosts=["keyless.example"])

    assert refused("Keyless has no key")


def as_owner(**environment):
    """Start the check in a process of its own, as the role that owns the tables."""
    name = connection.settings_dict["NAME"]
    owner = {"DATABASE_URL": database.url(database.OWNER, name)}
    return subprocess.run(
        [sys.executable, "-c", "import saltmarsh.config.wsgi"],
        env=os.environ | owner | environment,
        capture_output=True,
        check=False,
        text=True,
    )


def test_the_web_server_ends_with_the_reasons_when_its_role_owns_tables():
    ended = as_owner(SECRET_KEY=SECRET, SALTMARSH_KEYS="/nowhere")

    assert ended.returncode == 1
    assert "Saltmarsh does not start:" in ended.stderr
    assert "owns tables" in ended.stderr
    assert "no root key in /nowhere" in ended.stderr


def test_the_web_server_ends_when_its_role_passes_by_row_level_security():
    owner = database.url(database.OWNER, connection.settings_dict["NAME"])
    superuser = owner.replace(roles.OWNER, roles.SUPERUSER, 1)
    ended = as_owner(DATABASE_URL=superuser, SECRET_KEY=SECRET)

    assert ended.returncode == 1
    assert "bypasses row-level security" in ended.stderr


def test_a_database_that_does_not_answer_is_a_reason():
    name = connection.settings_dict["NAME"]
    empty = database.url(database.APPLICATION, name) + "_that_is_not_there"
    ended = as_owner(DATABASE_URL=empty, SECRET_KEY=SECRET)

    assert "The database does not answer" in ended.stderr


def test_a_table_that_is_not_isolated_is_named():
    found = []

    def scene():
        name = connection.settings_dict["NAME"]
        with psycopg.connect(database.address(database.OWNER, name)) as owner:
            owner.execute("CREATE TABLE left_open (partnership_id uuid)")
        found.extend(startup.refusals())

    apart(scene)
    assert found == ["The table left_open is not isolated: run ./saltmarsh migrate"]
