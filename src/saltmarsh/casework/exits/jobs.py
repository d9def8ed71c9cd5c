from saltmarsh.casework.exits import actions, alarms
from saltmarsh.casework.links import actions as links
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("exits.ring_overdue")
def ring_overdue(partnership: Partnership) -> None:
    """Tell of the reviews of closed cases whose day has passed."""
    actions.ask_again(partnership)
    alarms.ring_overdue(partnership)


@job(links.LINKED)
def ask_again(partnership: Partnership) -> None:
    """Let somebody look again at ended cases whose person was referred again."""
    actions.ask_again(partnership)
