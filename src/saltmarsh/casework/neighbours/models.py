from datetime import datetime
from typing import Any, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from saltmarsh.casework.neighbours.lifecycle import (
    LIFECYCLE,
    OPEN,
    RECEIVED,
    Answer,
    Fact,
    Ground,
    Stage,
)
from saltmarsh.casework.referrals.models import Referral, ReferralQuerySet
from saltmarsh.casework.routing.models import Link
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class Neighbour(Owned):
    """A partnership on another installation: its name and its registered mailbox."""

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="neighbours"
    )
    name = models.CharField(max_length=200)
    mailbox = models.EmailField()
    sealed_reason = models.BinaryField()
    reason = sealed("sealed_reason", field="F0560")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"], name="neighbour_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RequestQuerySet(models.QuerySet["Enquiry"]):
    def open(self) -> Self:
        return self.filter(stage__in=OPEN)

    def about(self, referrals: ReferralQuerySet) -> Self:
        return self.filter(referral__in=referrals.values("pk"))

    def over(self, now: datetime) -> Self:
        return self.open().filter(lapses_at__lte=now)


class Enquiry(Owned):
    """One request to one other partnership about one person: our copy.

    to or neighbour: whom we ask, on this installation or on another. facts: what is
    sent, [{"kind", "text"}]. delivered_at: when it was left there, or the e-mail with
    the link was queued. answered_by: who answered, in words.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="enquiries"
    )
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="enquiries")
    to = models.ForeignKey(Partnership, models.PROTECT, null=True, related_name="+")
    neighbour = models.ForeignKey(
        Neighbour, models.PROTECT, null=True, related_name="enquiries"
    )
    link = models.OneToOneField(Link, models.PROTECT, null=True, related_name="enquiry")
    ground = models.CharField(max_length=12, choices=Ground.choices)
    kinds: Any = ArrayField(models.CharField(max_length=10, choices=Fact.choices))
    sealed_facts = models.BinaryField()
    facts: Any = sealed("sealed_facts", field="F0561", file="referral_id")
    sealed_reason = models.BinaryField()
    reason = sealed("sealed_reason", field="F0562", file="referral_id")
    stage = models.CharField(
        max_length=10, choices=Stage.choices, default=LIFECYCLE.starts_at
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    lapses_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    sealed_answered_by = models.BinaryField(null=True)
    answered_by = sealed("sealed_answered_by", field="F0563", file="referral_id")

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to=None, neighbour__isnull=False)
                | Q(to__isnull=False, neighbour=None),
                name="enquiry_to_one",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None, sent_at=None)
                | Q(signed_by__isnull=False, sent_at__isnull=False),
                name="enquiry_sent_when_signed",
            ),
            models.CheckConstraint(
                condition=~Q(signed_by=models.F("by")), name="enquiry_signed_by_another"
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.ANSWERED, answered_at__isnull=False)
                | (~Q(stage=Stage.ANSWERED) & Q(answered_at=None)),
                name="enquiry_answered_at_a_moment",
            ),
            models.UniqueConstraint(
                fields=["referral", "to", "neighbour"],
                condition=Q(stage__in=[str(stage) for stage in sorted(OPEN)]),
                nulls_distinct=False,
                name="enquiry_one_open_at_a_time",
            ),
        ]

    @property
    def to_whom(self) -> str:
        return str(self.to or self.neighbour)


class Step(Owned):
    """One step in the life of a request. Written once. by: empty for the other side
    and for time itself.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    enquiry = models.ForeignKey(Enquiry, models.PROTECT, related_name="steps")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_words = models.BinaryField(null=True)
    words = sealed("sealed_words", field="F0564", file="referral_id")

    class Meta:
        triggers = [
            # Envelopes may be sealed again, under another key; nothing else changes.
            pgtrigger.ReadOnly(
                name="never_overwritten",
                fields=["enquiry", "stage", "by", "created_at"],
            ),
        ]


class ReceivedQuerySet(models.QuerySet["Received"]):
    def waiting(self) -> Self:
        return self.filter(stage=Stage.SENT)

    def over(self, now: datetime) -> Self:
        return self.waiting().filter(lapses_at__lte=now)

    def to_erase(self, moment: datetime) -> Self:
        """Those that were done with before `moment` and still hold an identity."""
        return self.filter(closed_at__lte=moment, sealed_facts__isnull=False)


class Received(Owned):
    """A request from another partnership: the copy of those who are asked, a file of
    its own under their keys.

    enquiry: the key of the other side's copy, no foreign key: it is not ours to see.
    contact: whom to contact there, {"name", "email"}. note: for ourselves alone.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="received_enquiries"
    )
    enquiry = models.UUIDField(unique=True, editable=False)
    asked_from = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    kinds: Any = ArrayField(models.CharField(max_length=10, choices=Fact.choices))
    sealed_facts = models.BinaryField(null=True)
    facts: Any = sealed("sealed_facts", field="F0565")
    sealed_contact = models.BinaryField(null=True)
    contact: Any = sealed("sealed_contact", field="F0566")
    stage = models.CharField(
        max_length=10, choices=Stage.choices, default=RECEIVED.starts_at
    )
    lapses_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_note = models.BinaryField(null=True)
    note = sealed("sealed_note", field="F0567")
    closed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    objects = ReceivedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage=Stage.SENT, closed_at=None)
                | (~Q(stage=Stage.SENT) & Q(closed_at__isnull=False)),
                name="received_closed_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.ANSWERED, answered_by__isnull=False)
                | (~Q(stage=Stage.ANSWERED) & Q(answered_by=None)),
                name="received_answered_by_someone",
            ),
        ]
