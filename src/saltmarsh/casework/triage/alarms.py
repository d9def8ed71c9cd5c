"""What rings when nobody has done what was due."""

from django.utils import timezone

from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.triage import queries
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.partnerships.models import Partnership


def ring_overdue(partnership: Partnership) -> int:
    """Tell the owner, or the team, of each referral whose clock has run out; return
    how many. What was told already is not told twice.
    """
    now = timezone.now()
    over = queries.overdue(partnership, now)
    untold = queries.feedback_overdue(partnership, now)
    for referral in over:
        ring(referral, queries.OVERDUE)
    for referral in untold:
        ring(referral, queries.FEEDBACK_OVERDUE)
    return len(over) + len(untold)


def ring(referral: Referral, kind: str) -> None:
    place = Place("desk:referral", (referral.reference,), referral.pk)
    to = {"member": referral.owner} if referral.owner else {"team": referral.team}
    notices.tell(referral.partnership, kind=kind, place=place, **to)
