from saltmarsh.casework.triage import alarms
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("triage.ring_overdue")
def ring_overdue(partnership: Partnership) -> None:
    """Tell owners and teams whose clocks have run out."""
    alarms.ring_overdue(partnership)
