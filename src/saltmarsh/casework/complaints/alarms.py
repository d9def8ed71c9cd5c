"""What rings when a complaint is not answered in time."""

from django.utils import timezone

from saltmarsh.casework.cases import clocks
from saltmarsh.casework.complaints import actions, queries
from saltmarsh.foundation.partnerships.models import Partnership


def ring_overdue(partnership: Partnership) -> int:
    """Tell the owner of each overdue complaint, and after some days the managers and
    the chair; return how many complaints. What was told already is not told twice.
    """
    now = timezone.now()
    late = queries.overdue(partnership, now, queries.OVERDUE)
    for complaint in late:
        actions.tell(complaint, queries.OVERDUE, complaint.owner)
    for complaint in queries.overdue(partnership, now, queries.ESCALATED):
        passed = clocks.end_of_day(complaint.due_on)
        if clocks.is_for_managers(partnership, passed, now):
            for member in queries.hearing(complaint, now):
                actions.tell(complaint, queries.ESCALATED, member)
    return len(late)
