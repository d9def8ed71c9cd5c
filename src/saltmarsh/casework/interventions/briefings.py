"""What who gives support was told in writing. What a colleague was told who gave it
before does not count: whoever comes after is briefed anew.
"""

from saltmarsh.casework.interventions.models import Briefing
from saltmarsh.casework.support.models import Action


def is_briefed(action: Action) -> bool:
    """Tell whether an action's provider has read every briefing, and there is one.
    Other agencies are not briefed here.
    """
    if action.provider_id is None:
        return True
    read = list(action.briefings.standing().values_list("acknowledged_at", flat=True))
    return bool(read) and None not in read


def told(action: Action) -> list[Briefing]:
    """Return the briefings of who gives the action now, of one that has its briefings
    and passings at hand.
    """
    since = max((each.created_at for each in action.passings.all()), default=None)
    every = action.briefings.all()
    return [each for each in every if since is None or each.created_at >= since]
