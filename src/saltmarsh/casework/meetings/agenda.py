"""The agenda of a meeting: which cases, in which order."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.exits.models import Review
from saltmarsh.casework.meetings import actions as meetings
from saltmarsh.casework.meetings import queries, rules
from saltmarsh.casework.meetings.due import Due, Reason
from saltmarsh.casework.meetings.lifecycle import Why
from saltmarsh.casework.meetings.models import Item, Meeting
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.refusals import Refused


@transaction.atomic
def add(meeting: Meeting, *, due: Due, by: Membership) -> Item:
    """Put a case at the end of the agenda. What an earlier meeting recorded of where the
    person lives is taken over. Raises Refused when it is there already.
    """
    meetings.lock(meeting)
    items = Item.objects.filter(meeting=meeting)
    if found := rules.barriers_to_listing(
        is_listed=items.filter(case=due.case).exists()
    ):
        raise Refused(*found)
    last = items.aggregate(last=Max("position"))["last"] or 0
    made = Item(
        partnership_id=meeting.partnership_id,
        meeting=meeting,
        case=due.case,
        position=last + 1,
        why=due.why,
        review=due.review,
    )
    made.due = [reason.kept() for reason in due.reasons]
    if (home := queries.home_before(due.case)).force:
        made.home = vars(home)
    made.save()
    note("agenda.added", made, by)
    return made


def picked(case: Case) -> Due:
    return Due(case, (Reason(Why.PICKED),))


def reviewed(review: Review) -> Due:
    return Due(review.case, (Reason(Why.REVIEW, review.due_on),), review)


@transaction.atomic
def move_up(item: Item, *, by: Membership) -> None:
    """Let the case come before the one that now precedes it."""
    meetings.lock(item.meeting)
    order = list(Item.objects.filter(meeting=item.meeting).order_by("position", "pk"))
    here = next(n for n, each in enumerate(order) if each.pk == item.pk)
    if here:
        order[here - 1], order[here] = order[here], order[here - 1]
    for position, each in enumerate(order, start=1):
        Item.objects.filter(pk=each.pk).update(position=position)
    note("agenda.moved", item, by)


@transaction.atomic
def remove(item: Item, *, by: Membership) -> None:
    """Take the case off the agenda, while nothing was done with it there. Raises Refused
    once it was opened or written about, or while documents go with its paper.
    """
    meetings.lock(item.meeting)
    held = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    is_used = held.opened_at is not None or held.written.exists()
    has_documents = item.partnership.documents.about(item.pk).exists()
    if found := rules.barriers_to_removing(
        is_used=is_used, has_documents=has_documents
    ):
        raise Refused(*found)
    note("agenda.removed", held, by)
    held.delete()


def note(name: str, item: Item, by: Membership, *others: UUID) -> None:
    """Write an event about a case on the agenda, and about `others` by their keys."""
    keys = [item.pk, item.meeting_id, item.case_id, *others]
    audit.note(
        name,
        partnership_id=item.partnership_id,
        about=("meetings.Item", keys),
        by=by.user_id,
    )
