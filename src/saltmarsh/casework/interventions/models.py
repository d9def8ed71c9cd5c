from datetime import date
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q

from saltmarsh.casework.cases.lifecycle import SUPPORTED
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.interventions.lifecycle import State
from saltmarsh.casework.support.lifecycle import OPEN
from saltmarsh.casework.support.models import Action, Passing
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class BriefingQuerySet(models.QuerySet["Briefing"]):
    def unread(self) -> Self:
        return self.filter(acknowledged_at=None)

    def standing(self) -> Self:
        """Those of who gives the action now, and not of a colleague before them."""
        since = Passing.objects.filter(
            action=OuterRef("action"), created_at__gt=OuterRef("created_at")
        )
        return self.filter(~Exists(since))


class Briefing(Owned):
    """What an intervention provider was told in writing, and that they have read it."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, related_name="briefings")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_text = models.BinaryField()
    text: Any = sealed("sealed_text", field="F0747", file="case_id")
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+"
    )

    objects = BriefingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="briefing_acknowledged_by_someone",
            ),
        ]
        triggers = [
            # Envelopes may be sealed again, under another key.
            pgtrigger.ReadOnly(
                name="briefing_never_overwritten",
                fields=["case", "action", "by", "created_at"],
            ),
        ]


class SessionQuerySet(models.QuerySet["Session"]):
    def held(self) -> Self:
        return self.filter(state=State.HELD)

    def planned(self) -> Self:
        return self.filter(state=State.PLANNED)

    def unreported(self, today: date) -> Self:
        """Those whose day has passed without a word, while the support goes on."""
        going_on = {"case__stage__in": SUPPORTED, "action__state__in": OPEN}
        return self.planned().filter(planned_for__lt=today, **going_on)


class Session(Owned):
    """One contact with somebody who is supported: planned, then held or not. The lead
    plans and records those of other agencies, also one that was held unplanned.

    report: what it came to, or why it was not held.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="sessions")
    action = models.ForeignKey(Action, models.PROTECT, related_name="sessions")
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.PLANNED
    )
    planned_for = models.DateField(null=True)
    held_on = models.DateField(null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_report = models.BinaryField(null=True)
    report: Any = sealed("sealed_report", field="F0748", file="case_id")

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.PLANNED, planned_for__isnull=False)
                & Q(recorded_at=None, recorded_by=None, held_on=None)
                | ~Q(state=State.PLANNED)
                & Q(
                    recorded_at__isnull=False,
                    recorded_by__isnull=False,
                    sealed_report__isnull=False,
                ),
                name="session_recorded_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(state=State.HELD, held_on__isnull=False)
                | ~Q(state=State.HELD) & Q(held_on=None),
                name="session_held_on_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["case", "held_on"],
                condition=Q(state=State.HELD),
                name="session_last_contact",
            ),
        ]


class Explanation(Owned):
    """Why nobody had contact with a supported person for so long. Never edited."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="silences")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_text = models.BinaryField()
    text: Any = sealed("sealed_text", field="F0749", file="case_id")
