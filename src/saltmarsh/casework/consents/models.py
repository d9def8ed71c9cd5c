from typing import Any, Self

from django.db import models
from django.db.models import Q

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.consents.lifecycle import Age, Capacity, Giver, How, State
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class Consent(Owned):
    """How consent to support was asked for, and the answer. A change of mind that gives
    it again is another record; a withdrawal stands beside what was given.

    words: who asked and who answered, what was explained, {name: text}.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="consents")
    state = models.CharField(max_length=10, choices=State.choices)
    age = models.CharField(max_length=10, choices=Age.choices)
    giver = models.CharField(max_length=10, choices=Giver.choices)
    how = models.CharField(max_length=10, choices=How.choices)
    capacity = models.CharField(max_length=10, choices=Capacity.choices)
    asked_on = models.DateField()
    answered_on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_words = models.BinaryField()
    words: Any = sealed("sealed_words", field="F0630", file="case_id")
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_withdrawal = models.BinaryField(null=True)
    withdrawal: Any = sealed("sealed_withdrawal", field="F0631", file="case_id")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state=State.WITHDRAWN,
                    withdrawn_on__isnull=False,
                    withdrawn_by__isnull=False,
                )
                | ~Q(state=State.WITHDRAWN) & Q(withdrawn_on=None, withdrawn_by=None),
                name="consent_withdrawn_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(age=Age.ADULT, giver=Giver.PERSON)
                | Q(age=Age.CHILD, giver=Giver.PARENT),
                name="consent_of_whoever_gives_it",
            ),
        ]


class FurtherAssessmentQuerySet(models.QuerySet["FurtherAssessment"]):
    def waiting(self) -> Self:
        return self.filter(done_at=None)


class FurtherAssessment(Owned):
    """The further assessment that follows when consent is refused or withdrawn, section
    36(4)(e): on a day, with one owner.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="further_assessments")
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="+")
    due_on = models.DateField()
    owner = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_found = models.BinaryField(null=True)
    found: Any = sealed("sealed_found", field="F0632", file="case_id")

    objects = FurtherAssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="further_assessment_done_by_someone",
            ),
        ]
