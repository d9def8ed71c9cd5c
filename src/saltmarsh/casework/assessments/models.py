from typing import Any

import pgtrigger
from django.db import models

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.panels.models import PanelDecision
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class Assessment(Owned):
    """The record of one assessment, written once. What is known later is an addendum.

    decision: which one it is said to support; None for the panel's next one. words:
    {name: text}, the names that `rules.WORDS` lists.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="assessments")
    decision = models.ForeignKey(
        PanelDecision, models.PROTECT, null=True, related_name="assessments"
    )
    made_on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_words = models.BinaryField()
    words: Any = sealed("sealed_words", field="F0740", file="case_id")

    class Meta:
        triggers = [
            # Envelopes may be sealed again, under another key; nothing else changes.
            pgtrigger.ReadOnly(
                name="assessment_never_overwritten",
                fields=["case", "decision", "made_on", "by", "created_at"],
            ),
        ]


class Need(Owned):
    """One need that an assessment names."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="needs")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="needs")
    position = models.PositiveSmallIntegerField()
    sealed_text = models.BinaryField()
    text: Any = sealed("sealed_text", field="F0741", file="case_id")

    class Meta:
        ordering = ["created_at", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "position"], name="need_position_once"
            ),
        ]


class Addendum(Owned):
    """What was added to an assessment after it was recorded. Never edited."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="addenda")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_text = models.BinaryField()
    text: Any = sealed("sealed_text", field="F0742", file="case_id")
