from saltmarsh.casework.interventions import alarms, reports
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("interventions.ring_silent")
def ring_silent(partnership: Partnership) -> None:
    """Tell of supported people whom nobody has met for too long."""
    alarms.ring_silent(partnership)


@job("interventions.ring_unreported")
def ring_unreported(partnership: Partnership) -> None:
    """Tell of sessions that were planned and of which nobody has said a word."""
    reports.ring_unreported(partnership)
