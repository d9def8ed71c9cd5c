import os
import uuid
from collections.abc import Iterable, Iterator

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction
from django.utils import timezone

from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.keyring import queries
from saltmarsh.foundation.keyring.models import PartnershipKey, RecordKey
from saltmarsh.foundation.keyring.roots import provider
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.vault.envelope import new_key
from saltmarsh.foundation.writing import insert_rows


@transaction.atomic
def begin(partnership: Partnership) -> PartnershipKey:
    """Make the partnership's next key, which wraps what is wrapped from now on."""
    latest = partnership.partnership_keys.order_by("-number").first()
    root = provider().current()
    key = PartnershipKey(
        partnership=partnership,
        number=latest.number + 1 if latest else 1,
        root=root,
    )
    about = queries.about_partnership(key)
    key.wrapped = provider().wrap(new_key(), root=root, about=about)
    key.save()
    queries.forget()
    audit.record("key.begun", key, by=None, by_kind="system", number=str(key.number))
    return key


def start_files(
    partnership_id: uuid.UUID, file_ids: Iterable[uuid.UUID], *, after: int = 0
) -> None:
    """Give each file its first key, in one statement; `after` is the last number that
    it ever had, as one that was erased has.
    """
    number = after + 1
    owner, (_, outer) = next(iter(queries.partnership_keys(partnership_id).items()))
    rows = []
    for file_id in file_ids:
        key = new_key()
        rows.append(
            {
                "id": uuid.uuid4(),
                "created_at": timezone.now(),
                "partnership_id": partnership_id,
                "file_id": file_id,
                "number": number,
                "wrapped_by_id": owner,
                "wrapped": wrapped(key, outer, partnership_id, file_id, number=number),
            }
        )
        queries.remembered()[partnership_id, file_id] = {number: key}
    insert_rows(RecordKey, *rows)


def wrapped(
    key: bytes,
    outer: bytes,
    partnership_id: uuid.UUID,
    file_id: uuid.UUID,
    *,
    number: int,
) -> bytes:
    nonce = os.urandom(queries.NONCE_BYTES)
    about = queries.about_record(partnership_id, file_id, number)
    return nonce + AESGCM(outer).encrypt(nonce, key, about)


def key_for(partnership_id: uuid.UUID, file_id: uuid.UUID) -> tuple[int, bytes]:
    """Return the number and key that seal what is written to the file now."""
    if not queries.keys_of(partnership_id, file_id):
        last = max(queries.numbers_of(partnership_id, file_id), default=0)
        start_files(partnership_id, [file_id], after=last)
    return max(queries.keys_of(partnership_id, file_id).items())


@transaction.atomic
def erase(
    partnership: Partnership, *, file_id: uuid.UUID, by: uuid.UUID | None
) -> None:
    """Destroy the keys of one file: nothing that they sealed opens again.

    The last number stays behind without its key. What is written to the file later
    gets the next one, so that an envelope from before says that it is erased.
    """
    held = partnership.record_keys.filter(file_id=file_id).order_by("-number")
    last = held.select_for_update().first()
    if last is not None:
        held.exclude(pk=last.pk).delete()
        last.wrapped = b""
        last.save(update_fields=["wrapped"])
    queries.remembered().pop((partnership.pk, file_id), None)
    audit.note(
        "file.erased",
        partnership_id=partnership.pk,
        about=("keyring.RecordKey", [file_id]),
        by=by,
        by_kind="user" if by else "system",
    )


@transaction.atomic
def rewrap_partnership(partnership: Partnership) -> int:
    """Wrap the partnership's keys by the current root key; return how many changed."""
    root = provider().current()
    stale = partnership.partnership_keys.exclude(root=root)
    for row in stale:
        about = queries.about_partnership(row)
        key = provider().unwrap(bytes(row.wrapped), root=row.root, about=about)
        row.root, row.wrapped = root, provider().wrap(key, root=root, about=about)
        row.save(update_fields=["root", "wrapped"])
    return len(stale)


def rewrap_records(partnership: Partnership, *, batch: int) -> int:
    """Wrap up to `batch` record keys by the partnership's newest key.

    Returns how many were left to do and are done: 0 when all are. A run that was
    cut off goes on where it stopped, because what is done is no longer stale.
    """
    with transaction.atomic():
        partnerships.enter(partnership)
        queries.forget()
        owner, (_, outer) = next(iter(queries.partnership_keys(partnership.pk).items()))
        stale = partnership.record_keys.held().exclude(wrapped_by=owner)
        rows = list(stale.select_for_update()[:batch])
        queries.open_files(partnership.pk, [row.file_id for row in rows])
        for row in rows:
            key = queries.keys_of(partnership.pk, row.file_id)[row.number]
            row.wrapped = wrapped(
                key, outer, partnership.pk, row.file_id, number=row.number
            )
            row.wrapped_by_id = owner
        RecordKey.objects.bulk_update(rows, ["wrapped", "wrapped_by"])
    return len(rows)


def in_batches(partnership: Partnership, *, batch: int = 500) -> Iterator[int]:
    """Re-wrap all record keys, yielding how many are done after each batch."""
    done = 0
    while changed := rewrap_records(partnership, batch=batch):
        done += changed
        yield done
