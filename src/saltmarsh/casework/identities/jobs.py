from uuid import UUID

from saltmarsh.casework.identities import actions
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("identities.index")
def index(partnership: Partnership, *, identity: str, then: str = "") -> None:
    """Let an identity be found."""
    actions.index(partnership, identity_id=UUID(identity), then=then)


@job("identities.count_names")
def count_names(partnership: Partnership) -> None:
    """Count how often names sound alike."""
    actions.count_names(partnership)
