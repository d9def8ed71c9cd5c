"""What pages need to know of documents, and their content, opened."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BufferedReader
from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.documents import storing
from saltmarsh.foundation.documents.lifecycle import FAILED as LOST
from saltmarsh.foundation.documents.lifecycle import MIME, Kind, Problem, State
from saltmarsh.foundation.documents.models import Document, DocumentQuerySet
from saltmarsh.foundation.documents.rules import MEGABYTE
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of

MOST_MEGABYTES = Setting(
    "documents.most_megabytes",
    _("Largest document that can be added, in MB"),
    default=10,
    kind="number",
    hint=_("Less than the virus scanner’s own limit, which operators set."),
)
MOST = Setting(
    "documents.most",
    _("How many documents can be added to one record"),
    default=5,
    kind="number",
)
RING = Setting(
    "documents.ring",
    _("Who to ring about material that must not be uploaded"),
    hint=_(
        "A name and a telephone number, as whoever wants to add a document reads it."
    ),
)
WAITS = Setting(
    "documents.waits",
    _("Minutes a document may wait to be checked"),
    default=60,
    kind="number",
    hint=_(
        "Before whoever added it, and whoever owns what it came with, is told. Your own "
        "limit: no law sets it."
    ),
)
SETTINGS = [MOST_MEGABYTES, MOST, RING, WAITS]
# What somebody is told of a document that nobody can open.
FAILED = "document.failed"
WAITING = "document.waiting"
KINDS = (FAILED, WAITING)


@dataclass(frozen=True)
class Shown:
    """One document as a page lists it. problem: why it cannot be opened, or "" ."""

    key: uuid.UUID
    name: str
    kind: str
    size: str
    state: State
    problem: str
    added_at: datetime
    is_settled: bool

    @property
    def is_ringing(self) -> bool:
        """Whether it failed, and nobody has dealt with that."""
        return self.state in LOST and not self.is_settled

    @property
    def is_ready(self) -> bool:
        return self.state == State.READY


def of(partnership: Partnership, record_id: uuid.UUID) -> list[Shown]:
    """Return the documents about a record, the first one first."""
    found = list(partnership.documents.about(record_id).in_order())
    keyring.open_files(partnership.pk, {one.file_id for one in found})
    return [shown(one) for one in found]


def how_many(partnership: Partnership, record_id: uuid.UUID) -> int:
    """Return how many documents came with a record and may be, or become, readable."""
    found = partnership.documents.about(record_id)
    return found.filter(state__in=[State.HELD, State.READY]).count()


def shown(document: Document) -> Shown:
    return Shown(
        document.pk,
        document.name,
        str(Kind(document.kind).label),
        in_words(document.size),
        State(document.state),
        str(Problem(document.problem).label) if document.problem else "",
        document.created_at,
        document.settled_at is not None,
    )


def unsettled(partnership: Partnership, now: datetime) -> DocumentQuerySet:
    """Return the documents that somebody is to be told of."""
    minutes = int(value_of(partnership, WAITS))
    return partnership.documents.unsettled(now - timedelta(minutes=minutes))


def kind_of(document: Document) -> str:
    """Return what is told of a document that nobody can open."""
    return WAITING if document.state == State.HELD else FAILED


def in_words(size: int) -> str:
    """Return a number of bytes as people say it."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / MEGABYTE:.1f} MB"


def content_of(document: Document) -> BufferedReader:
    """Return the content, to read. Raises Erased, OSError or Damaged when it is gone
    or not as it was sealed.
    """
    key = bytes.fromhex(document.content_key)
    return storing.opened(document.partnership_id, document.blob, key)


def mime_of(document: Document) -> str:
    return MIME[Kind(document.kind)]


def most_bytes(partnership: Partnership) -> int:
    return int(value_of(partnership, MOST_MEGABYTES)) * MEGABYTE


def limits(partnership: Partnership) -> dict[str, Any]:
    """Return what a page says before something is added: {megabytes, most, ring}."""
    return {
        "megabytes": int(value_of(partnership, MOST_MEGABYTES)),
        "most": int(value_of(partnership, MOST)),
        "ring": str(value_of(partnership, RING)),
    }
