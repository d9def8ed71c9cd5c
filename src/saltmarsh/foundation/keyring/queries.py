"""Keys, opened. Record keys are remembered for one transaction and no longer; the
partnership's own for as long as none of them changes.
"""

import hmac
import uuid
from collections.abc import Iterable
from contextvars import ContextVar
from functools import lru_cache
from hashlib import sha256
from typing import Any, TypeVar

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import JSONObject

from saltmarsh.foundation.asking import ask
from saltmarsh.foundation.keyring.models import PartnershipKey, RecordKey
from saltmarsh.foundation.keyring.roots import provider
from saltmarsh.foundation.partnerships import memory
from saltmarsh.foundation.prepared import Prepared

Files = TypeVar("Files", bound=QuerySet[Any])
Key = uuid.UUID | str  # of a row
NONCE_BYTES = 12
KEYS = Prepared(
    lambda partnership_id: PartnershipKey.objects.filter(
        partnership_id=partnership_id
    ).order_by("-number")
)
# By hand, because hundreds of files may be opened at once: one plan for any number.
RECORD_KEYS = """SELECT file_id::text, number, wrapped_by_id, wrapped
FROM keys.record_key WHERE partnership_id = %s AND file_id = ANY(%s::uuid[])"""
# {(partnership, file): {number: key}}, for the transaction that is open now.
opened: ContextVar[dict[tuple[Key, Key], dict[int, bytes]]] = ContextVar("opened")
# {partnership: {key's pk: (number, key)}}, for the same transaction.
owners: ContextVar[dict[Key, dict[uuid.UUID, tuple[int, bytes]]]] = ContextVar("owners")


class Erased(Exception):
    """The file's key is gone: what it sealed cannot be read by anyone."""


def forget() -> None:
    """Forget every key that was opened."""
    opened.set({})
    owners.set({})


def remembered() -> dict[tuple[Key, Key], dict[int, bytes]]:
    try:
        return opened.get()
    except LookupError:
        forget()
        return opened.get()


@lru_cache(maxsize=2048)
def unwrapped(root: str, wrapped: bytes, about: bytes) -> bytes:
    """Return a partnership's key, unwrapped by the root once a process."""
    return provider().unwrap(wrapped, root=root, about=about)


def partnership_keys(partnership_id: Key) -> dict[uuid.UUID, tuple[int, bytes]]:
    """Return the partnership's keys, newest first: {pk: (number, 32 bytes)}."""
    remembered()
    if found := owners.get().get(partnership_id):
        return found
    owner = uuid.UUID(str(partnership_id))
    keys = memory.remembered(owner, "keys", lambda: unwrapped_keys(owner))
    owners.get()[partnership_id] = keys
    return keys


def unwrapped_keys(partnership_id: uuid.UUID) -> dict[uuid.UUID, tuple[int, bytes]]:
    rows = KEYS.all(partnership_id=partnership_id)
    return {
        key.pk: (
            key.number,
            unwrapped(key.root, bytes(key.wrapped), about_partnership(key)),
        )
        for key in rows
    }


def about_partnership(key: PartnershipKey) -> bytes:
    return f"partnership:{key.partnership_id}:{key.number}".encode()


def about_record(partnership_id: Key, file_id: Key, number: int) -> bytes:
    return f"record:{partnership_id}:{file_id}:{number}".encode()


def open_files(partnership_id: Key, file_ids: Iterable[Key]) -> None:
    """Open the keys of many files in one query, before a list reads them.

    Whoever reads thousands names all by text, and finds them by that: to make a UUID of
    each and to write it again takes longer than to open it.
    """
    known = remembered()
    wanted = {str(pk): pk for pk in file_ids if (partnership_id, pk) not in known}
    if not wanted:
        return
    # As one text: an array of hundreds, element by element, takes as long as the query
    # itself.
    rows = ask(RECORD_KEYS, [partnership_id, f"{{{','.join(wanted)}}}"])
    owners_keys = partnership_keys(partnership_id).items()
    # Once for hundreds of files.
    outers = {pk: AESGCM(key) for pk, (_number, key) in owners_keys}
    owner = str(partnership_id)
    for file_id, number, wrapped_by, wrapped in rows:
        about = about_record(owner, file_id, number)
        key = unlocked(wrapped, outers[wrapped_by], about)
        known.setdefault((partnership_id, wanted[file_id]), {})[number] = key


def unlocked(wrapped: bytes, outer: AESGCM, about: bytes) -> bytes:
    """Return the key of a file, unwrapped; b"" when it was erased: its number stays,
    so that no other key gets it.
    """
    nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    return outer.decrypt(nonce, sealed, about) if wrapped else b""


def with_keys(files: Files) -> Files:
    """Return `files`, each with its keys as `own_keys`, for `open_own`."""
    own = RecordKey.objects.filter(
        partnership_id=OuterRef("partnership_id"), file_id=OuterRef("pk")
    )
    wrapped = Func("wrapped", Value("hex"), function="encode", output_field=TextField())
    key = JSONObject(number="number", wrapped_by_id="wrapped_by_id", wrapped=wrapped)
    return files.annotate(own_keys=ArraySubquery(own.values_list(key)))


def open_own(file: Any) -> None:
    """Open the keys of a file that `with_keys` fetched, without another query."""
    mine = remembered().setdefault((file.partnership_id, file.pk), {})
    outers = partnership_keys(file.partnership_id)
    for own in file.own_keys:
        outer = AESGCM(outers[uuid.UUID(own["wrapped_by_id"])][1])
        about = about_record(file.partnership_id, file.pk, own["number"])
        mine[own["number"]] = unlocked(bytes.fromhex(own["wrapped"]), outer, about)


def keys_of(partnership_id: Key, file_id: Key) -> dict[int, bytes]:
    """Return the keys of one file: {number: 32 bytes}, empty when it has none."""
    held = numbers_of(partnership_id, file_id)
    return {number: key for number, key in held.items() if key}


def numbers_of(partnership_id: Key, file_id: Key) -> dict[int, bytes]:
    """Return the keys of one file, and b"" for each number whose key was erased."""
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
