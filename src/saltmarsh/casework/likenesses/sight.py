"""Who is told of a likeness with a restricted referral: those who hold its grant."""

import uuid

from django.db.models import Exists
from django.utils import timezone

from saltmarsh.casework.likenesses import queries
from saltmarsh.casework.likenesses.models import Likeness
from saltmarsh.casework.referrals.models import Grant, Referral
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.partnerships.models import Partnership

RESTRICTED = "likeness.restricted"  # the kind of notice to holders of a grant
NAMED = "likeness.named"  # to whom a manager named, and holders let see both


def tell(likeness: Likeness) -> None:
    """Tell those who hold a grant on a restricted referral that they must decide."""
    both = (likeness.later, likeness.earlier)
    secret = [one for one in both if one.is_restricted]
    for referral in secret:
        place = Place("desk:likenesses", (referral.reference,), referral.pk)
        for member in holders(secret):
            notices.tell(
                referral.partnership, kind=RESTRICTED, place=place, member=member
            )


def holders(restricted: list[Referral]) -> list[Membership]:
    """Return who may open all of these restricted referrals now."""
    now = timezone.now()
    grants = Grant.objects.filter(
        referral__in=restricted, ended_at=None, member__left_at=None
    )
    live = grants.exclude(until__lte=now).select_related("member")
    held: dict[uuid.UUID, tuple[Membership, set[uuid.UUID]]] = {}
    for grant in live:
        held.setdefault(grant.member_id, (grant.member, set()))[1].add(
            grant.referral_id
        )
    return [member for member, keys in held.values() if len(keys) == len(restricted)]


def changed(partnership: Partnership, *, referral_id: uuid.UUID) -> None:
    """Tell those who may open a referral now, and no longer those who might before,
    what waits for an answer there: it was restricted, or its restriction was lifted.
    """
    every = partnership.referrals.select_related("partnership")
    referral = every.get(pk=referral_id)
    waiting = Likeness.objects.of(referral).open()
    open_ones = list(
        waiting.exclude(Exists(queries.both_linked())).select_related(
            "later__partnership", "earlier__partnership"
        )
    )
    keys = {key for one in open_ones for key in (one.later_id, one.earlier_id)}
    for one in every.filter(pk__in={referral.pk, *keys}):
        known = holders([one]) if one.is_restricted else []
        notices.done(
            partnership,
            kind=RESTRICTED,
            about_id=one.pk,
            apart_from=[member.pk for member in known],
        )
    for likeness in open_ones:
        tell(likeness)


def settle(*both: Referral) -> None:
    """Take the notices away of those of the referrals about which nothing is open."""
    for referral in both:
        if not Likeness.objects.of(referral).open().exists():
            for kind in (RESTRICTED, NAMED):
                notices.done(referral.partnership, kind=kind, about_id=referral.pk)
