"""Links that let a person set a password: one for a new account, one for a lost one.

A link names nobody. It opens once, because it is bound to the password, and to the
last sign-in, that it was made for.
"""

from datetime import timedelta
from enum import StrEnum

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from saltmarsh.foundation.accounts.models import User


class Purpose(StrEnum):
    INVITATION = "invitation"
    LOST_PASSWORD = "lost password"  # noqa: S105 - a purpose, not a password


LASTS = {
    Purpose.INVITATION: timedelta(days=7),
    Purpose.LOST_PASSWORD: timedelta(hours=1),
}


def make(user: User, purpose: Purpose) -> str:
    """Return the secret part of a link."""
    return signing.dumps([user.pk.hex, state(user)], salt=purpose)


def opened(secret: str) -> User | None:
    """Return whose password the link sets, or None when it no longer opens."""
    for purpose, lasts in LASTS.items():
        try:
            key, made_for = signing.loads(secret, salt=purpose, max_age=lasts)
        except signing.BadSignature:
            continue
        user = User.objects.filter(pk=key, is_active=True).first()
        if user and constant_time_compare(made_for, state(user)):
            return user
    return None


def state(user: User) -> str:
    """Return a short digest of what changes when the link was used."""
    held = f"{user.pk}:{user.password}:{user.last_login}:{user.email}"
    return salted_hmac("saltmarsh account link", held).hexdigest()[:32]
