"""What the pages about accounts show."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from saltmarsh.foundation.accounts import factors
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership


@dataclass(frozen=True)
class Factor:
    """A second factor as its owner sees it. kind: "totp" or "webauthn"."""

    pk: int
    kind: str
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Person:
    """A line in the list of people."""

    member: Membership
    teams: str
    has_second_factor: bool
    has_signed_in: bool


def work_together(one: Membership, other: Membership) -> bool:
    """Tell whether `other` works where `one` does, and still does. Who has no
    organisation is the authority's own.
    """
    is_same = one.organisation == other.organisation and one.pk != other.pk
    return is_same and other.left_at is None


def are_colleagues(one: Membership, other: Membership) -> bool:
    """Tell whether `other` works for the organisation of `one`, which is a partner."""
    return bool(one.organisation) and work_together(one, other)


def second_factors(user: User) -> list[Factor]:
    """Return the app and the passkeys that the person set up, oldest first."""
    held = factors.held_by(user).exclude(type=factors.RECOVERY)
    return [
        Factor(
            pk=row.pk,
            kind=row.type,
            name=row.data.get("name", ""),
            added_at=row.created_at,
            used_at=row.last_used_at,
        )
        for row in held
    ]


def recovery_codes_left(user: User) -> int:
    row = factors.held_by(user).filter(type=factors.RECOVERY).first()
    return len(row.wrap().get_unused_codes()) if row else 0


def people(members: list[Membership]) -> list[Person]:
    """Return what the list shows of `members`, which come with user and places."""
    users = [member.user_id for member in members]
    proven = set(
        factors.Authenticator.objects.filter(user__in=users).values_list(
            "user_id", flat=True
        )
    )
    return [
        Person(
            member=member,
            teams=", ".join(sorted(place.team.name for place in member.places.all())),
            has_second_factor=member.user_id in proven,
            has_signed_in=member.user.last_login is not None,
        )
        for member in members
    ]


def works_elsewhere(user: User, partnership: Partnership) -> bool:
    """Tell whether the person is a member of any other partnership.

    One is shown at a time, so each is entered in turn, and the own one again.
    """
    found = False
    for other in Partnership.objects.exclude(pk=partnership.pk):
        partnerships.enter(other)
        found = found or other.memberships.active().filter(user=user).exists()
    partnerships.enter(partnership)
    return found


def key_of(email: str) -> uuid.UUID:
    """Return the key of the account at `email`; one that is nobody's for none."""
    found = User.objects.filter(email=email.lower()).values_list("pk", flat=True)
    return found.first() or uuid.uuid4()
