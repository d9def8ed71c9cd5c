from saltmarsh.casework.allocation import actions
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("allocation.lift_expired")
def lift_expired(partnership: Partnership) -> None:
    """Lift the restrictions whose time has run out."""
    actions.lift_expired(partnership)
