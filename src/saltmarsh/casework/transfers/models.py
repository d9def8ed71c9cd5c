from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.neighbours.models import Neighbour
from saltmarsh.casework.routing.models import Link
from saltmarsh.casework.transfers.lifecycle import (
    LIFECYCLE,
    OPEN,
    RECEIVED,
    Part,
    Stage,
    Why,
)
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class TransferQuerySet(models.QuerySet["Transfer"]):
    def open(self) -> Self:
        return self.filter(stage__in=OPEN)

    def asked_before(self, moment: datetime) -> Self:
        return self.filter(stage=Stage.ASKED, sent_at__lte=moment)

    def over(self, now: datetime) -> Self:
        """Those asked by a link whose time has run out."""
        return self.filter(stage=Stage.ASKED, lapses_at__lte=now)

    def seen_by(self, member: Membership, now: datetime) -> Self:
        return self.filter(case__in=Case.objects.seen_by(member, now))


class Transfer(Owned):
    """The wish that another panel leads a case, and its answer: our copy.

    to or neighbour: which panel, on this installation or on another, which answers by
    `link`. answerer: who answered by it, {"name", "role", "reference", "on"}. pack: what is handed over, sections of [{"part", "title", "rows": [{"key",
    "value"}]}]. record: the section 36 referral that the case there is opened on.
    ending: what the other panel said, or whoever refused or took it back here.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="transfers"
    )
    case = models.ForeignKey(Case, models.PROTECT, related_name="transfers")
    to = models.ForeignKey(Partnership, models.PROTECT, null=True, related_name="+")
    neighbour = models.ForeignKey(
        Neighbour, models.PROTECT, null=True, related_name="transfers"
    )
    link = models.OneToOneField(
        Link, models.PROTECT, null=True, related_name="transfer"
    )
    why = models.CharField(max_length=10, choices=Why.choices)
    parts: Any = ArrayField(models.CharField(max_length=12, choices=Part.choices))
    sealed_words = models.BinaryField()
    words: Any = sealed("sealed_words", field="F0800", file="case_id")
    sealed_pack = models.BinaryField()
    pack: Any = sealed("sealed_pack", field="F0801", file="case_id")
    sealed_record = models.BinaryField()
    record: Any = sealed("sealed_record", field="F0802", file="case_id")
    stage = models.CharField(
        max_length=10, choices=Stage.choices, default=LIFECYCLE.starts_at
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    lapses_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_ending = models.BinaryField(null=True)
    ending: Any = sealed("sealed_ending", field="F0803", file="case_id")
    sealed_answerer = models.BinaryField(null=True)
    answerer: Any = sealed("sealed_answerer", field="F0808", file="case_id")

    objects = TransferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(stage__in=[str(stage) for stage in sorted(OPEN)]),
                name="transfer_one_open_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None, sent_at=None)
                | Q(signed_by__isnull=False, sent_at__isnull=False),
                name="transfer_sent_when_signed",
            ),
            models.CheckConstraint(
                condition=~Q(signed_by=models.F("by")),
                name="transfer_signed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(
                    stage__in=[str(stage) for stage in sorted(OPEN)],
                    ended_at=None,
                    ended_by=None,
                )
                | ~Q(stage__in=[str(stage) for stage in sorted(OPEN)])
                & Q(ended_at__isnull=False)
                & (
                    Q(ended_by__isnull=False)
                    | Q(stage=Stage.LAPSED)
                    | Q(neighbour__isnull=False, sealed_answerer__isnull=False)
                ),
                name="transfer_ended_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(to=None, neighbour__isnull=False)
                | Q(to__isnull=False, neighbour=None),
                name="transfer_to_one_panel",
            ),
            models.CheckConstraint(
                condition=Q(neighbour=None, link=None, lapses_at=None)
                | Q(neighbour__isnull=False, sent_at=None, link=None, lapses_at=None)
                | Q(
                    neighbour__isnull=False,
                    sent_at__isnull=False,
                    link__isnull=False,
                    lapses_at__isnull=False,
                ),
                name="transfer_elsewhere_by_link",
            ),
        ]

    @property
    def to_whom(self) -> str:
        return str(self.to or self.neighbour)


class ReceivedQuerySet(models.QuerySet["Received"]):
    def waiting(self) -> Self:
        return self.filter(stage=Stage.ASKED)

    def seen_by(self, member: Membership, now: datetime) -> Self:
        """Those that wait or were declined, and of the accepted those whose case the
        member may see.
        """
        cases = Case.objects.seen_by(member, now)
        return self.filter(Q(case=None) | Q(case__in=cases))


class Received(Owned):
    """A transfer that another panel asks for: the copy of those who answer, a file of
    its own under their keys. One that is not accepted is erased.

    transfer: the key of the other side's copy, no foreign key: it is not ours to see.
    contact: whom to ask there, {"name", "email"}. case: the one that it was opened as.
    kept_until: until when the case there is kept to named people.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="received_transfers"
    )
    transfer = models.UUIDField(unique=True, editable=False)
    asked_from = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=Why.choices)
    parts: Any = ArrayField(models.CharField(max_length=12, choices=Part.choices))
    sealed_words = models.BinaryField(null=True)
    words: Any = sealed("sealed_words", field="F0804")
    sealed_pack = models.BinaryField(null=True)
    pack: Any = sealed("sealed_pack", field="F0805")
    sealed_record = models.BinaryField(null=True)
    record: Any = sealed("sealed_record", field="F0806")
    sealed_contact = models.BinaryField(null=True)
    contact: Any = sealed("sealed_contact", field="F0807")
    stage = models.CharField(
        max_length=10, choices=Stage.choices, default=RECEIVED.starts_at
    )
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    kept_until = models.DateTimeField(null=True)
    case = models.OneToOneField(
        Case, models.PROTECT, null=True, related_name="came_with"
    )

    objects = ReceivedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage=Stage.ACCEPTED, case__isnull=False)
                | ~Q(stage=Stage.ACCEPTED) & Q(case=None),
                name="received_transfer_accepted_as_a_case",
            ),
            models.CheckConstraint(
                condition=Q(
                    stage__in=[str(Stage.ACCEPTED), str(Stage.DECLINED)],
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                )
                | ~Q(stage__in=[str(Stage.ACCEPTED), str(Stage.DECLINED)])
                & Q(answered_at=None, answered_by=None),
                name="received_transfer_answered_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[str(Stage.ASKED), str(Stage.ACCEPTED)])
                | Q(sealed_pack=None, sealed_record=None, sealed_words=None),
                name="received_transfer_erased_unless_accepted",
            ),
        ]
