"""Fixtures that every test may use.

Every test talks to PostgreSQL as the service does: as a role that owns nothing, so
that row-level security holds in the tests too. A factory enters the partnership of
what it makes, and a request that of its host; a test that looks at another one
enters it first.
"""

import hypothesis
import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.utils import translation

from saltmarsh.access.guards import SECOND_FACTOR
from saltmarsh.foundation.keyring import roots
from tests import database
from tests.factories.foundation import MembershipFactory, PartnershipFactory
from tests.scanner import scanner

# Journeys talk to a demo, which has a database of its own; those that tell a learning
# review again need days to go by, and do it here.
WITHOUT_DATABASE = {"architecture", "machine", "journeys"}
# A loaded machine is slow now and then, and that is no failure.
hypothesis.settings.register_profile("saltmarsh", deadline=None)
hypothesis.settings.load_profile("saltmarsh")


def pytest_collection_modifyitems(items):
    """Every test may use the database, and leaves it as it was; only the tests of
    the architecture and of the machine do without.
    """
    for item in items:
        parts = set(item.path.parts)
        if "learning_reviews" in parts or not WITHOUT_DATABASE & parts:
            item.add_marker("django_db")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, root_keys):
    name = database.make()
    with django_db_blocker.unblock():
        connections["default"].close()
        settings.DATABASES["default"]["NAME"] = name
        connections["default"].settings_dict["NAME"] = name
        yield
        connections["default"].close()
    database.drop(name)


@pytest.fixture(scope="session", autouse=True)
def root_keys(tmp_path_factory):
    """A root key of the tests' own."""
    settings.KEYS = tmp_path_factory.mktemp("keys")
    roots.make(settings.KEYS)
    roots.provider.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def kept_documents(tmp_path_factory):
    """A folder of the tests' own for documents, and no scanner, unless one is asked
    for.
    """
    settings.DOCUMENTS = tmp_path_factory.mktemp("documents")
    settings.CLAMD = str(settings.DOCUMENTS / "no-scanner")


@pytest.fixture(scope="session")
def running_scanner():
    with scanner() as socket:
        yield socket


@pytest.fixture
def clamd(running_scanner, settings):
    """A real scanner, which knows the test signatures and no others."""
    settings.CLAMD = running_scanner
    return running_scanner


@pytest.fixture(autouse=True)
def language():
    """Every test begins in English, whatever language the last one asked for."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def partnership():
    return PartnershipFactory()


@pytest.fixture
def visitor(partnership):
    """Return a browser of somebody who is not signed in, on the partnership's host."""
    return Client(headers={"host": partnership.hosts[0]})


@pytest.fixture
def sign_in(partnership):
    """Return a function that signs in a member, here or in another partnership."""

    def _sign_in(role, *, elsewhere=None, member=None):
        member = member or MembershipFactory(
            role=role, partnership=elsewhere or partnership
        )
        client = Client(headers={"host": member.partnership.hosts[0]})
        client.force_login(member.user)
        session = client.session
        session[SECOND_FACTOR] = True
        session.save()
        client.member = member
        return client

    return _sign_in
