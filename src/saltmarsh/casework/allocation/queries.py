import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.partnerships.models import Partnership


@dataclass(frozen=True)
class Sight:
    """Who alone is to see a referral, until when, and why.

    deciding: how many of `members` may decide about referrals.
    """

    members: tuple[Membership, ...]
    deciding: int
    until: datetime
    reason: str


@dataclass(frozen=True)
class Named:
    """Somebody who may see a restricted referral, until a moment."""

    name: str
    until: datetime | None


def teams_of(member: Membership) -> set[uuid.UUID]:
    """Return the keys of the teams that `member` has a place in."""
    return set(member.places.values_list("team_id", flat=True))


def working(partnership: Partnership, roles: Sequence[str]) -> list[Membership]:
    """Return the active members who hold one of `roles`, by name."""
    held = partnership.memberships.active().filter(role__in=roles)
    return list(held.select_related("user").order_by("user__name", "pk"))


def in_teams(member: Membership, roles: Sequence[str]) -> list[Membership]:
    """Return those of `roles` who share a team with `member`, by name."""
    every = Membership.objects.active().filter(
        partnership_id=member.partnership_id, role__in=roles
    )
    shared = every.filter(places__team_id__in=teams_of(member)).distinct()
    return list(shared.select_related("user").order_by("user__name", "pk"))


def named_for(referral: Referral, now: datetime) -> list[Named]:
    """Return who may see a restricted referral now, by name."""
    live = referral.grants.filter(ended_at=None).exclude(until__lte=now)
    held = live.select_related("member__user").order_by("member__user__name")
    return [Named(str(grant.member), grant.until) for grant in held]
