from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from saltmarsh.casework.referrals.models import Message, Referral
from saltmarsh.casework.triage.kinds import Kind
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class DecisionQuerySet(models.QuerySet["Decision"]):
    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)


class Decision(Owned):
    """What was decided about a referral, by whom, from which options, and why.

    Written once: a change of mind is another decision beside it. role: what the
    decider was then. code: the outcome, a word of our own. rests_on: the decision
    that this one answers, as a confirmation answers the wish to close.
    details: what the kind asks for besides, {name: text}.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    code = models.CharField(max_length=30, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    rests_on = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="answered_by"
    )
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="+")
    deconfliction = models.CharField(max_length=30, blank=True)
    assessed_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    sealed_options = models.BinaryField()
    options: Any = sealed("sealed_options", field="F0100", file="referral_id")
    sealed_reasons = models.BinaryField()
    reasons: Any = sealed("sealed_reasons", field="F0101", file="referral_id")
    sealed_details = models.BinaryField()
    details: Any = sealed("sealed_details", field="F0102", file="referral_id")
    sealed_lead_agency = models.BinaryField(null=True)
    lead_agency: Any = sealed("sealed_lead_agency", field="F0104", file="referral_id")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="decision_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.BELOW_THRESHOLD)
                | Q(review_on__isnull=False, sealed_lead_agency__isnull=False),
                name="decision_below_threshold_has_review_and_lead",
            ),
        ]
        indexes = [
            models.Index(fields=["referral", "-created_at"], name="decision_newest")
        ]
        triggers = [
            # Envelopes may be sealed again, under another key; nothing else changes.
            pgtrigger.ReadOnly(
                name="never_overwritten",
                fields=[
                    "referral",
                    "kind",
                    "code",
                    "by",
                    "role",
                    "rests_on",
                    "deconfliction",
                    "assessed_on",
                    "review_on",
                    "created_at",
                ],
            ),
        ]
