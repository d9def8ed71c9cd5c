import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.allocation import queries, rules
from saltmarsh.casework.allocation.queries import Sight
from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals.models import Grant, Referral
from saltmarsh.foundation.accounts.models import Membership, Team
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices import working
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused


@transaction.atomic
def allocate(
    referral: Referral,
    *,
    team: Team,
    owner: Membership | None,
    version: int | None,
    by: Membership,
) -> None:
    """Give the referral to a team and, within it, to an owner or to nobody.

    version: the one that `by` has seen; None where they may not see any.
    Raises Refused with the barriers, and StaleReferral.
    """
    referrals.lock(referral, version=version)
    teams = queries.teams_of(owner) if owner else None
    has_left = owner is not None and owner.left_at is not None
    if found := rules.barriers_to_giving(
        owner_teams=teams, team=team.pk, has_left=has_left
    ):
        raise Refused(*found)
    referrals.change(referral, team=team, owner=owner)
    notices.done(referral.partnership, kind="referral.yours", about_id=referral.pk)
    if owner and owner != by:
        place = Place("desk:referral", (referral.reference,), referral.pk)
        notices.tell(
            referral.partnership, kind="referral.yours", place=place, member=owner
        )
    audit.record(
        "referral.allocated",
        referral,
        by=by.user_id,
        team=str(team.pk),
        owner=str(owner.pk) if owner else "",
    )


@transaction.atomic
def allocate_all(
    chosen: Iterable[Referral],
    *,
    team: Team | None,
    owner: Membership | None,
    by: Membership,
) -> int:
    """Give several referrals to one owner; each stays with its team unless one is
    named. Returns how many. All or none: raises Refused.
    """
    count = 0
    for referral in chosen:
        allocate(referral, team=team or referral.team, owner=owner, version=None, by=by)
        count += 1
    return count


@transaction.atomic
def take(referral: Referral, *, version: int | None, by: Membership) -> None:
    """Become the referral's owner. Raises Refused when somebody else owns it."""
    held = referrals.lock(referral, version=version)
    if held.owner_id not in {None, by.pk}:
        raise Refused(_("Somebody else owns this referral"))
    allocate(referral, team=referral.team, owner=by, version=None, by=by)


@transaction.atomic
def restrict(
    referral: Referral, *, sight: Sight, version: int | None = None, by: Membership
) -> None:
    """Keep the referral to named people until a moment; then its team sees it again.

    Whoever is not named, `by` among them, sees nothing of it from now on.
    version: the one that `by` has seen. Raises Refused with the barriers, and
    StaleReferral.
    """
    referrals.lock(referral, version=version)
    if found := rules.barriers_to_restricting(
        named=len(sight.members),
        deciding=sight.deciding,
        until=sight.until,
        now=timezone.now(),
    ):
        raise Refused(*found)
    end_grants(referral)
    for member in sight.members:
        grant = Grant(
            partnership_id=referral.partnership_id,
            referral=referral,
            member=member,
            until=sight.until,
            by=by.user,
        )
        grant.reason = sight.reason
        grant.save()
    referrals.change(referral, is_restricted=True)
    working.later(referrals.SIGHT, referral.partnership_id, referral=referral.pk)
    named = str(len(sight.members))
    audit.record("referral.restricted", referral, by=by.user_id, named=named)


def end_grants(referral: Referral) -> None:
    referral.grants.filter(ended_at=None).update(ended_at=timezone.now())


@transaction.atomic
def lift(referral: Referral, *, by: uuid.UUID | None) -> None:
    """Let the referral's team see it again."""
    referrals.lock(referral, version=None)
    end_grants(referral)
    referrals.change(referral, is_restricted=False)
    working.later(referrals.SIGHT, referral.partnership_id, referral=referral.pk)
    kind = "user" if by else "system"
    audit.record("referral.restriction_lifted", referral, by=by, by_kind=kind)


def lift_expired(partnership: Partnership) -> int:
    """Lift every restriction whose time has run out; return how many."""
    live = Grant.objects.filter(ended_at=None).exclude(until__lte=timezone.now())
    over = partnership.referrals.filter(is_restricted=True).exclude(
        pk__in=live.values("referral_id")
    )
    expired = list(over)
    for referral in expired:
        lift(referral, by=None)
    return len(expired)
