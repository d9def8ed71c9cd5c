"""How the desk fetches what it shows: what the member may see, and nothing else."""

from functools import partial
from typing import Any

from django.utils import timezone

from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission, granted
from saltmarsh.access.records import fetch, opening
from saltmarsh.casework.exits import queries as exits
from saltmarsh.casework.likenesses import queries as likenesses
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.referrals.models import Referral, ReferralQuerySet
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.prepared import Prepared

OPENED: Prepared[Referral] = Prepared(
    lambda partnership, member, now, reference: (
        Referral.objects.filter(partnership=partnership, reference=reference)
        .seen_by(Membership(pk=member), now)
        .exclude(stage=Stage.QUARANTINED)
        .select_related("team", "owner__user")
    )
)


def seen(request: Request) -> ReferralQuerySet:
    """Return the referrals that the member may see, the quarantine box left out."""
    every = request.partnership.referrals.seen_by(request.member, timezone.now())
    return every.exclude(stage=Stage.QUARANTINED)


def opened(request: Request, reference: str) -> Referral:
    """Return one referral, and tell the access log. Raises Http404."""
    found = OPENED.first(
        partnership=request.partnership.pk,
        member=request.member.pk,
        now=timezone.now(),
        reference=reference,
    )
    referral = opening(request, found)
    referral.partnership = request.partnership
    return referral


def opened_anywhere(request: Request, reference: str) -> Referral:
    """Return one referral, in the quarantine box or out of it. Raises Http404."""
    every = request.partnership.referrals.seen_by(request.member, timezone.now())
    held = every.select_related("partnership", "team", "owner__user")
    return fetch(request, held, reference=reference)


def boxed(request: Request, reference: str) -> Referral:
    """Return one referral that is in the quarantine box. Raises Http404."""
    every = request.partnership.referrals.seen_by(request.member, timezone.now())
    held = every.quarantined().select_related("partnership", "team")
    return fetch(request, held, reference=reference)


def may(request: Request, permission: Permission) -> bool:
    return permission in granted(request.member.role)


def around(request: Request, referral: Referral, **more: Any) -> dict[str, Any]:
    """Return what every page of one referral shows around its own."""
    return {
        "referral": referral,
        "may_decide": may(request, Permission.REFERRAL_DECIDE),
        "may_allocate": may(request, Permission.REFERRAL_ALLOCATE),
        "may_restrict": may(request, Permission.REFERRAL_RESTRICT),
        "may_ask_neighbour": may(request, Permission.NEIGHBOUR_ASK),
        "undecided": partial(
            likenesses.waiting, referral, request.member, timezone.now()
        ),
        "asked_again": partial(asked_again, request, referral),
        **more,
    }


def asked_again(request: Request, referral: Referral) -> str:
    """Return the reference of the case that ended and is to be looked at again because
    of the referral; "" where there is none that the member may see.
    """
    if not referral.is_repeat or not may(request, Permission.CASE_READ):
        return ""
    due = exits.again_for(referral, request.member, timezone.now())
    return due.case.reference if due else ""
