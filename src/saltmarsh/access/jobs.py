import uuid

from saltmarsh.foundation.accounts import links
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership


@job("access.lost_password")
def lost_password(partnership: Partnership, *, user: str) -> None:
    """Send a link to set a new password, if `user` is a member here. A job, so that
    the page answers as fast for an address that nobody has.
    """
    found = partnership.memberships.active().filter(
        user=uuid.UUID(user), user__is_active=True
    )
    member = found.select_related("user").first()
    if member is None:
        return
    secret = links.make(member.user, links.Purpose.LOST_PASSWORD)
    notices.mail(
        partnership,
        to=member.user.email,
        template="accounts/lost_password",
        fills={"link": ("sign_in:choose-password", [secret])},
        by=None,
    )
