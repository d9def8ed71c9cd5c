from typing import Any, Self

from django.db import models
from django.db.models import Q

from saltmarsh.casework.people.lifecycle import Certainty, Kind, Source
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class Person(Owned):
    """Someone whom one or more referrals are about. A bare record: it holds nothing
    but the fact that they are one person.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="people")


class FactQuerySet(models.QuerySet["Fact"]):
    def standing(self) -> Self:
        """Those that no other corrects."""
        return self.filter(corrected_by=None)


class Fact(Owned):
    """One thing known about the person whom a referral is about. Never edited: what
    corrects it is a fact of its own.

    It is kept with the referral through which it became known, under that one's key:
    who may not open the referral learns nothing from the person, and when a link is
    undone each side keeps what is its own.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="facts")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sealed_value = models.BinaryField()
    value: Any = sealed("sealed_value", field="F0513", file="referral_id")
    source = models.CharField(max_length=10, choices=Source.choices)
    certainty = models.CharField(max_length=10, choices=Certainty.choices)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="corrected_by"
    )
    sealed_why = models.BinaryField(null=True)
    why: Any = sealed("sealed_why", field="F0514", file="referral_id")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = FactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values)
                & Q(source__in=Source.values)
                & Q(certainty__in=Certainty.values),
                name="fact_words_known",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, sealed_why=None)
                | Q(corrects__isnull=False, sealed_why__isnull=False),
                name="fact_corrected_with_a_reason",
            ),
        ]
