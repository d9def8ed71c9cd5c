from django.db import models
from django.db.models import Q

from saltmarsh.casework.people.models import Person
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class Link(Owned):
    """The decision that a referral is about a person; reversible, never deleted."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="links")
    person = models.ForeignKey(Person, models.PROTECT, related_name="links")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="links")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField()
    reason = sealed("sealed_reason", field="F0009", file="referral_id")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_undone_reason = models.BinaryField(null=True)
    undone_reason = sealed("sealed_undone_reason", field="F0010", file="referral_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(undone_at=None),
                name="link_one_person_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="link_undone_by_someone",
            ),
        ]


class Meaning(Owned):
    """What has changed with a further referral of a person, and what all of them mean
    together, as an officer sees it. Written once; the newest is read first.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="meanings")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_text = models.BinaryField()
    text = sealed("sealed_text", field="F0522", file="referral_id")
