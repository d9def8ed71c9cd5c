from typing import Self

from django.db import models
from django.db.models import Q

from saltmarsh.casework.onward.lifecycle import LIFECYCLE, WAITING, Stage, Way
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class OnwardReferralQuerySet(models.QuerySet["OnwardReferral"]):
    def waiting(self) -> Self:
        return self.filter(stage__in=WAITING)


class OnwardReferral(Owned):
    """One service that was asked to help, with the answer it gave."""

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="onward_referrals"
    )
    referral = models.ForeignKey(
        Referral, models.PROTECT, related_name="onward_referrals"
    )
    way = models.CharField(max_length=12, choices=Way.choices)
    stage = models.CharField(
        max_length=12, choices=Stage.choices, default=LIFECYCLE.starts_at
    )
    sealed_service = models.BinaryField()
    service = sealed("sealed_service", field="F0110", file="referral_id")
    sealed_contact = models.BinaryField()
    contact = sealed("sealed_contact", field="F0111", file="referral_id")
    sealed_reason = models.BinaryField()
    reason = sealed("sealed_reason", field="F0112", file="referral_id")
    chase_on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_answer = models.BinaryField(null=True)
    answer = sealed("sealed_answer", field="F0113", file="referral_id")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = OnwardReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="onward_stage_known"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="onward_answered_by_someone",
            ),
        ]
