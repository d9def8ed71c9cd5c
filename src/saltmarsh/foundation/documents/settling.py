"""A document that nobody can open, and somebody who deals with it.

Who is told is said where it is known what documents come with.
"""

import uuid

from django.db import transaction
from django.utils import timezone

from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.documents import queries
from saltmarsh.foundation.documents.lifecycle import FAILED
from saltmarsh.foundation.documents.models import Document
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.partnerships.models import Partnership

# Who did it, as an event names them: what they are, and their key.
Who = tuple[str, uuid.UUID | None]


@transaction.atomic
def settle(document: Document, *, who: Who, how: str = "seen") -> None:
    """Note that somebody deals with it: nobody is told of it any more. how: "seen", or
    "replaced".
    """
    document.settled_at = timezone.now()
    document.save(update_fields=["settled_at"])
    quiet(document.partnership, document.pk)
    kind, key = who
    audit.record("document.settled", document, by=key, by_kind=kind, how=how)


def replace_failed(sent: Document, *, who: Who) -> None:
    """Take what the same sender sends with the same record for a replacement of those
    that failed.
    """
    failed = sent.partnership.documents.about(sent.about_id).filter(
        state__in=FAILED, settled_at=None, added_by=sent.added_by_id
    )
    for document in failed:
        settle(document, who=who, how="replaced")


def quiet(partnership: Partnership, document_id: uuid.UUID) -> None:
    """Take away what is told of a document."""
    for kind in queries.KINDS:
        notices.done(partnership, kind=kind, about_id=document_id)


def hush(partnership: Partnership) -> None:
    """Take away what is told of documents that are gone, dealt with, or as they were
    told no more.
    """
    told = Notice.objects.filter(partnership=partnership, kind__in=queries.KINDS)
    waiting = list(told.waiting().values_list("kind", "about_id").distinct())
    keys = [about_id for _kind, about_id in waiting]
    now = timezone.now()
    open_ones = queries.unsettled(partnership, now).filter(pk__in=keys)
    still = {(queries.kind_of(each), each.pk) for each in open_ones}
    for kind, about_id in set(waiting) - still:
        notices.done(partnership, kind=kind, about_id=about_id)
