import uuid
from collections.abc import Iterable

from django.utils import timezone

from saltmarsh.foundation.asking import ask
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.records import Owned
from saltmarsh.foundation.writing import insert

SYSTEM = uuid.UUID(int=0)
# The partnership is entered while the row is made, before row-level security looks at
# it: every page that a member opens would otherwise ask the database four times.
APART = """
INSERT INTO audit_event
    (id, created_at, name, partnership_id, subject, subject_ids, "by", by_kind, codes)
VALUES (%s, %s, %s, (SELECT set_config('app.partnership', %s, true))::uuid,
    %s, %s::uuid[], %s, %s, '{}')
"""


def record(
    name: str,
    subject: Owned,
    *,
    by: uuid.UUID | None,
    by_kind: str = "user",
    **codes: str,
) -> Event:
    """Write one event about `subject`, by the user or holder whose key is `by`.

    `name` is a past tense, noun first: "referral.received". `codes` are words of
    our own choosing, never of anybody's typing: an event outlives what it tells of.
    """
    return note(
        name,
        partnership_id=subject.partnership_id,
        about=(subject._meta.label, [subject.pk]),
        by=by,
        by_kind=by_kind,
        **codes,
    )


def note(
    name: str,
    *,
    partnership_id: uuid.UUID,
    about: tuple[str, Iterable[uuid.UUID]],
    by: uuid.UUID | None,
    by_kind: str = "user",
    **codes: str,
) -> Event:
    """Write one event that is about several records, or about none.

    about: the kind of record, or the route of a page, and the records' keys.
    """
    subject, subject_ids = about
    event = Event(
        name=name,
        partnership_id=partnership_id,
        subject=subject,
        subject_ids=list(subject_ids),
        by=by,
        by_kind=by_kind,
        codes=codes,
    )
    insert(event)
    return event


def note_apart(
    name: str,
    *,
    partnership_id: uuid.UUID,
    about: tuple[str, Iterable[uuid.UUID]],
    by: uuid.UUID | None,
    by_kind: str,
) -> None:
    """Write the same as `note`, outside any partnership, as a transaction of its own."""
    subject, subject_ids = about
    new, now = uuid.uuid4(), timezone.now().isoformat()
    # As one text, as the database reads it: the driver takes twice as long for a list.
    keys = f"{{{','.join(map(str, subject_ids))}}}"
    ask(APART, [new, now, name, str(partnership_id), subject, keys, by, by_kind])
