import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class User(AbstractUser):
    """Someone who signs in. Permissions come from memberships, never from here.

    `sign_in_round` is bound into every session: raising it ends them all.
    `uses_shortcuts`: single keys do something on the desk's pages.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=150)
    email = models.EmailField(unique=True)
    is_demo = models.BooleanField(default=False)
    sign_in_round = models.PositiveIntegerField(default=0)
    uses_shortcuts = models.BooleanField(default=True, db_default=True)

    def __str__(self) -> str:
        return self.name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        held = f"{self.password}:{self.sign_in_round}"
        return salted_hmac(
            "saltmarsh session", held, secret=secret, algorithm="sha256"
        ).hexdigest()


class Team(Owned):
    """People who share a desk: a record is seen by its team."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"], name="team_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> "MembershipQuerySet":
        return self.filter(left_at=None)


class Membership(Owned):
    """One role, held by one person, in one partnership.

    The role is only a name here: `saltmarsh.access` says what it may do.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=30)
    organisation = models.CharField(max_length=200, blank=True)
    left_at = models.DateTimeField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "partnership"], name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


class TeamPlace(Owned):
    """One member's place in one team."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="places")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="places")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "team", "member"], name="team_place_once"
            ),
        ]


def in_team_of(member: Membership) -> Q:
    """Return the filter of records whose team `member` has a place in."""
    places = TeamPlace.objects.filter(member=member.pk)
    return Q(team_id__in=places.values("team_id"))
