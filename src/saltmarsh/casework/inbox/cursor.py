"""Where a page of the list begins, so that none is counted to get there."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q

Place = Sequence[Any]  # (due_at or None, received_at, pk)


@dataclass(frozen=True)
class Cursor:
    """The place that a page begins after, or, going back, ends before.

    place: None for the first page. The list is ordered by what is due first, those
    with nothing due last; or, for what is over, the newest first.
    """

    place: Place | None = None
    forward: bool = True

    def order(self, *, newest_first: bool) -> list[Any]:
        if newest_first:
            sign = "-" if self.forward else ""
            return [f"{sign}received_at", f"{sign}pk"]
        if self.forward:
            return [F("due_at").asc(nulls_last=True), "received_at", "pk"]
        return [F("due_at").desc(nulls_first=True), "-received_at", "-pk"]

    def ranges(self, *, newest_first: bool) -> list[Q]:
        """Return filters, each of which is one stretch of the index."""
        if self.place is None:
            return [Q()]
        due_at, received_at, pk = self.place
        later = self.forward != newest_first
        beside = beyond(received_at, pk, later=later)
        if newest_first:
            return [beside]
        if due_at is None:
            here = Q(due_at=None) & beside
            return [here] if self.forward else [here, Q(due_at__isnull=False)]
        if self.forward:
            same = Q(due_at=due_at) & beside
            return [same, Q(due_at__gt=due_at), Q(due_at=None)]
        return [Q(due_at=due_at) & beside, Q(due_at__lt=due_at)]

    def before(self, rows: Sequence[Place], *, more: bool) -> str:
        """Return where the page before these rows ends; "" when there is none."""
        has = more if not self.forward else self.place is not None
        return write(rows[0]) if rows and has else ""

    def after(self, rows: Sequence[Place], *, more: bool) -> str:
        """Return where the page after these rows begins; "" when there is none."""
        has = more if self.forward else True
        return write(rows[-1]) if rows and has else ""


def beyond(received_at: datetime, pk: uuid.UUID, *, later: bool) -> Q:
    if later:
        return Q(received_at__gt=received_at) | Q(received_at=received_at, pk__gt=pk)
    return Q(received_at__lt=received_at) | Q(received_at=received_at, pk__lt=pk)


def write(place: Place) -> str:
    due_at, received_at, pk = place
    return f"{due_at.isoformat() if due_at else ''}~{received_at.isoformat()}~{pk}"


def read(after: str, before: str) -> Cursor:
    """Return the cursor that an address names; the first page when it names none."""
    text = after or before
    try:
        due_at, received_at, pk = text.split("~")
        place = (moment(due_at) if due_at else None, moment(received_at), uuid.UUID(pk))
    except (ValueError, OverflowError):
        return Cursor()
    return Cursor(place, forward=bool(after))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
