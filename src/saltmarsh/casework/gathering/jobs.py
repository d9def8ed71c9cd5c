from saltmarsh.casework.gathering import alarms
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("gathering.chase_late")
def chase_late(partnership: Partnership) -> None:
    """Remind partners who have not answered in time, and tell who leads the cases."""
    alarms.chase_late(partnership)
