from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from saltmarsh.casework.cases.lifecycle import LIFECYCLE, OPEN, Stage
from saltmarsh.casework.cases.lifecycle import Handover as State
from saltmarsh.casework.people.models import Person
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import Membership, Team, User, in_team_of
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class CaseQuerySet(models.QuerySet["Case"]):
    def seen_by(self, member: Membership, now: datetime) -> Self:
        """Those that the member leads, and those of their teams; of the restricted
        ones only those that they lead or have a grant for that is still good; none
        that they have declared an interest in.
        """
        mine = Grant.objects.filter(member=member.pk, case=OuterRef("pk"))
        granted = mine.filter(Q(until=None) | Q(until__gt=now), ended_at=None)
        declared = Interest.objects.standing().filter(case=OuterRef("pk"))
        return self.filter(
            Q(lead=member.pk)
            | Q(Exists(granted))
            | (Q(is_restricted=False) & in_team_of(member)),
            ~Exists(declared.filter(member=member.pk)),
        )

    def open(self) -> Self:
        return self.filter(stage__in=OPEN)


class Case(Owned):
    """One person's time in Channel. There is one for a person: it is opened again
    rather than anew.

    A lead agency and a lead person are always named. `version` counts the changes, so
    that nobody overwrites what they have not seen.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="cases", db_index=False
    )
    reference = models.CharField(max_length=12)
    person = models.OneToOneField(Person, models.PROTECT, related_name="case")
    stage = models.CharField(
        max_length=20, choices=Stage.choices, default=LIFECYCLE.starts_at
    )
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    lead = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    sealed_lead_agency = models.BinaryField()
    lead_agency: Any = sealed("sealed_lead_agency", field="F0600")
    due_at = models.DateTimeField(null=True)
    due_for = models.CharField(max_length=30, blank=True)
    is_restricted = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "reference"], name="case_reference_once"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="case_stage_known"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=OPEN) | Q(due_at=None), name="case_due_while_open"
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "stage", "due_at"], name="case_due_by_stage"
            ),
        ]


class Basis(Owned):
    """A section 36 referral that a case rests on: the first opened it, each later one
    joined it. decided_by: who found the grounds met, when.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="bases")
    referral = models.OneToOneField(Referral, models.PROTECT, related_name="basis")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")


class StageChange(Owned):
    """One move that a case made: what, to where, by whom and why. Never edited."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="stage_changes")
    move = models.CharField(max_length=30)
    stage = models.CharField(max_length=20, choices=Stage.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_reasons = models.BinaryField(null=True)
    reasons: Any = sealed("sealed_reasons", field="F0601", file="case_id")
    sealed_gone_to = models.BinaryField(null=True)
    gone_to: Any = sealed("sealed_gone_to", field="F0602", file="case_id")


class Lead(Owned):
    """Who led a case from a moment on, for which agency. The newest leads now."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="leads")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    sealed_agency = models.BinaryField()
    agency: Any = sealed("sealed_agency", field="F0603", file="case_id")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")


class Grant(Owned):
    """A named person's sight of a restricted case, for a time."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="grants")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField()
    reason: Any = sealed("sealed_reason", field="F0604", file="case_id")


class InterestQuerySet(models.QuerySet["Interest"]):
    def standing(self) -> Self:
        """Those that nobody has found to be declared in error."""
        return self.filter(ended_at=None)


class Interest(Owned):
    """Why somebody has no part in a case: from then on they see nothing of it, unless
    it turns out to have been declared in error.

    guest_id: the key of somebody without an account, as a meeting lists them. error:
    why it was no interest.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="interests")
    member = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="interests"
    )
    guest_id = models.UUIDField(null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField()
    reason: Any = sealed("sealed_reason", field="F0720", file="case_id")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_error = models.BinaryField(null=True)
    error: Any = sealed("sealed_error", field="F0891", file="case_id")

    objects = InterestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "member", "guest_id"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="interest_once",
            ),
            models.CheckConstraint(
                condition=Q(member=None, guest_id__isnull=False)
                | Q(member__isnull=False, guest_id=None),
                name="interest_of_a_member_or_a_guest",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, sealed_error=None)
                | Q(
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                    sealed_error__isnull=False,
                ),
                name="interest_ended_by_someone",
            ),
        ]


class HandoverQuerySet(models.QuerySet["Handover"]):
    def waiting(self) -> Self:
        return self.filter(state=State.ASKED)

    def to(self, member: Membership) -> Self:
        return self.filter(receiver=member)


class Handover(Owned):
    """One wish that somebody else leads a case, with their answer. Until they accept,
    the lead is who it was.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="handovers"
    )
    case = models.ForeignKey(Case, models.PROTECT, related_name="handovers")
    receiver = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.ASKED)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_agency = models.BinaryField()
    agency: Any = sealed("sealed_agency", field="F0605", file="case_id")
    sealed_reason = models.BinaryField()
    reason: Any = sealed("sealed_reason", field="F0606", file="case_id")
    sealed_answer = models.BinaryField(null=True)
    answer: Any = sealed("sealed_answer", field="F0607", file="case_id")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state=State.ASKED),
                name="handover_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ASKED, answered_at=None, answered_by=None)
                | ~Q(state=State.ASKED)
                & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="handover_answered_by_someone",
            ),
        ]
