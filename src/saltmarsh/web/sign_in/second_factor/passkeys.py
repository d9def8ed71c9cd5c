"""Passkeys: what the browser is asked, and whether its answer is right.

The challenge is kept in the session, so it is asked for by POST: reading a page
writes nothing.
"""

import ipaddress
import json
from typing import Any

from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError

from saltmarsh.access.http import Visit
from saltmarsh.foundation.accounts import factors
from saltmarsh.foundation.accounts.models import User

# What a malformed, foreign or forged answer raises, in allauth and below it.
WRONG = (
    AttributeError,
    InvalidSignature,
    KeyError,
    TypeError,
    ValidationError,
    ValueError,
)


def are_possible(request: Visit) -> bool:
    """Tell whether browsers allow passkeys here: at a name, never at an IP address."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return True
    return False


def held_by(user: User) -> bool:
    return bool(factors.held_by(user).filter(type=factors.PASSKEY).exists())


def challenge_to_show(user: User) -> dict[str, Any]:
    """Return what the browser is asked when one of the user's passkeys is wanted."""
    return dict(auth.begin_authentication(user))


def challenge_to_make(user: User) -> dict[str, Any]:
    """Return what the browser is asked when a new passkey is wanted."""
    return dict(auth.begin_registration(user, passwordless=False))


def is_shown(user: User, answer: str) -> bool:
    """Tell whether `answer`, JSON from the browser, is a passkey of the user's."""
    try:
        row = auth.complete_authentication(user, json.loads(answer))
    except WRONG:
        return False
    row.record_usage()
    return True


def made(answer: str) -> dict[str, Any] | None:
    """Return the new passkey that `answer`, JSON from the browser, holds; or None."""
    try:
        credential: dict[str, Any] = json.loads(answer)
        auth.complete_registration(credential)
    except WRONG:
        return None
    return credential
