from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.routing.lifecycle import DeskKind, Unit
from saltmarsh.casework.routing.rules import Terms
from saltmarsh.foundation.accounts.models import Membership, Team, User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.notices.models import Email
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class Desk(Owned):
    """Where referrals are delivered: a team with accounts, or a registered mailbox."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="desks")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=12, choices=DeskKind.choices)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="desks")
    sealed_mailbox = models.BinaryField(null=True)
    mailbox: Any = sealed("sealed_mailbox", field="F0202")
    fallback = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    within = models.PositiveSmallIntegerField(default=1)
    unit = models.CharField(
        max_length=12, choices=Unit.choices, default=Unit.WORKING_DAYS
    )
    shows_referrer = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"], name="desk_name_once"
            ),
            models.CheckConstraint(
                condition=Q(team=None, sealed_mailbox__isnull=False)
                | Q(team__isnull=False, sealed_mailbox=None),
                name="desk_of_a_team_or_a_mailbox",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Rule(Owned):
    """Which desks a referral goes to at once. The first rule that fits decides; the
    default one fits everybody and comes last.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="routing_rules"
    )
    position = models.PositiveSmallIntegerField()
    is_default = models.BooleanField(default=False)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    areas = ArrayField(models.CharField(max_length=8), default=list)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(is_default=True),
                name="rule_one_default",
            ),
            models.CheckConstraint(
                condition=Q(is_default=False)
                | Q(age_from=None, age_to=None, areas=[], is_active=True),
                name="rule_default_fits_everybody",
            ),
        ]

    def terms(self) -> Terms:
        return Terms(self.age_from, self.age_to, tuple(self.areas))


class RuleDesk(Owned):
    """One desk of one rule."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="goes_to")
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="rules")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "rule", "desk"], name="rule_desk_once"
            ),
        ]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> Self:
        return self.filter(acknowledged_at=None)

    def to_ring(self, now: datetime) -> Self:
        return self.waiting().filter(rings_at__lte=now)


class Delivery(Owned):
    """A referral on its way to one desk, until a person there says they have it.

    rings_at: when it rings next; none once it is acknowledged or has rung enough.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="deliveries"
    )
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="deliveries")
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="deliveries")
    due_at = models.DateTimeField()
    rings_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+"
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "referral", "desk"], name="delivery_once"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at=None) | Q(rings_at=None),
                name="delivery_acknowledged_is_silent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "rings_at"],
                condition=Q(rings_at__isnull=False),
                name="delivery_to_ring",
            ),
            models.Index(
                fields=["partnership", "due_at"],
                condition=Q(acknowledged_at=None),
                name="delivery_waiting",
            ),
        ]


class Link(Owned):
    """The opaque link to one delivery, of a desk without accounts. The link itself is
    in the e-mail alone; here is what it is looked up by.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="links")
    look_up = models.BinaryField(unique=True)
    expires_at = models.DateTimeField()


class Code(Owned):
    """A single-use code, sent to the registered mailbox, and the browser it is for.

    browser: what the browser's cookie is looked up by. Once entered, the browser
    may open the delivery until `open_until`.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    link = models.ForeignKey(Link, models.PROTECT, related_name="codes")
    look_up = models.BinaryField()
    browser = models.BinaryField()
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    open_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["partnership", "browser"], name="code_browser")]


class RingKind(models.TextChoices):
    NOTICE = "notice"
    AGAIN = "again"
    FALLBACK = "fallback"


class Ring(Owned):
    """One time that a desk was told of a delivery: at once, again, or its fallback."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="rings")
    kind = models.CharField(max_length=10, choices=RingKind.choices)
    member = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    email = models.ForeignKey(Email, models.PROTECT, null=True, related_name="+")


class Proof(Owned):
    """A made-up referral sent through the whole path, to prove that it works.

    The referral, its keys and its deliveries are gone when the proof is finished.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="proofs")
    referral_id = models.UUIDField(null=True)
    finished_at = models.DateTimeField(null=True)
    missing = models.CharField(max_length=30, blank=True)
