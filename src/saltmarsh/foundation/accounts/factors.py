"""Second factors: a code from an app, a passkey, or a recovery code.

allauth keeps them and does their arithmetic. What it keeps secret is wrapped by the
root key, and a code opens once, in whichever process it is shown.
"""

import base64
import secrets
from typing import Any

from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.db import transaction

from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.keyring.roots import provider

APP, PASSKEY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN
RECOVERY = Authenticator.Type.RECOVERY_CODES
ABOUT = b"second factor"
CODE_DIGITS = 6


class Sealing(DefaultMFAAdapter):  # type: ignore[misc]
    """How allauth keeps its secrets, and what it calls us."""

    def encrypt(self, text: str) -> str:
        root = provider().current()
        wrapped = provider().wrap(text.encode(), root=root, about=ABOUT)
        return f"{root}:{base64.b64encode(wrapped).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        root, _, wrapped = encrypted_text.partition(":")
        opened = provider().unwrap(base64.b64decode(wrapped), root=root, about=ABOUT)
        return opened.decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": context.request.partnership.name}


def held_by(user: User) -> Any:
    """Return the factors that the person set up, oldest first."""
    return Authenticator.objects.filter(user=user).order_by("created_at")


def new_app_secret() -> str:
    return str(totp.generate_totp_secret())


def address_for_app(user: User, secret: str, *, issuer: str) -> str:
    """Return what an authenticator app reads from a QR code."""
    address = Sealing().build_totp_url(user, secret)
    host = Sealing().get_totp_issuer()
    return str(address).replace(f"issuer={host}", f"issuer={issuer}")


def picture_for_app(address: str) -> str:
    """Return the QR code of `address` as the source of an image."""
    drawn = str(Sealing().build_totp_svg(address)).encode()
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn).decode()}"


def matches(secret: str, code: str, *, after: int = 0) -> int | None:
    """Return the counter of the half-minute that `code` belongs to, later than
    `after`; None when it is wrong, too old or was shown before.
    """
    for counter in totp.yield_hotp_counters_from_time():
        expected = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if counter > after and compare_user_code(actual=code, expected=expected):
            return int(counter)
    return None


@transaction.atomic
def opens(user: User, code: str) -> str | None:
    """Use up `code`; return the kind of factor that it was, or None.

    The row is locked, so that one code shown twice at once opens once.
    """
    held = held_by(user).filter(type__in=[APP, RECOVERY])
    for row in held.select_for_update():
        if row.type == APP and use_app_code(row, code):
            return str(APP)
        if row.type == RECOVERY and row.wrap().validate_code(code):
            row.record_usage()
            return str(RECOVERY)
    return None


def use_app_code(row: Any, code: str) -> bool:
    secret = Sealing().decrypt(row.data["secret"])
    counter = matches(secret, code, after=row.data.get("shown", 0))
    if counter is None:
        return False
    row.data["shown"] = counter
    row.save(update_fields=["data"])
    row.record_usage()
    return True


def new_recovery_codes(user: User) -> list[str]:
    """Replace the person's recovery codes and return the new ones."""
    held_by(user).filter(type=RECOVERY).delete()
    seed = Sealing().encrypt(secrets.token_hex(40))
    row = Authenticator.objects.create(
        user=user, type=RECOVERY, data={"seed": seed, "used_mask": 0}
    )
    return list(row.wrap().generate_codes())


def rewrap(*, root: str) -> int:
    """Wrap every secret by the root key named `root`; return how many changed."""
    changed = 0
    for row in Authenticator.objects.exclude(type=PASSKEY).iterator():
        name = "secret" if row.type == APP else "seed"
        if not row.data[name].startswith(f"{root}:"):
            row.data[name] = Sealing().encrypt(Sealing().decrypt(row.data[name]))
            row.save(update_fields=["data"])
            changed += 1
    return changed
