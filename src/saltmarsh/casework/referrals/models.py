from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from saltmarsh.casework.referrals.lifecycle import FROM_REFERRER, LIFECYCLE, OPEN, Stage
from saltmarsh.foundation.accounts.models import Membership, Team, User, in_team_of
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class SchemaVersion(Owned):
    """One version of the questions, in force from a day until the next one is."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="schemas")
    version = models.CharField(max_length=40)
    effective_from = models.DateField()
    document: Any = models.JSONField()
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "version"], name="schema_version_once"
            ),
            models.UniqueConstraint(
                fields=["partnership", "effective_from"], name="schema_one_a_day"
            ),
        ]


class DraftQuerySet(models.QuerySet["Draft"]):
    def alive(self, now: datetime) -> Self:
        return self.filter(expires_at__gt=now)

    def held_with(self, look_ups: list[bytes], now: datetime) -> Self:
        return self.filter(secret_look_up__in=look_ups, secret_until__gt=now)

    def saved_with(self, look_ups: list[bytes], now: datetime) -> Self:
        return self.alive(now).filter(code_look_up__in=look_ups)

    def written_by(self, member: Membership, now: datetime) -> Self:
        return self.alive(now).filter(member=member)

    def unsent(self) -> Self:
        return self.filter(referral=None)


class Draft(Owned):
    """A referral being written, by whoever holds its secret, or by a member.

    door: the way in, as `schema.Depth` names it. The secret opens it until
    `secret_until`, a code until `expires_at`. Once sent, it keeps the receipt until
    it expires, so that a second click shows the same page, and no answers.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="drafts", db_index=False
    )
    schema = models.ForeignKey(SchemaVersion, models.PROTECT, related_name="+")
    door = models.CharField(max_length=12)
    member = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    secret_look_up = models.BinaryField(null=True, unique=True)
    secret_until = models.DateTimeField(null=True)
    code_look_up = models.BinaryField(null=True, unique=True)
    sealed_code = models.BinaryField(null=True)
    code = sealed("sealed_code", field="F0011")
    sealed_answers = models.BinaryField(null=True)
    answers = sealed("sealed_answers", field="F0001")
    referral = models.OneToOneField(
        "Referral", models.PROTECT, null=True, related_name="+"
    )
    sealed_receipt = models.BinaryField(null=True)
    receipt = sealed("sealed_receipt", field="F0002")
    expires_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member=None) ^ Q(secret_look_up=None),
                name="draft_has_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(secret_look_up=None, secret_until=None)
                | Q(secret_look_up__isnull=False, secret_until__isnull=False),
                name="draft_secret_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "expires_at"], name="draft_expiry"),
            models.Index(fields=["partnership", "member"], name="draft_of_member"),
        ]


class ReferralQuerySet(models.QuerySet["Referral"]):
    def seen_by(self, member: Membership, now: datetime) -> Self:
        """Those of the member's teams, but restricted ones only by a grant that is
        still good.
        """
        mine = Grant.objects.filter(member=member.pk, referral=OuterRef("pk"))
        granted = mine.filter(Q(until=None) | Q(until__gt=now), ended_at=None)
        return self.filter(
            Q(Exists(granted)) | (Q(is_restricted=False) & in_team_of(member))
        )

    def open(self) -> Self:
        return self.filter(stage__in=OPEN)

    def quarantined(self) -> Self:
        return self.filter(stage=Stage.QUARANTINED)

    def sent_by(self, member: Membership) -> Self:
        return self.filter(entered_by=member)

    def held_with(self, look_ups: list[bytes]) -> Self:
        return self.filter(receipt_look_up__in=look_ups)

    def with_open_questions(self) -> Self:
        """Add `has_open_question`: the team asked something not yet answered."""
        asked = Message.objects.filter(referral=OuterRef("pk")).open_questions()
        return self.annotate(has_open_question=Exists(asked))


