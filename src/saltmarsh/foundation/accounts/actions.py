import uuid
from collections.abc import Iterable, Sequence

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.foundation.accounts import factors, links, queries, rules
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
    user, _is_new = User.objects.get_or_create(
        email=email,
        defaults={"username": email, "name": name, "password": make_password(None)},
    )
    if partnership.memberships.active().filter(user=user).exists():
        raise Refused(
            _("%(email)s is a member of this partnership already") % {"email": email}
        )
    member, _is_new = partnership.memberships.update_or_create(
        user=user, defaults={"role": role, "left_at": None}
    )
    audit.record("member.added", member, by=by, by_kind=kind(by), role=role)
    return member


@transaction.atomic
def change_role(
    member: Membership, *, role: str, holds: Sequence[str] = (), by: uuid.UUID | None
) -> None:
    """Let `member` hold `role` from now on; the role they hold is no change.

    holds: why what the member holds stands in the way. Raises Refused with these, for
    one's own role, and for the last administrator's.
    """
    if role == member.role:
        return
    refuse([*barriers(member, by), *holds])
    member.role = role
    member.save(update_fields=["role"])
    audit.record("member.role_changed", member, by=by, by_kind=kind(by), role=role)


@transaction.atomic
def remove_member(
    member: Membership, *, holds: Sequence[str] = (), by: uuid.UUID | None
) -> None:
    """End the membership: its holder opens nothing here from now on.

    holds: why what the member holds stands in the way. Raises Refused with these, for
    one's own, and for the last administrator's.
    """
    refuse([*barriers(member, by), *holds])
    member.left_at = timezone.now()
    member.save(update_fields=["left_at"])
    audit.record("member.removed", member, by=by, by_kind=kind(by))


def barriers(member: Membership, by: uuid.UUID | None) -> list[str]:
    """Return why the role may not be changed, holding on to those who share it, so
    that two administrators who remove each other at once do not both succeed.
    """
    held = member.partnership.memberships.active().filter(role=rules.ALWAYS_HELD)
    holders = [row.pk for row in held.select_for_update()]
    return rules.barriers_to_changing(
        is_own=member.user_id == by, is_last=holders == [member.pk]
    )


def refuse(reasons: list[str]) -> None:
    if reasons:
        raise Refused(*reasons)


@transaction.atomic
def rename_organisation(
    member: Membership, *, organisation: str, by: uuid.UUID | None
) -> None:
    """Note which organisation the member works for."""
    member.organisation = organisation
    member.save(update_fields=["organisation"])
    audit.record("member.organisation_changed", member, by=by, by_kind=kind(by))


@transaction.atomic
def rename(member: Membership, *, name: str, by: uuid.UUID) -> None:
    """Change the name that colleagues see."""
    member.user.name = name
    member.user.save(update_fields=["name"])
    audit.record("account.renamed", member, by=by)


@transaction.atomic
def choose_shortcuts(member: Membership, *, wanted: bool, by: uuid.UUID) -> None:
    """Let single keys do something on the person's pages, or nothing."""
    member.user.uses_shortcuts = wanted
    member.user.save(update_fields=["uses_shortcuts"])
    chosen = "on" if wanted else "off"
    audit.record("account.shortcuts_chosen", member, by=by, shortcuts=chosen)


@transaction.atomic
def invite(member: Membership, *, by: uuid.UUID | None) -> str:
    """Return the secret of a link by which the person sets a first password."""
    audit.record("account.invited", member, by=by, by_kind=kind(by))
    return links.make(member.user, links.Purpose.INVITATION)


@transaction.atomic
def set_password(member: Membership, *, password: str, by: uuid.UUID) -> None:
    """Set the password, which ends every session but the one that asks."""
    member.user.set_password(password)
    member.user.save(update_fields=["password"])
    audit.record("account.password_set", member, by=by)


@transaction.atomic
def end_sessions(member: Membership, *, by: uuid.UUID) -> None:
    """Sign the person out everywhere."""
    member.user.sign_in_round += 1
    member.user.save(update_fields=["sign_in_round"])
    audit.record("account.sessions_ended", member, by=by)


