from typing import Any

from django.db import models
from django.db.models import Q

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.meetings.models import Item, Meeting
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class PackReader(Owned):
    """Somebody who may open the papers of a meeting as one PDF, until it is ended."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="pack_readers")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "member"],
                condition=Q(ended_at=None),
                name="pack_reader_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="pack_reader_ended_by_someone",
            ),
        ]


class PackPart(Owned):
    """The paper of one case as a PDF, while the papers of its meeting are open.

    made_of: {digest, is_silent, gaps}, what it was printed from. printed: base64.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="pack_parts"
    )
    item = models.OneToOneField(Item, models.CASCADE, related_name="pack_part")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    sealed_made_of = models.BinaryField()
    made_of: Any = sealed("sealed_made_of", field="F0860", file="case_id")
    sealed_printed = models.BinaryField()
    printed: Any = sealed("sealed_printed", field="F0861", file="case_id")
