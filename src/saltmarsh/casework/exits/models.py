from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.exits.lifecycle import Code, Held, State
from saltmarsh.casework.links.models import Link
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned

# Disposal destroys the key of a case; until then its reviews stay, held or not.
GOES_WITH_ITS_CASE = """
IF EXISTS (
    SELECT FROM keys.record_key WHERE partnership_id = OLD.partnership_id
    AND file_id = OLD.case_id AND wrapped <> ''
) OR NOT EXISTS (
    SELECT FROM keys.record_key WHERE partnership_id = OLD.partnership_id
    AND file_id = OLD.case_id
) THEN
    RAISE EXCEPTION 'a review goes with its case alone, once that is disposed of';
END IF;
RETURN OLD;
"""


class Closure(Owned):
    """A wish to close a case, and its answer. Where one person is enough it is answered
    as it is made.

    words: what stands under each heading, and why open work does not matter,
    {name: text}. answer: what the second person said.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="closures")
    code = models.CharField(max_length=20, choices=Code.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_words = models.BinaryField()
    words: Any = sealed("sealed_words", field="F0640", file="case_id")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_answer = models.BinaryField(null=True)
    answer: Any = sealed("sealed_answer", field="F0641", file="case_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state=State.ASKED),
                name="closure_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ASKED, answered_at=None, answered_by=None)
                | ~Q(state=State.ASKED)
                & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="closure_answered_by_someone",
            ),
        ]


class ReviewQuerySet(models.QuerySet["Review"]):
    def due(self) -> Self:
        return self.filter(state=Held.DUE)

    def asked_again(self) -> Self:
        """Those that a further referral asks for."""
        return self.filter(link__isnull=False)


class Review(Owned):
    """A look at a case that has ended: some months after it was closed, or because the
    person was referred again. It is due until it was held, or until somebody explained
    why not; nothing else takes it away, and the database deletes it only once the case
    was disposed of.

    link: of the further referral that asks for it, which has no months and no closure;
    it is settled when that link is undone, or the case opened again.
    extension: why the panel looks again for longer than a year, where it does.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="case_reviews"
    )
    case = models.ForeignKey(Case, models.PROTECT, related_name="reviews")
    closure = models.ForeignKey(
        Closure, models.PROTECT, null=True, related_name="reviews"
    )
    link = models.OneToOneField(
        Link, models.PROTECT, null=True, related_name="case_review"
    )
    months = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField()
    owner = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=Held.choices, default=Held.DUE)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_reasons = models.BinaryField(null=True)
    reasons: Any = sealed("sealed_reasons", field="F0642", file="case_id")
    extended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_extension = models.BinaryField(null=True)
    extension: Any = sealed("sealed_extension", field="F0751", file="case_id")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["closure", "months"], name="review_once_after_closure"
            ),
            models.CheckConstraint(
                condition=Q(state=Held.DUE, done_at=None, done_by=None)
                | Q(state=Held.SETTLED, done_at__isnull=False, link__isnull=False)
                | ~Q(state__in=[str(Held.DUE), str(Held.SETTLED)])
                & Q(
                    done_at__isnull=False,
                    done_by__isnull=False,
                    sealed_reasons__isnull=False,
                ),
                name="review_done_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(closure=None, link__isnull=False)
                | Q(closure__isnull=False, link=None),
                name="review_after_one_thing",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "due_on"],
                condition=Q(state=Held.DUE),
                name="review_due",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="review_goes_with_its_case_alone",
                operation=pgtrigger.Delete,
                when=pgtrigger.Before,
                func=GOES_WITH_ITS_CASE,
            ),
            pgtrigger.ReadOnly(
                name="review_never_moved",
                fields=["case", "closure", "link", "months", "created_at"],
            ),
        ]
