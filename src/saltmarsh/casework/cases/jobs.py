from saltmarsh.casework.cases import alarms
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("cases.ring_overdue")
def ring_overdue(partnership: Partnership) -> None:
    """Tell the leads of cases, and then the managers, whose clocks have run out."""
    alarms.ring_overdue(partnership)
