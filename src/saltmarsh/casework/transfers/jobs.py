from saltmarsh.casework.transfers import alarms, linking
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("transfers.ring_late")
def ring_late(partnership: Partnership) -> None:
    """Remind of transfers that the other panel has not answered in time."""
    alarms.ring_late(partnership)


@job("transfers.lapse")
def lapse(partnership: Partnership) -> None:
    """Let transfers lapse that nobody answered while their link opened."""
    linking.lapse_old(partnership)
