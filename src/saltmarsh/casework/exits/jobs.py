from saltmarsh.casework.exits import alarms
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("exits.ring_overdue")
def ring_overdue(partnership: Partnership) -> None:
    """Tell of the reviews of closed cases whose day has passed."""
    alarms.ring_overdue(partnership)
