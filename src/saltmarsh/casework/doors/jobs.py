from saltmarsh.casework.doors import actions
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("doors.expire")
def expire(partnership: Partnership) -> None:
    """Delete codes whose time is over."""
    actions.expire(partnership)
