"""What rings when nobody has done what a case waits for."""

from django.utils import timezone

from saltmarsh.casework.cases import actions, clocks, queries
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.partnerships.models import Partnership


def ring_overdue(partnership: Partnership) -> int:
    """Tell the lead of each case whose clock has run out, and after some days the
    managers as well, and the chair of an overdue review; return how many cases. What was told already is not told twice.
    """
    now = timezone.now()
    late = queries.overdue(partnership, now, queries.OVERDUE)
    for case in late:
        notices.tell(
            partnership,
            kind=queries.OVERDUE,
            place=actions.place(case),
            member=case.lead,
        )
    for case in queries.overdue(partnership, now, queries.ESCALATED):
        if case.due_at and clocks.is_for_managers(partnership, case.due_at, now):
            hearing = {*queries.overseers(case, now)}
            if case.due_for in clocks.FOR_CHAIR:
                hearing |= {*queries.chairs(case, now)}
            for member in hearing:
                notices.tell(
                    partnership,
                    kind=queries.ESCALATED,
                    place=actions.place(case),
                    member=member,
                )
    return len(late)
