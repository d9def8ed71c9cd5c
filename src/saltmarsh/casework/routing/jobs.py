from saltmarsh.casework.routing import actions
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("routing.send")
def send(partnership: Partnership, *, referral: str) -> None:
    """Tell the desks of a new referral."""
    actions.send(partnership, referral_id=referral)


@job("routing.ring")
def ring(partnership: Partnership) -> None:
    """Ring what nobody acknowledged in time."""
    actions.ring_late(partnership)
