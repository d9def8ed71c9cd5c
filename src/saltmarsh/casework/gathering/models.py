from datetime import date, datetime
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.gathering.lifecycle import (
    LIFECYCLE,
    OPEN,
    Answer,
    Sector,
    Stage,
)
from saltmarsh.casework.routing.models import Link
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class Contact(Owned):
    """Somebody at a partner organisation without an account, and the mailbox that is
    registered for them: links and codes go there.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="partner_contacts"
    )
    sector = models.CharField(max_length=20, choices=Sector.choices)
    organisation = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    mailbox = models.EmailField()
    sealed_reason = models.BinaryField()
    reason: Any = sealed("sealed_reason", field="F0700")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "organisation", "name"],
                name="partner_contact_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"


class InformationRequestQuerySet(models.QuerySet["InformationRequest"]):
    def seen_by(self, member: Membership, now: datetime) -> Self:
        """Those of the cases that the member may see."""
        return self.filter(case__in=Case.objects.seen_by(member, now))

    def addressed_to(self, member: Membership, since: datetime) -> Self:
        """Those that the member is asked, without what was answered before `since`."""
        return self.filter(member=member).readable(since)

    def readable(self, since: datetime) -> Self:
        """Those that whoever was asked can still open."""
        recent = Q(stage=Stage.ANSWERED, answered_at__gt=since)
        return self.filter(Q(stage__in=OPEN) | recent)

    def open(self) -> Self:
        return self.filter(stage__in=OPEN)

    def late(self, today: date) -> Self:
        return self.open().filter(due_on__lt=today)


class InformationRequest(Owned):
    """What one partner is asked about the person of a case, why, and until when.

    member or contact: who is asked, with an account or without. whom: who that was, as
    it was sent, {organisation, name, email}. words: the purpose, the lawful basis, the
    questions and what is to be left out. person: what tells who it is about.
    is_referrer: it went to who made the referral. chased_at and chased: when the
    partner was last reminded, and how often.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="information_requests"
    )
    case = models.ForeignKey(Case, models.PROTECT, related_name="information_requests")
    sector = models.CharField(max_length=20, choices=Sector.choices)
    member = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    sealed_whom = models.BinaryField()
    whom: Any = sealed("sealed_whom", field="F0701", file="case_id")
    sealed_words = models.BinaryField()
    words: Any = sealed("sealed_words", field="F0702", file="case_id")
    sealed_person = models.BinaryField()
    person: Any = sealed("sealed_person", field="F0703", file="case_id")
    is_referrer = models.BooleanField(default=False)
    due_on = models.DateField()
    stage = models.CharField(
        max_length=10, choices=Stage.choices, default=LIFECYCLE.starts_at
    )
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    chased_at = models.DateTimeField(null=True)
    chased = models.PositiveSmallIntegerField(default=0)
    sealed_withdrawal = models.BinaryField(null=True)
    withdrawal: Any = sealed("sealed_withdrawal", field="F0704", file="case_id")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = InformationRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member=None, contact__isnull=False)
                | Q(member__isnull=False, contact=None),
                name="information_request_to_one",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.ANSWERED, answered_at__isnull=False)
                & ~Q(answer="")
                | ~Q(stage=Stage.ANSWERED) & Q(answered_at=None, answer=""),
                name="information_request_answered_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.WITHDRAWN)
                | Q(sealed_withdrawal__isnull=False),
                name="information_request_withdrawn_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "due_on"],
                condition=Q(stage=Stage.ASKED),
                name="information_request_out",
            ),
        ]


class RequestLink(Owned):
    """One link that was e-mailed about a request: the first, or that of a reminder."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    request = models.ForeignKey(
        InformationRequest, models.PROTECT, related_name="links"
    )
    link = models.OneToOneField(
        Link, models.PROTECT, related_name="information_request"
    )


class Reply(Owned):
    """What a partner answered, or added later. Written once; files hang on one.

    by: who answered with an account; empty for the link and the code. who: their name
    and job in their own words.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    request = models.ForeignKey(
        InformationRequest, models.PROTECT, related_name="replies"
    )
    kind = models.CharField(max_length=10, choices=Answer.choices)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_who = models.BinaryField()
    who: Any = sealed("sealed_who", field="F0705", file="case_id")
    sealed_words = models.BinaryField()
    words: Any = sealed("sealed_words", field="F0706", file="case_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=~Q(kind=Answer.ADDED),
                name="reply_answers_once",
            ),
        ]
        triggers = [
            # Envelopes may be sealed again, under another key; nothing else changes.
            pgtrigger.ReadOnly(
                name="reply_never_overwritten",
                fields=["case", "request", "kind", "by", "created_at"],
            ),
        ]
