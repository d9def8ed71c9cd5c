from datetime import datetime
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.module_loading import import_string

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.complaints.lifecycle import LIFECYCLE, How, Stage
from saltmarsh.casework.referrals.lifecycle import Stage as Referred
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def seen_by(self, member: Membership, now: datetime) -> Self:
        """Those about the cases and referrals that the member may see; of those about
        the service the ones that they recorded or own, and all for the roles that
        settings.OVERSEERS and settings.CHAIRS name; none that is about them.
        """
        cases = Case.objects.seen_by(member, now)
        referrals = Referral.objects.seen_by(member, now)
        referrals = referrals.exclude(stage=Referred.QUARANTINED)
        of_service = Q(case=None, referral=None)
        if member.role not in roles_for_service():
            of_service &= Q(owner=member.pk) | Q(by=member.user_id)
        # Asked of each complaint: a list of all that the member may see is long.
        case = Exists(cases.filter(pk=OuterRef("case")))
        referral = Exists(referrals.filter(pk=OuterRef("referral")))
        known = Q(case) | Q(referral) | of_service
        return self.filter(known).exclude(member=member.pk)

    def open(self) -> Self:
        return self.filter(stage=Stage.OPEN)


def roles_for_service() -> set[str]:
    """Return the roles that see every complaint about the service itself."""
    named = (settings.OVERSEERS, settings.CHAIRS)
    return {role for each in named for role in import_string(each)()}


class Complaint(Owned):
    """What somebody complained of: a case, a referral, or neither, the service itself.
    It has an owner until it is answered, and is a file of its own.

    member: whom of the members it is about, where it is about one. complainant: from
    whom, and how to reach them.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="complaints"
    )
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="complaints")
    referral = models.ForeignKey(
        Referral, models.PROTECT, null=True, related_name="complaints"
    )
    member = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    stage = models.CharField(
        max_length=10, choices=Stage.choices, default=LIFECYCLE.starts_at
    )
    received_on = models.DateField()
    how = models.CharField(max_length=10, choices=How.choices)
    due_on = models.DateField()
    sealed_complainant = models.BinaryField()
    complainant: Any = sealed("sealed_complainant", field="F0820")
    sealed_words = models.BinaryField()
    words: Any = sealed("sealed_words", field="F0821")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_answer = models.BinaryField(null=True)
    answer: Any = sealed("sealed_answer", field="F0822")

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(case=None) | Q(referral=None),
                name="complaint_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(member=None) | ~Q(member=models.F("owner")),
                name="complaint_not_owned_by_whom_it_is_about",
            ),
            models.CheckConstraint(
                condition=Q(
                    stage=Stage.OPEN,
                    answered_on=None,
                    answered_at=None,
                    answered_by=None,
                    sealed_answer=None,
                )
                | Q(
                    stage=Stage.ANSWERED,
                    answered_on__isnull=False,
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                    sealed_answer__isnull=False,
                ),
                name="complaint_answered_by_someone",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "due_on"],
                condition=Q(stage=Stage.OPEN),
                name="complaint_open",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="complaint_never_overwritten",
                fields=["case", "referral", "received_on", "how", "by", "created_at"],
            ),
        ]


class Addendum(Owned):
    """What came later about a complaint, before its answer or after. Written once."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="addenda")
    sealed_words = models.BinaryField()
    words: Any = sealed("sealed_words", field="F0823", file="complaint_id")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        triggers = [
            # Envelopes may be sealed again, under another key; nothing else changes.
            pgtrigger.ReadOnly(
                name="complaint_addendum_never_overwritten",
                fields=["complaint", "by", "created_at"],
            ),
        ]
