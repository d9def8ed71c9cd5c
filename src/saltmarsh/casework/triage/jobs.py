from saltmarsh.casework.triage import actions
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("triage.ring_overdue")
def ring_overdue(partnership: Partnership) -> None:
    """Tell owners and teams whose clocks have run out."""
    actions.ring_overdue(partnership)
