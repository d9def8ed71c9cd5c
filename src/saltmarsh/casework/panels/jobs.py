from saltmarsh.casework.panels import alarms, care
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("panels.ring_overdue")
def ring_overdue(partnership: Partnership) -> None:
    """Tell of the panel's actions whose day has passed, and of its referrals to health
    or social care that nobody has answered.
    """
    alarms.ring_overdue(partnership)
    care.ring_unanswered(partnership)
