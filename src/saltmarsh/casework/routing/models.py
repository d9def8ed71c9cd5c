from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from saltmarsh.casework.desks.models import Desk
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.notices.models import Email, State
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> Self:
        return self.filter(acknowledged_at=None)

    def to_ring(self, now: datetime) -> Self:
        """Those whose time has come, and those whose first e-mail was given up."""
        given_up = Q(rung=0, rings_at__isnull=False, rings__email__state=State.FAILED)
        return self.waiting().filter(Q(rings_at__lte=now) | given_up).distinct()


class Delivery(Owned):
    """A referral on its way to one desk, until a person there says they have it.

    rings_at: when it rings next; none once it is acknowledged or has rung enough.
    rung: how often it has.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="deliveries", db_index=False
    )
    referral = models.ForeignKey(
        Referral, models.PROTECT, related_name="deliveries", db_index=False
    )
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="deliveries")
    due_at = models.DateTimeField()
    rings_at = models.DateTimeField(null=True)
    rung = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
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
            # A new delivery has neither, and costs these two nothing.
            models.Index(
                fields=["opened_by"],
                condition=Q(opened_by__isnull=False),
                name="delivery_opened_by",
            ),
            models.Index(
                fields=["acknowledged_by"],
                condition=Q(acknowledged_by__isnull=False),
                name="delivery_acknowledged_by",
            ),
        ]


class Link(Owned):
    """The opaque link of somebody without accounts, to one delivery or to what names
    the link itself. The link is in the e-mail alone; here is what it is looked up by.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    delivery: Any = models.ForeignKey(
        Delivery, models.PROTECT, null=True, related_name="links"
    )
    look_up = models.BinaryField(unique=True)
    expires_at = models.DateTimeField()


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
    """One time that a made-up referral was sent through the whole path and undone.

    missing: the step that failed, a word of ours; empty when all went well.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="proofs")
    missing = models.CharField(max_length=30, blank=True)
