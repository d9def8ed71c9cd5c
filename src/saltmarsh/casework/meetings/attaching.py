"""Documents that go with the paper of a case, beside what the record tells."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.meetings import agenda, queries, rules
from saltmarsh.casework.meetings.models import Item
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.documents import actions as documents
from saltmarsh.foundation.documents.lifecycle import State
from saltmarsh.foundation.documents.models import Document
from saltmarsh.foundation.refusals import Refused


def barriers(item: Item, now: datetime) -> list[str]:
    """Return why no document can be added to the paper of a case now."""
    meeting = item.meeting
    closes_at = queries.window(meeting, item.case.partnership).closes_at
    return rules.barriers_to_attaching(meeting.state, is_closed=now >= closes_at)


def may_take_off(item: Item, now: datetime) -> bool:
    """Tell whether what can be read may still be taken off: until the meeting begins."""
    return now < item.meeting.starts_at


@transaction.atomic
def take_off(item: Item, document: Document, *, by: Membership) -> None:
    """Take a document off the papers, with its content. Raises Refused once the meeting
    has begun, as those who came may have read it.
    """
    found = rules.barriers_to_taking_off(
        has_begun=not may_take_off(item, timezone.now()),
        is_read=document.state in {State.HELD, State.READY},
    )
    if found:
        raise Refused(*found)
    agenda.note("agenda.document_taken_off", item, by, document.pk)
    documents.remove(document, by=by.user)
