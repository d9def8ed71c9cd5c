"""What rings when nobody has looked again at a closed case."""

from datetime import datetime

from django.utils import timezone

from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases import queries as cases
from saltmarsh.casework.exits import queries
from saltmarsh.casework.exits.models import Review
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.partnerships.models import Partnership


def ring_overdue(partnership: Partnership) -> int:
    """Tell the owner of each overdue review, and after some days the managers and the
    chair as well; return how many reviews. What was told already is not told twice.
    """
    now = timezone.now()
    late = queries.overdue(partnership, now, queries.OVERDUE)
    for review in late:
        tell(review, queries.OVERDUE, review.owner)
    for review in queries.overdue(partnership, now, queries.ESCALATED):
        passed = clocks.end_of_day(review.due_on)
        if clocks.is_for_managers(partnership, passed, now):
            for member in hearing(review, now):
                tell(review, queries.ESCALATED, member)
    return len(late)


def hearing(review: Review, now: datetime) -> set[Membership]:
    """Return the managers and the chair who hear of it: of a review that a further
    referral asks for, those who may see that as well.
    """
    case = review.case
    found = {*cases.overseers(case, now)} | {*cases.chairs(case, now)}
    if review.link is None:
        return found
    return found & {*queries.hearing(case, review.link.referral, now)}


def tell(review: Review, kind: str, member: Membership) -> None:
    case = review.case
    place = Place("desk:case", (case.reference,), review.pk)
    notices.tell(case.partnership, kind=kind, place=place, member=member)
