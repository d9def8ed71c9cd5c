"""Jobs over several rooms, for operators and administrators."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from saltmarsh.access.models import Bucket
from saltmarsh.access.permissions import Permission, Role, roles_with
from saltmarsh.casework.likenesses import naming
from saltmarsh.cli import proving
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices import queries as post
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.notices.working import job
from saltmarsh.foundation.partnerships.models import Partnership

STUCK, BROKEN = "outbox.stuck", "path.broken"
TOLD_OF_STUCK = {Role.MANAGER, Role.ADMINISTRATOR}


@job("outbox.drain")
def drain(partnership: Partnership) -> None:
    """Try again what waits in the outbox, and say in the product when it is stuck."""
    notices.drain(partnership)
    if not post.is_stuck(partnership, timezone.now()):
        notices.done(partnership, kind=STUCK, about_id=partnership.pk)
        return
    place = Place("desk:notices", (), partnership.pk)
    for member in partnership.memberships.active().filter(role__in=TOLD_OF_STUCK):
        notices.tell(partnership, kind=STUCK, place=place, member=member)


@job("likenesses.ask_managers")
def ask_managers(partnership: Partnership) -> None:
    """Ask managers to name somebody where nobody may decide about a likeness."""
    deciding = roles_with(Permission.REFERRAL_DECIDE)
    naming.ask_managers(
        partnership, deciding=deciding, naming=roles_with(Permission.REFERRAL_RESTRICT)
    )


@job("visits.expire")
def expire_visits(partnership: Partnership) -> None:
    """Forget sessions that have ended, and counts of posts."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    Bucket.objects.filter(started__lt=now - timedelta(days=1)).delete()


@job("path.prove")
def prove(partnership: Partnership) -> None:
    """Prove the whole path, where a form is published; say so when it fails."""
    if not partnership.schemas.exists():
        return
    proof = proving.prove(partnership)
    if not proof.missing:
        notices.done(partnership, kind=BROKEN, about_id=partnership.pk)
        return
    place = Place("manage:routing", (), partnership.pk)
    for member in partnership.memberships.active().filter(role=Role.ADMINISTRATOR):
        notices.tell(partnership, kind=BROKEN, place=place, member=member)
