from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.panels.lifecycle import CARING, Care, Mode, Outcome, Taken
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class PanelDecision(Owned):
    """What the panel decided about a case, how, why, and who sat. Written once.

    sitting: who attended for the local authority and for which police, {name: text}.
    words: reasons, dissent, the plan for asking consent, and what section 36(6) asks
    for, {name: text}.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="panel_decisions")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    mode = models.CharField(max_length=12, choices=Mode.choices)
    care = models.CharField(max_length=12, choices=Care.choices, blank=True)
    decided_on = models.DateField()
    home_is_known = models.BooleanField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    sealed_sitting = models.BinaryField()
    sitting: Any = sealed("sealed_sitting", field="F0620", file="case_id")
    sealed_words = models.BinaryField()
    words: Any = sealed("sealed_words", field="F0621", file="case_id")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values) & Q(mode__in=Mode.values),
                name="panel_decision_words_known",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.NOT_ADOPTED) | ~Q(care=""),
                name="panel_decision_considered_care",
            ),
        ]
        triggers = [
            # Envelopes may be sealed again, under another key; nothing else changes.
            pgtrigger.ReadOnly(
                name="panel_never_overwritten",
                fields=[
                    "case",
                    "outcome",
                    "mode",
                    "care",
                    "decided_on",
                    "home_is_known",
                    "by",
                    "role",
                    "created_at",
                ],
            ),
        ]


class CareReferralQuerySet(models.QuerySet["CareReferral"]):
    def waiting(self) -> Self:
        return self.filter(state=Taken.SENT)


class CareReferral(Owned):
    """That health or social care was asked to take somebody whom the panel did not
    adopt, section 36(6), and what they answered. To whom and why stands in the decision.

    answer: what they said, and what follows.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="care_referrals"
    )
    case = models.ForeignKey(Case, models.PROTECT, related_name="care_referrals")
    decision = models.OneToOneField(
        PanelDecision, models.PROTECT, related_name="care_referral"
    )
    state = models.CharField(
        max_length=10, choices=Taken.choices, default=CARING.starts_at
    )
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_answer = models.BinaryField(null=True)
    answer: Any = sealed("sealed_answer", field="F0892", file="case_id")

    objects = CareReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=Taken.SENT, answered_at=None, answered_by=None)
                | ~Q(state=Taken.SENT)
                & Q(answered_at__isnull=False, answered_by__isnull=False)
                & Q(sealed_answer__isnull=False),
                name="care_referral_answered_by_someone",
            ),
        ]


class PanelActionQuerySet(models.QuerySet["PanelAction"]):
    def waiting(self) -> Self:
        return self.filter(done_at=None)


class PanelAction(Owned):
    """Something that the panel gave one person to do, for their agency, by a day."""

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="panel_actions"
    )
    case = models.ForeignKey(Case, models.PROTECT, related_name="panel_actions")
    given_on = models.DateField()
    owner = models.ForeignKey(Membership, models.PROTECT, related_name="panel_actions")
    agency = models.CharField(max_length=200)
    due_on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_text = models.BinaryField()
    text: Any = sealed("sealed_text", field="F0725", file="case_id")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_note = models.BinaryField(null=True)
    note: Any = sealed("sealed_note", field="F0726", file="case_id")

    objects = PanelActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, sealed_note=None)
                | Q(
                    done_at__isnull=False,
                    done_by__isnull=False,
                    sealed_note__isnull=False,
                ),
                name="panel_action_done_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(agency=""), name="panel_action_for_an_agency"
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "due_on"],
                condition=Q(done_at=None),
                name="panel_action_due",
            ),
        ]
