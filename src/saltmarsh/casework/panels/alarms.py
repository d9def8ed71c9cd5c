"""What rings when something that the panel gave somebody to do stays undone."""

from django.utils import timezone

from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases import queries as cases
from saltmarsh.casework.panels import queries, tasks
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.partnerships.models import Partnership


def ring_overdue(partnership: Partnership) -> int:
    """Tell the owner of each overdue action, and after some days the chair as well;
    return how many actions. What was told already is not told twice.
    """
    now = timezone.now()
    late = queries.overdue(partnership, now, queries.OVERDUE)
    for action in late:
        tasks.tell(action, queries.OVERDUE, action.owner)
    for action in queries.overdue(partnership, now, queries.ESCALATED):
        passed = clocks.end_of_day(action.due_on)
        if clocks.is_for_managers(partnership, passed, now):
            place = Place("desk:actions", (), action.pk)
            for member in cases.chairs(action.case, now):
                notices.tell(
                    partnership, kind=queries.ESCALATED, place=place, member=member
                )
    return len(late)
