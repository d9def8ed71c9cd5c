from saltmarsh.casework.cases import alarms, sight
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("cases.ring_overdue")
def ring_overdue(partnership: Partnership) -> None:
    """Tell the leads of cases, and then the managers, whose clocks have run out."""
    alarms.ring_overdue(partnership)


@job("cases.lift_expired")
def lift_expired(partnership: Partnership) -> None:
    """Lift the restrictions of cases whose time has run out."""
    sight.lift_expired(partnership)
