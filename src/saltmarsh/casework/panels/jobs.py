from saltmarsh.casework.panels import alarms
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("panels.ring_overdue")
def ring_overdue(partnership: Partnership) -> None:
    """Tell of the panel's actions whose day has passed."""
    alarms.ring_overdue(partnership)
