"""Keys, opened. Record keys are remembered for one transaction and no longer."""

import hmac
import uuid
from collections.abc import Iterable
from contextvars import ContextVar
from functools import lru_cache
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import connection

from saltmarsh.foundation.keyring.models import PartnershipKey
from saltmarsh.foundation.keyring.roots import provider
from saltmarsh.foundation.prepared import Prepared

NONCE_BYTES = 12
KEYS = Prepared(
    lambda partnership_id: PartnershipKey.objects.filter(
        partnership_id=partnership_id
    ).order_by("-number")
)
# By hand, because hundreds of files may be opened at once: one plan for any number.
RECORD_KEYS = """SELECT record.file_id, record.number, record.wrapped,
    owner.id, owner.number, owner.root, owner.wrapped
FROM keys.record_key record
JOIN keyring_partnershipkey owner ON owner.id = record.wrapped_by_id
WHERE record.partnership_id = %s AND record.file_id = ANY(%s::uuid[])"""
# {(partnership, file): {number: key}}, for the transaction that is open now.
opened: ContextVar[dict[tuple[uuid.UUID, uuid.UUID], dict[int, bytes]]] = ContextVar(
    "opened"
)
# {partnership: {key's pk: (number, key)}}, for the same transaction.
owners: ContextVar[dict[uuid.UUID, dict[uuid.UUID, tuple[int, bytes]]]] = ContextVar(
    "owners"
)


class Erased(Exception):
    """The file's key is gone: what it sealed cannot be read by anyone."""


def forget() -> None:
    """Forget every key that was opened."""
    opened.set({})
    owners.set({})


def remembered() -> dict[tuple[uuid.UUID, uuid.UUID], dict[int, bytes]]:
    try:
        return opened.get()
    except LookupError:
        forget()
        return opened.get()


@lru_cache(maxsize=2048)
def unwrapped(root: str, wrapped: bytes, about: bytes) -> bytes:
    """Return a partnership's key, unwrapped by the root once a process."""
    return provider().unwrap(wrapped, root=root, about=about)


def partnership_keys(partnership_id: uuid.UUID) -> dict[uuid.UUID, tuple[int, bytes]]:
    """Return the partnership's keys, newest first: {pk: (number, 32 bytes)}."""
    remembered()
    if found := owners.get().get(partnership_id):
        return found
    keys = {
        key.pk: (
            key.number,
            unwrapped(key.root, bytes(key.wrapped), about_partnership(key)),
        )
        for key in KEYS.all(partnership_id=partnership_id)
    }
    owners.get()[partnership_id] = keys
    return keys


def about_partnership(key: PartnershipKey) -> bytes:
    return f"partnership:{key.partnership_id}:{key.number}".encode()


def about_record(partnership_id: uuid.UUID, file_id: uuid.UUID, number: int) -> bytes:
    return f"record:{partnership_id}:{file_id}:{number}".encode()


def open_files(partnership_id: uuid.UUID, file_ids: Iterable[uuid.UUID]) -> None:
    """Open the keys of many files in one query, before a list reads them."""
    known = remembered()
    wanted = {pk for pk in file_ids if (partnership_id, pk) not in known}
    if not wanted:
        return
    with connection.cursor() as cursor:
        # As one text: an array of hundreds, element by element, takes as long as the
        # query itself.
        files = f"{{{','.join(map(str, wanted))}}}"
        cursor.execute(RECORD_KEYS, [partnership_id, files])
        rows = cursor.fetchall()
    ciphers: dict[uuid.UUID, AESGCM] = {}
    for file_id, number, wrapped, owner, of, root, outer in rows:
        if owner not in ciphers:
            by = f"partnership:{partnership_id}:{of}".encode()
            ciphers[owner] = AESGCM(unwrapped(root, bytes(outer), by))
        nonce, sealed = bytes(wrapped)[:NONCE_BYTES], bytes(wrapped)[NONCE_BYTES:]
        about = about_record(partnership_id, file_id, number)
        key = ciphers[owner].decrypt(nonce, sealed, about)
        known.setdefault((partnership_id, file_id), {})[number] = key


def keys_of(partnership_id: uuid.UUID, file_id: uuid.UUID) -> dict[int, bytes]:
    """Return the keys of one file: {number: 32 bytes}, empty when it has none."""
    if found := remembered().get((partnership_id, file_id)):
        return found
    open_files(partnership_id, [file_id])
    return remembered().get((partnership_id, file_id), {})


@lru_cache(maxsize=4096)
def derived(key: bytes, purpose: str) -> bytes:
    info = f"saltmarsh:{purpose}".encode()
    return HKDF(SHA256(), 32, salt=None, info=info).derive(key)


def subkeys(partnership_id: uuid.UUID, purpose: str) -> list[bytes]:
    """Return the partnership's sub-keys for `purpose`, newest first, 32 bytes each."""
    keys = partnership_keys(partnership_id).values()
    return [derived(key, purpose) for _, key in keys]


def look_ups(partnership_id: uuid.UUID, purpose: str, secret: str) -> list[bytes]:
    """Return what a row may hold in place of `secret`, newest key first.

    A new row keeps the first; a search asks for any. 32 bytes each.
    """
    return [
        hmac.digest(key, secret.encode(), sha256)
        for key in subkeys(partnership_id, purpose)
    ]


def first_subkey(partnership_id: uuid.UUID, purpose: str) -> bytes:
    """Return the sub-key that never changes: of the partnership's first key."""
    return subkeys(partnership_id, purpose)[-1]
