import uuid
from collections.abc import Iterable

from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.records import Owned
from saltmarsh.foundation.writing import insert

SYSTEM = uuid.UUID(int=0)


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
