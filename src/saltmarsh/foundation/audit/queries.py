"""The log as an auditor reads it: newest first, page by page, without opening a record."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from saltmarsh.foundation.audit.models import Event, Mention

# What the access log writes; every other event is something that was done.
OPENED = "page."
PAGE = 50


@dataclass(frozen=True)
class Sought:
    """What an auditor looks for; what is empty is not asked for.

    opened: whether it is about pages opened, or about things done. name: the
    beginning of an event's name. since and until: days, both included. by and
    about: keys.
    """

    opened: bool = False
    name: str = ""
    since: date | None = None
    until: date | None = None
    by: uuid.UUID | None = None
    about: uuid.UUID | None = None


@dataclass(frozen=True)
class Trail:
    """One page of events. older: where the next page starts, "" at the end."""

    events: list[Event]
    older: str


def trail(partnership_id: uuid.UUID, sought: Sought, after: str = "") -> Trail:
    """Return a page of what is sought, newest first, from where `after` points.

    Raises ValueError for an `after` that is not ours. Costs the same on every page:
    it reads on from a moment instead of counting rows.
    """
    found = Event.objects.filter(wanted(sought), partnership_id=partnership_id)
    if after:
        moment, key = read(after)
        found = found.filter(
            Q(created_at__lt=moment) | Q(created_at=moment, pk__lt=key)
        )
    events = list(found.order_by("-created_at", "-pk")[: PAGE + 1])
    shown = events[:PAGE]
    return Trail(shown, write(shown[-1]) if len(events) > PAGE else "")


def wanted(sought: Sought) -> Q:
    """Return the filter for what is sought."""
    opened = Q(name__startswith=OPENED)
    found = opened if sought.opened else ~opened
    if sought.name:
        found &= Q(name__startswith=sought.name)
    if sought.since:
        found &= Q(created_at__gte=midnight(sought.since))
    if sought.until:
        found &= Q(created_at__lt=midnight(sought.until + timedelta(days=1)))
    if sought.by:
        found &= Q(by=sought.by)
    if sought.about:
        found &= Q(pk__in=Mention.objects.of(sought.about).values("event"))
    return found


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def write(event: Event) -> str:
    return f"{event.created_at.isoformat()}_{event.pk}"


def read(after: str) -> tuple[datetime, uuid.UUID]:
    moment, _, key = after.partition("_")
    start = datetime.fromisoformat(moment)
    if timezone.is_naive(start):
        raise ValueError("a moment without a time zone")
    return start, uuid.UUID(key)
