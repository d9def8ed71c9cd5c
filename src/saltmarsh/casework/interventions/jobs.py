from saltmarsh.casework.interventions import alarms
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("interventions.ring_silent")
def ring_silent(partnership: Partnership) -> None:
    """Tell of supported people whom nobody has met for too long."""
    alarms.ring_silent(partnership)
