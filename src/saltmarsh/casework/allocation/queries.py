import uuid
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


def in_team(partnership: Partnership, team_id: uuid.UUID) -> list[Membership]:
    """Return the active members with a place in the team, by name."""
    held = partnership.memberships.active().filter(places__team_id=team_id)
    return list(held.select_related("user").order_by("user__name"))


def named_for(referral: Referral, now: datetime) -> list[Named]:
    """Return who may see a restricted referral now, by name."""
    live = referral.grants.filter(ended_at=None).exclude(until__lte=now)
    held = live.select_related("member__user").order_by("member__user__name")
    return [Named(str(grant.member), grant.until) for grant in held]
