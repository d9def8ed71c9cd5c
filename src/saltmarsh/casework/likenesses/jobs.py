from uuid import UUID

from saltmarsh.casework.likenesses import actions, sight
from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job(actions.LOOK)
def look(partnership: Partnership, *, identity: str) -> None:
    """Look for earlier referrals about the same person."""
    actions.look(partnership, identity_id=UUID(identity))


@job(referrals.SIGHT)
def sight_changed(partnership: Partnership, *, referral: str) -> None:
    """Tell who may now open a referral what waits for an answer there."""
    sight.changed(partnership, referral_id=UUID(referral))
