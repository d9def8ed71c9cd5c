from uuid import UUID

from saltmarsh.casework.likenesses import actions
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job(actions.LOOK)
def look(partnership: Partnership, *, identity: str) -> None:
    """Look for earlier referrals about the same person."""
    actions.look(partnership, identity_id=UUID(identity))
