import re

import pytest
from django.contrib.auth.hashers import make_password

from saltmarsh.access.permissions import Role
from saltmarsh.foundation.accounts import actions as accounts
from saltmarsh.foundation.accounts import factors
from tests.factories.foundation import MembershipFactory, UserFactory

PASSWORD = "three blind mice run"


@pytest.fixture
def member(partnership, settings):
    """Return a content editor with a password, where a second factor is optional."""
    settings.SECOND_FACTOR = False
    user = UserFactory(password=make_password(PASSWORD))
    return MembershipFactory(partnership=partnership, user=user, role=Role.PANEL_MEMBER)


@pytest.fixture
def enter(visitor, member):
    """Return a function that posts the sign-in form."""

    def _enter(password=PASSWORD, email=member.user.email, following=""):
        address = "/sign-in" + (f"?next={following}" if following else "")
        return visitor.post(address, {"email": email, "password": password})

    return _enter


@pytest.fixture
def app(member):
    """Give the member an authenticator app, and return how to read its codes."""
    secret = factors.new_app_secret()
    accounts.add_app(member, secret=secret, counter=1, by=member.user_id)
    return lambda ahead=0: code_now(secret, ahead)


def code_now(secret, ahead=0):
    """Return the code that an app shows, `ahead` half minutes from now."""
    now = list(factors.totp.yield_hotp_counters_from_time())[1]
    value = factors.totp.hotp_value(secret, now + ahead)
    return factors.totp.format_hotp_value(value)


def hidden(response, name):
    """Return the value of a hidden field of the page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    return found[1]
