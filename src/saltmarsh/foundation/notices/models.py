from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, TextChoices

from saltmarsh.foundation.accounts.models import Membership, Team, in_team_of
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class State(TextChoices):
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


class EmailQuerySet(models.QuerySet["Email"]):
    def due(self, now: datetime) -> Self:
        return self.filter(state=State.QUEUED, next_at__lte=now)

    def waiting_since(self, moment: datetime) -> Self:
        return self.filter(state=State.QUEUED, created_at__lte=moment)

    def to_empty(self, moment: datetime) -> Self:
        return self.exclude(state=State.QUEUED).filter(
            created_at__lte=moment, sealed_to__isnull=False
        )


class Email(Owned):
    """One e-mail on its way: the outbox.

    Sent means taken by the next mail server, no more. Some time after it was sent
    or given up, its address and text are emptied and its key is destroyed.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="emails")
    template = models.CharField(max_length=60)
    sealed_to = models.BinaryField(null=True)
    to = sealed("sealed_to", field="F0200")
    sealed_text = models.BinaryField(null=True)
    text: Any = sealed("sealed_text", field="F0201")
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    # The name of the last error's class; its words may hold an address.
    error = models.CharField(max_length=60, blank=True)

    objects = EmailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | (~Q(state=State.SENT) & Q(sent_at=None)),
                name="email_sent_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "next_at"],
                condition=Q(state=State.QUEUED),
                name="email_queued",
            ),
        ]


class NoticeQuerySet(models.QuerySet["Notice"]):
    def waiting(self) -> Self:
        return self.filter(done_at=None)

    def for_member(self, member: Membership) -> Self:
        return self.filter(Q(member=member) | in_team_of(member))


class Notice(Owned):
    """Something in the product that waits for a member, or for anyone of a team.

    kind: a word of our own, "delivery.late", which the page puts in words. route
    and arguments: where it is dealt with. about_id: the record it is about.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="notices")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    member = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    route = models.CharField(max_length=60)
    arguments = ArrayField(models.CharField(max_length=60), default=list)
    about_id = models.UUIDField()
    seen_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(team=None, member__isnull=False)
                | Q(team__isnull=False, member=None),
                name="notice_for_a_member_or_a_team",
            ),
            models.UniqueConstraint(
                fields=["partnership", "kind", "about_id", "team", "member"],
                condition=Q(done_at=None),
                nulls_distinct=False,
                name="notice_once_while_waiting",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "team"],
                condition=Q(done_at=None),
                name="notice_waiting_team",
            ),
            models.Index(
                fields=["partnership", "member"],
                condition=Q(done_at=None),
                name="notice_waiting_member",
            ),
        ]
