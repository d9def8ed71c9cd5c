from typing import Any, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from saltmarsh.casework.likenesses.rules import Found, State
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class LikenessQuerySet(models.QuerySet["Likeness"]):
    def open(self) -> Self:
        return self.filter(state=State.OPEN)

    def of(self, *referrals: Referral) -> Self:
        """Return those that have one of these referrals on either side."""
        keys = [referral.pk for referral in referrals]
        return self.filter(Q(later__in=keys) | Q(earlier__in=keys))


class Likeness(Owned):
    """That two referrals may be about one person: nobody's verdict, until answered.

    found: how it came about. why: what agrees and what does not, [[code, agrees]], and
    the label of the match. algorithm: the version of what found it. identities: which
    identities were compared, so that changed facts are known as news.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="likenesses"
    )
    later = models.ForeignKey(Referral, models.PROTECT, related_name="+")
    earlier = models.ForeignKey(Referral, models.PROTECT, related_name="+")
    found = models.CharField(max_length=10, choices=Found.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    algorithm = models.PositiveSmallIntegerField(default=0)
    identities = ArrayField(models.UUIDField(), default=list)
    sealed_why = models.BinaryField(null=True)
    why: Any = sealed("sealed_why", field="F0520", file="later_id")

    objects = LikenessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["later", "earlier"], name="likeness_once"),
            models.CheckConstraint(
                condition=~Q(later=F("earlier")), name="likeness_of_two"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="likeness_state_known"
            ),
            models.CheckConstraint(
                condition=Q(found__in=Found.values), name="likeness_found_known"
            ),
        ]


class Answer(Owned):
    """What somebody said of a likeness, and why. Written once: a change of mind is
    another answer. OPEN: it is asked again, by the machine when `by` is empty.

    referral: the later one of the two, whose key seals the reason.
    because: {"words", "are_related"}.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    likeness = models.ForeignKey(Likeness, models.PROTECT, related_name="answers")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_because = models.BinaryField(null=True)
    because: Any = sealed("sealed_because", field="F0521", file="referral_id")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.OPEN) | Q(by__isnull=False),
                name="answer_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN) | Q(sealed_because__isnull=False),
                name="answer_has_a_reason",
            ),
        ]
        triggers = [
            # Envelopes may be sealed again, under another key; nothing else changes.
            pgtrigger.ReadOnly(
                name="never_overwritten",
                fields=["likeness", "referral", "state", "by", "created_at"],
            ),
        ]


class AskingQuerySet(models.QuerySet["Asking"]):
    def waiting(self) -> Self:
        return self.filter(agrees=None)


class Asking(Owned):
    """That those who hold a referral are asked whether somebody else may see it too, so
    that a likeness which nobody may see both sides of can be decided.

    member: whom a manager (`by`) named, without knowing which referrals it is about.
    agrees: empty until somebody answers; no by nobody when the other side said no.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="askings")
    likeness = models.ForeignKey(Likeness, models.PROTECT, related_name="askings")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="askings")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    agrees = models.BooleanField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = AskingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["likeness", "referral", "member"],
                condition=Q(agrees=None),
                name="asking_once_while_waiting",
            ),
            models.CheckConstraint(
                condition=Q(agrees=False)
                | Q(agrees__isnull=True, answered_by=None)
                | Q(agrees=True, answered_by__isnull=False),
                name="asking_agreed_by_somebody",
            ),
        ]