@transaction.atomic
def add_app(member: Membership, *, secret: str, counter: int, by: uuid.UUID) -> None:
    """Let codes of the app that knows `secret` be a second factor, after `counter`."""
    factors.held_by(member.user).filter(type=factors.APP).delete()
    data = {"secret": factors.Sealing().encrypt(secret), "shown": counter}
    factors.Authenticator.objects.create(user=member.user, type=factors.APP, data=data)
    audit.record("account.factor_added", member, by=by, kind=str(factors.APP))


@transaction.atomic
def add_passkey(
    member: Membership, *, name: str, credential: dict[str, object], by: uuid.UUID
) -> None:
    """Let the passkey be a second factor. credential: as the browser made it, checked."""
    factors.Authenticator.objects.create(
        user=member.user,
        type=factors.PASSKEY,
        data={"name": name, "credential": credential},
    )
    audit.record("account.factor_added", member, by=by, kind=str(factors.PASSKEY))


@transaction.atomic
def remove_factor(
    member: Membership, *, factor: int, is_needed: bool, by: uuid.UUID
) -> None:
    """Take away one second factor; the recovery codes go with the last.

    Raises Refused when this installation insists on one and it is the last.
    """
    member.user.refresh_from_db(from_queryset=User.objects.select_for_update())
    row = factors.held_by(member.user).exclude(type=factors.RECOVERY).filter(pk=factor)
    others = len(queries.second_factors(member.user)) - 1
    refuse(rules.barriers_to_removing_factor(is_needed=is_needed, others=others))
    found = row.first()
    if found is None:
        raise Refused(_("It was taken away already"))
    found.delete()
    if others == 0:
        factors.held_by(member.user).delete()
    audit.record("account.factor_removed", member, by=by, kind=str(found.type))


@transaction.atomic
def make_recovery_codes(member: Membership, *, by: uuid.UUID) -> list[str]:
    """Replace the recovery codes. They are shown this once.

    Raises Refused while there is no second factor for them to stand in for.
    """
    if not queries.second_factors(member.user):
        raise Refused(_("Add an authenticator app or a passkey first"))
    audit.record("account.recovery_codes_made", member, by=by)
    return factors.new_recovery_codes(member.user)


@transaction.atomic
def reset_factors(member: Membership, *, by: uuid.UUID | None) -> None:
    """Take away all second factors of a person who lost them, and sign them out.

    Raises Refused for one's own, and, unless the operator does it, for those of a
    person who works in another partnership too.
    """
    elsewhere = by is not None and queries.works_elsewhere(
        member.user, member.partnership
    )
    refuse(
        rules.barriers_to_resetting(
            is_own=member.user_id == by, works_elsewhere=elsewhere
        )
    )
    factors.held_by(member.user).delete()
    member.user.sign_in_round += 1
    member.user.save(update_fields=["sign_in_round"])
    audit.record("account.factors_reset", member, by=by, by_kind=kind(by))


@transaction.atomic
def make_team(partnership: Partnership, *, name: str, by: uuid.UUID | None) -> Team:
    """Make a team. Raises Refused when the name is taken."""
    if partnership.teams.filter(name__iexact=name).exists():
        raise Refused(_("There is a team called %(name)s already") % {"name": name})
    team = Team.objects.create(partnership=partnership, name=name)
    audit.record("team.made", team, by=by, by_kind=kind(by))
    return team


@transaction.atomic
def rename_team(team: Team, *, name: str, by: uuid.UUID | None) -> None:
    """Rename a team. Raises Refused when another has the name."""
    others = team.partnership.teams.exclude(pk=team.pk)
    if others.filter(name__iexact=name).exists():
        raise Refused(_("There is a team called %(name)s already") % {"name": name})
    team.name = name
    team.save(update_fields=["name"])
    audit.record("team.renamed", team, by=by, by_kind=kind(by))


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
