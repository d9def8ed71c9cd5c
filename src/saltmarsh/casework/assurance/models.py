from datetime import datetime
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from saltmarsh.casework.assurance.lifecycle import LIFECYCLE, State
from saltmarsh.casework.cases.models import Case
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class DipSample(Owned):
    """Closed cases that were drawn at random, to be read by somebody who had no part in
    them. since and until: when they were closed. out_of: among how many, of those that
    whoever drew them may open. due_on: by when each is read.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="dip_samples"
    )
    since = models.DateField()
    until = models.DateField()
    out_of = models.PositiveIntegerField()
    due_on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        triggers = [
            pgtrigger.ReadOnly(
                name="dip_sample_never_overwritten",
                fields=["since", "until", "out_of", "due_on", "by", "created_at"],
            ),
        ]


class CheckQuerySet(models.QuerySet["Check"]):
    def seen_by(self, member: Membership, now: datetime) -> Self:
        """Those of the cases that the member may see."""
        return self.filter(case__in=Case.objects.seen_by(member, now))

    def waiting(self) -> Self:
        return self.filter(checked_at=None)


class Check(Owned):
    """One case of a dip sample, and what somebody found who read it. Written once; what
    is known later is an addendum.

    words: {"answers": {code: one of Answer}, "remark": text}.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="dip_checks"
    )
    sample = models.ForeignKey(DipSample, models.PROTECT, related_name="checks")
    case = models.ForeignKey(Case, models.PROTECT, related_name="dip_checks")
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_words = models.BinaryField(null=True)
    words: Any = sealed("sealed_words", field="F0840", file="case_id")

    objects = CheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sample", "case"], name="dip_check_case_once"
            ),
            models.CheckConstraint(
                condition=Q(checked_at=None, checked_by=None, sealed_words=None)
                | Q(
                    checked_at__isnull=False,
                    checked_by__isnull=False,
                    sealed_words__isnull=False,
                ),
                name="dip_check_by_someone",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="dip_check_never_moved",
                fields=["sample", "case", "created_at"],
            ),
        ]


class Addendum(Owned):
    """What was added to the check of a case. Written once."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    check_of = models.ForeignKey(Check, models.PROTECT, related_name="addenda")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_text = models.BinaryField()
    text: Any = sealed("sealed_text", field="F0841", file="case_id")

    class Meta:
        triggers = [
            # Envelopes may be sealed again, under another key; nothing else changes.
            pgtrigger.ReadOnly(
                name="dip_addendum_never_overwritten",
                fields=["case", "check_of", "by", "created_at"],
            ),
        ]


class Statement(Owned):
    """The annual assurance statement of a partnership about sections 36 to 41, of one
    year. It is a file of its own.

    words: {section: text}. figures: {code: number} as they were when it was confirmed,
    among the records that whoever confirmed it could open. `version` counts the
    savings, so that nobody overwrites what they have not seen.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="assurance_statements"
    )
    since = models.DateField()
    until = models.DateField()
    state = models.CharField(
        max_length=10, choices=State.choices, default=LIFECYCLE.starts_at
    )
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    sealed_words = models.BinaryField()
    words: Any = sealed("sealed_words", field="F0842")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_figures = models.BinaryField(null=True)
    figures: Any = sealed("sealed_figures", field="F0843")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "since", "until"], name="statement_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=State.DRAFT,
                    confirmed_at=None,
                    confirmed_by=None,
                    sealed_figures=None,
                )
                | Q(
                    state=State.CONFIRMED,
                    confirmed_at__isnull=False,
                    confirmed_by__isnull=False,
                    sealed_figures__isnull=False,
                ),
                name="statement_confirmed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(until__gte=models.F("since")), name="statement_of_a_time"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="statement_never_moved",
                fields=["since", "until", "by", "created_at"],
            ),
            pgtrigger.Protect(
                name="statement_confirmed_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(
                    old__state=State.CONFIRMED,
                    old__version__df=pgtrigger.F("new__version"),
                ),
            ),
        ]


class StatementAddendum(Owned):
    """What was added to a confirmed statement. Written once."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="addenda")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_text = models.BinaryField()
    text: Any = sealed("sealed_text", field="F0844", file="statement_id")

    class Meta:
        triggers = [
            # Envelopes may be sealed again, under another key; nothing else changes.
            pgtrigger.ReadOnly(
                name="statement_addendum_never_overwritten",
                fields=["statement", "by", "created_at"],
            ),
        ]
