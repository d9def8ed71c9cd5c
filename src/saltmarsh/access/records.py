"""How a view fetches the records that it shows."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from saltmarsh.access.http import Visit

Found = TypeVar("Found", bound=Model)


def fetch(request: Visit, records: QuerySet[Found], **lookup: Any) -> Found:
    """Return the one record that `lookup` finds, and tell the access log which.

    Raises Http404 when there is none among `records`.
    """
    found = get_object_or_404(records, **lookup)
    request.record_ids.append(found.pk)
    return found


def opening(request: Visit, record: Found | None) -> Found:
    """Return `record`, and tell the access log which.

    Raises Http404 when it is None: a query compiled once found nothing.
    """
    if record is None:
        raise Http404
    request.record_ids.append(record.pk)
    return record


def showing(request: Visit, records: Iterable[Found]) -> list[Found]:
    """Return `records` as a list, and tell the access log that they were shown."""
    shown = list(records)
    request.record_ids += [record.pk for record in shown]
    return shown
