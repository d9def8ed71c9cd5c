from typing import Any, Self

from django.db import models
from django.db.models import Q

from saltmarsh.casework.notes.lifecycle import Visibility
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class NoteQuerySet(models.QuerySet["Note"]):
    def shown(self, *, to_team: bool) -> Self:
        """Those for the panel; to the team, all."""
        return self if to_team else self.filter(visibility=Visibility.PANEL)

    def open_questions(self) -> Self:
        return self.filter(is_question=True, answered_by=None)


class Note(Owned):
    """Something that the team notes beside a referral, for the team or the panel.

    What the referrer may read is a message and not a note. is_question: whether
    somebody must answer it; `answers` is the question that a note answers.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="notes")
    visibility = models.CharField(
        max_length=8, choices=Visibility.choices, default=Visibility.TEAM
    )
    is_question = models.BooleanField(default=False)
    answers = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="answered_by"
    )
    sealed_text = models.BinaryField()
    text: Any = sealed("sealed_text", field="F0103", file="referral_id")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility__in=[Visibility.TEAM, Visibility.PANEL]),
                name="note_visibility_known",
            ),
        ]
