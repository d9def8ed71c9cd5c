"""New record keys for what is sealed already, in batches that can be cut off.

A file gets a further key and its envelopes are sealed again under it. The key before
stays for an hour, for whoever was writing meanwhile; then what they wrote is sealed
again too, and the old key is destroyed.
"""

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Max, OuterRef, Subquery

from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.keyring import actions, queries
from saltmarsh.foundation.keyring.fields import FIELDS, SealedAttribute
from saltmarsh.foundation.keyring.models import RecordKey
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.vault.envelope import key_number, new_key

# No transaction lasts as long.
OVERLAP = timedelta(hours=1)


def sealed_attributes() -> Iterator[tuple[Any, SealedAttribute]]:
    """Yield every model with each of its sealed attributes."""
    for where in FIELDS.values():
        app, model, name = where.split(".")
        owner = apps.get_model(app, model)
        yield owner, owner.__dict__[name]


def reseal(partnership: Partnership, *, since: datetime, batch: int) -> int:
    """Give up to `batch` files a new key: those whose newest is older than `since`.

    Returns how many; 0 when all are done. A run that was cut off goes on with the
    same `since`.
    """
    with transaction.atomic():
        partnerships.enter(partnership)
        queries.forget()
        files = partnership.record_keys.held().values("file_id")
        stale = files.annotate(newest=Max("created_at")).filter(newest__lt=since)
        found = [row["file_id"] for row in stale.order_by("file_id")[:batch]]
        for file_id in found:
            reseal_file(partnership, file_id)
    return len(found)


def reseal_file(partnership: Partnership, file_id: uuid.UUID) -> None:
    held = partnership.record_keys.filter(file_id=file_id).select_for_update()
    number = max(row.number for row in held) + 1
    owners = queries.partnership_keys(partnership.pk)
    owner, (_, outer) = next(iter(owners.items()))
    RecordKey.objects.create(
        partnership=partnership,
        file_id=file_id,
        number=number,
        wrapped_by_id=owner,
        wrapped=actions.wrapped(
            new_key(), outer, partnership.pk, file_id, number=number
        ),
    )
    queries.remembered().pop((partnership.pk, file_id), None)
    write_again(partnership, file_id, number)
    audit.note(
        "file.resealed",
        partnership_id=partnership.pk,
        about=("keyring.RecordKey", [file_id]),
        by=None,
        by_kind="system",
    )


def write_again(partnership: Partnership, file_id: uuid.UUID, number: int) -> None:
    """Seal every envelope of the file under its newest key, `number`.

    An envelope that somebody changed meanwhile is left as they wrote it, and one whose
    key was erased stays closed.
    """
    for (model, file), attributes in by_table().items():
        mine = {"partnership_id": partnership.pk, file: file_id}
        for record in model._base_manager.filter(**mine):
            for attribute in attributes:
                seal_again(record, attribute, number)


def by_table() -> dict[tuple[Any, str], list[SealedAttribute]]:
    """Return the sealed attributes by their model and what names their file there."""
    found: dict[tuple[Any, str], list[SealedAttribute]] = {}
    for model, attribute in sealed_attributes():
        found.setdefault((model, attribute.file), []).append(attribute)
    return found


def seal_again(record: Any, attribute: SealedAttribute, number: int) -> None:
    envelope = getattr(record, attribute.column)
    if not envelope or key_number(bytes(envelope)) == number:
        return
    try:
        content = getattr(record, attribute.name)
    except queries.Erased:
        return
    setattr(record, attribute.name, content)
    unchanged = {"pk": record.pk, attribute.column: envelope}
    again = {attribute.column: getattr(record, attribute.column)}
    type(record)._base_manager.filter(**unchanged).update(**again)


def retire(partnership: Partnership, *, now: datetime, batch: int) -> int:
    """Destroy up to `batch` keys that a newer one replaced an hour ago; return how
    many.
    """
    with transaction.atomic():
        partnerships.enter(partnership)
        queries.forget()
        newer = partnership.record_keys.filter(
            file_id=OuterRef("file_id"),
            number__gt=OuterRef("number"),
            created_at__lt=now - OVERLAP,
        ).order_by("-number")
        replaced = partnership.record_keys.annotate(
            newest=Subquery(newer.values("number")[:1])
        ).exclude(newest=None)
        old = list(replaced.order_by("file_id", "number")[:batch])
        for key in old:
            write_again(partnership, key.file_id, key.newest)
            key.delete()
    return len(old)
