from datetime import date
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from saltmarsh.casework.assessments.models import Need
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.support.lifecycle import OPEN, Found, State
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class Plan(Owned):
    """One version of a case's support plan. The newest stands; the others are kept.

    words: {name: text}, the names that `rules.PLAN_WORDS` lists.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_words = models.BinaryField()
    words: Any = sealed("sealed_words", field="F0743", file="case_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="plan_number_once"),
        ]
        triggers = [
            # Envelopes may be sealed again, under another key; nothing else changes.
            pgtrigger.ReadOnly(
                name="plan_never_overwritten",
                fields=["case", "number", "by", "created_at"],
            ),
        ]


class ActionQuerySet(models.QuerySet["Action"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def late(self, day: date) -> Self:
        """Those that are still open when their day is over, seen from `day`."""
        return self.open().filter(due_on__lt=day)

    def commissioned_to(self, member: Membership) -> Self:
        """Those that a provider is to give: nobody else's, and none that has ended."""
        return self.open().filter(provider=member)


class Action(Owned):
    """Something that is done for somebody, by one person of one agency.

    provider: the member who gives it, where that is an intervention provider. due_on:
    by when it is done, or looked at again; None for those planned before there was such
    a day. words: {name: text}, of `rules.ACTION_WORDS`. ending: what came of it, or why
    it stopped.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="support_actions"
    )
    case = models.ForeignKey(Case, models.PROTECT, related_name="support_actions")
    provider = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.PLANNED
    )
    due_on = models.DateField(null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_words = models.BinaryField()
    words: Any = sealed("sealed_words", field="F0744", file="case_id")
    started_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_ending = models.BinaryField(null=True)
    ending: Any = sealed("sealed_ending", field="F0745", file="case_id")

    objects = ActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(started_at=None, started_by=None)
                | Q(started_at__isnull=False, started_by__isnull=False),
                name="action_started_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_at=None, ended_by=None)
                | ~Q(state__in=OPEN)
                & Q(ended_at__isnull=False, ended_by__isnull=False),
                name="action_ended_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.STARTED, State.DONE])
                | Q(started_at__isnull=False),
                name="action_started_before_done",
            ),
        ]


class Passing(Owned):
    """That a colleague of the same agency gives an action from then on. `before` gave it
    until then.

    words: {name: text}: reason, and person, who was named as responsible before.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, related_name="passings")
    before = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_words = models.BinaryField()
    words: Any = sealed("sealed_words", field="F0752", file="case_id")

    class Meta:
        triggers = [
            # Envelopes may be sealed again, under another key.
            pgtrigger.ReadOnly(
                name="passing_never_overwritten",
                fields=["case", "action", "before", "by", "created_at"],
            ),
        ]


class Aim(Owned):
    """That an action is to meet a need."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, related_name="aims")
    need = models.ForeignKey(Need, models.PROTECT, related_name="aims")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "need"], name="aim_once"),
        ]


class NoAction(Owned):
    """Why there is no action for a need, in writing."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    need = models.ForeignKey(Need, models.PROTECT, related_name="left_out")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField()
    reason: Any = sealed("sealed_reason", field="F0746", file="case_id")


class Finding(Owned):
    """What somebody found of a need at a review. The newest stands."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    need = models.ForeignKey(Need, models.PROTECT, related_name="findings")
    found = models.CharField(max_length=10, choices=Found.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
