import uuid
from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from saltmarsh.foundation.accounts.models import Membership, Team, User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused


@transaction.atomic
def add_member(
    partnership: Partnership, *, email: str, name: str, role: str, by: uuid.UUID | None
) -> Membership:
    """Give the person at `email` a role here; a new person gets an account that has
    no password until they set one.

    Raises Refused when they are a member already.
    """
    email = email.strip().lower()
    user, _ = User.objects.get_or_create(
        email=email,
        defaults={"username": email, "name": name, "password": make_password(None)},
    )
    if partnership.memberships.active().filter(user=user).exists():
        raise Refused(f"{email} is a member of this partnership already")
    member, _ = partnership.memberships.update_or_create(
        user=user, defaults={"role": role, "left_at": None}
    )
    audit.record("member.added", member, by=by, by_kind=kind(by), role=role)
    return member


@transaction.atomic
def change_role(member: Membership, *, role: str, by: uuid.UUID | None) -> None:
    """Let `member` hold `role` from now on."""
    member.role = role
    member.save(update_fields=["role"])
    audit.record("member.role_changed", member, by=by, by_kind=kind(by), role=role)


@transaction.atomic
def remove_member(member: Membership, *, by: uuid.UUID | None) -> None:
    """End the membership: its holder opens nothing here from now on."""
    member.left_at = timezone.now()
    member.save(update_fields=["left_at"])
    audit.record("member.removed", member, by=by, by_kind=kind(by))


@transaction.atomic
def make_team(partnership: Partnership, *, name: str, by: uuid.UUID | None) -> Team:
    """Make a team. Raises Refused when the name is taken."""
    if partnership.teams.filter(name__iexact=name).exists():
        raise Refused(f"There is a team called {name} already")
    team = Team.objects.create(partnership=partnership, name=name)
    audit.record("team.made", team, by=by, by_kind=kind(by))
    return team


@transaction.atomic
def place(member: Membership, *, teams: Iterable[Team], by: uuid.UUID | None) -> None:
    """Give `member` a place in these teams and in no others."""
    wanted = list(teams)
    member.places.exclude(team__in=wanted).delete()
    for team in wanted:
        member.places.get_or_create(partnership_id=member.partnership_id, team=team)
    codes = ",".join(sorted(str(team.pk) for team in wanted))
    audit.record("member.placed", member, by=by, by_kind=kind(by), teams=codes)


def kind(by: uuid.UUID | None) -> str:
    return "user" if by else "system"