class Referral(Owned):
    """What a member of the public or a professional told us, as told, never edited.

    `version` counts its changes, so that nobody overwrites what they have not seen.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="referrals", db_index=False
    )
    reference = models.CharField(max_length=12)
    schema = models.ForeignKey(SchemaVersion, models.PROTECT, related_name="+")
    depth = models.CharField(max_length=12)
    channel = models.CharField(max_length=12, default="web")
    is_anonymous = models.BooleanField()
    received_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+", db_index=False
    )
    sealed_answers = models.BinaryField()
    answers = sealed("sealed_answers", field="F0003")
    receipt_look_up = models.BinaryField(unique=True)
    sealed_national_reference = models.BinaryField(null=True)
    national_reference = sealed("sealed_national_reference", field="F0004")

    stage = models.CharField(
        max_length=20, choices=Stage.choices, default=LIFECYCLE.starts_at
    )
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+", db_index=False
    )
    due_at = models.DateTimeField(null=True)
    due_for = models.CharField(max_length=30, blank=True)
    feedback_due_at = models.DateTimeField(null=True)
    is_restricted = models.BooleanField(default=False)
    is_repeat = models.BooleanField(default=False)
    withdrawal_asked_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "reference"], name="referral_reference_once"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="referral_stage_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "stage", "due_at"], name="referral_due_by_stage"
            ),
            models.Index(
                F("partnership"),
                F("team"),
                F("due_at").asc(nulls_last=True),
                F("received_at"),
                condition=~Q(stage__in=[Stage.CLOSED, Stage.QUARANTINED]),
                name="referral_open_by_due",
            ),
            models.Index(
                fields=["partnership", "owner", "stage"], name="referral_by_owner"
            ),
            models.Index(
                fields=["partnership", "team", "-received_at"], name="referral_newest"
            ),
            models.Index(
                fields=["partnership", "team", "feedback_due_at"],
                condition=Q(feedback_due_at__isnull=False),
                name="referral_feedback_owed",
            ),
            models.Index(
                fields=["partnership", "entered_by", "-received_at"],
                condition=Q(entered_by__isnull=False),
                name="referral_sent_by",
            ),
        ]


class Referrer(Owned):
    """Who told us, and how to reach them: sealed apart from what they told."""

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="referrers"
    )
    referral = models.OneToOneField(Referral, models.PROTECT, related_name="referrer")
    sealed_contact = models.BinaryField()
    contact = sealed("sealed_contact", field="F0005")


class StageChange(Owned):
    """One move that a referral made: what, to where, by whom. Never edited."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="stage_changes")
    move = models.CharField(max_length=30)
    stage = models.CharField(max_length=20, choices=Stage.choices)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")


class Grant(Owned):
    """A named person's sight of a restricted referral, for a time."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="grants")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="grants")
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField()
    reason = sealed("sealed_reason", field="F0006", file="referral_id")

    class Meta:
        indexes = [models.Index(fields=["partnership", "member"], name="grant_member")]


class MessageQuerySet(models.QuerySet["Message"]):
    def open_questions(self) -> Self:
        return self.filter(kind="question", withdrawn_at=None, answered_by=None)

    def from_referrer(self) -> Self:
        return self.filter(kind__in=FROM_REFERRER)

    def in_order(self) -> Self:
        return self.order_by("created_at", "pk")


class Message(Owned):
    """One message between the team and the referrer, read in the mailbox. Its
    kind: "question", "answer", "addition", "withdrawal", "feedback" or "note".
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="messages"
    )
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=12)
    sealed_text = models.BinaryField()
    text = sealed("sealed_text", field="F0007", file="referral_id")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answers = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="answered_by"
    )
    template = models.CharField(max_length=40, blank=True)
    tells_outcome = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["partnership", "referral"],
                condition=Q(read_at=None, kind__in=FROM_REFERRER),
                name="message_unread",
            )
        ]


class Correction(Owned):
    """A marker beside an answer that somebody says is wrong. The answer stays."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="corrections")
    question = models.CharField(max_length=60)
    sealed_text = models.BinaryField()
    text = sealed("sealed_text", field="F0008", file="referral_id")
    source = models.CharField(max_length=20)
    certainty = models.CharField(max_length=20)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
