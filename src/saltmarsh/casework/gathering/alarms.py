"""What rings when a partner has not answered in time."""

from datetime import datetime

from django.utils import timezone

from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases import queries as cases
from saltmarsh.casework.gathering import actions, queries
from saltmarsh.casework.gathering.models import InformationRequest
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.partnerships.models import Partnership


def chase_late(partnership: Partnership) -> int:
    """Remind each partner who is late, tell the lead of the case and, after some days,
    the managers; return how many partners were reminded.
    """
    now, reminded = timezone.now(), 0
    for asked in queries.to_chase(partnership, now):
        if is_to_chase(asked, now):
            actions.chase(asked, by=None)
            reminded += 1
    for asked in queries.late(partnership, now, untold=queries.OVERDUE):
        tell(asked, queries.OVERDUE, asked.case.lead)
    for asked in queries.late(partnership, now, untold=queries.ESCALATED):
        if clocks.is_for_managers(partnership, clocks.end_of_day(asked.due_on), now):
            for member in cases.overseers(asked.case, now):
                tell(asked, queries.ESCALATED, member)
    return reminded


def is_to_chase(asked: InformationRequest, now: datetime) -> bool:
    """Tell whether it is time for a reminder: the first, or another."""
    last, partnership = asked.chased_at, asked.partnership
    return last is None or clocks.runs_out(partnership, queries.CHASE_DAYS, last) <= now


def tell(asked: InformationRequest, kind: str, member: Membership) -> None:
    place = actions.place_of(asked)
    notices.tell(asked.partnership, kind=kind, place=place, member=member)
