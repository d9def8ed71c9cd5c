"""What rings when a document that was sent cannot be opened by anybody."""

from django.utils import timezone

from saltmarsh.casework.attachments import queries
from saltmarsh.casework.attachments.queries import Told
from saltmarsh.foundation.documents import queries as documents
from saltmarsh.foundation.documents import settling
from saltmarsh.foundation.documents.models import Document
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.partnerships.models import Partnership

# How many documents one run tells of, the first that came first.
MOST_RUNG = 500


def ring_unread(partnership: Partnership) -> int:
    """Tell whoever added a document that failed, or that waits too long, and whoever
    owns what it came with; return how many documents that is. What was dealt with is
    taken away.
    """
    settling.hush(partnership)
    found = documents.unsettled(partnership, timezone.now())
    held = list(found.select_related("added_by").order_by("created_at")[:MOST_RUNG])
    hearing = queries.hearing(partnership, held)
    for document in held:
        for told in hearing.get(document.pk, []):
            tell(document, told)
    return len(held)


def tell(document: Document, told: Told) -> None:
    """Tell one member or one team, unless it waits there."""
    notices.tell(
        document.partnership,
        kind=documents.kind_of(document),
        place=Place(told.route, told.arguments, document.pk),
        team=told.team,
        member=told.member,
    )
