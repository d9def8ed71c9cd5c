from saltmarsh.casework.complaints import alarms
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("complaints.ring_overdue")
def ring_overdue(partnership: Partnership) -> None:
    """Tell of the complaints whose day has passed."""
    alarms.ring_overdue(partnership)
