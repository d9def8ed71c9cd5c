import uuid
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.documents.lifecycle import (
    FAILED,
    LIFECYCLE,
    Kind,
    Problem,
    State,
)
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class DocumentQuerySet(models.QuerySet["Document"]):
    def about(self, record_id: uuid.UUID) -> Self:
        return self.filter(about_id=record_id)

    def held(self) -> Self:
        return self.filter(state=State.HELD)

    def due(self, now: datetime) -> Self:
        """Those held back that should be looked at again."""
        return self.held().filter(look_at__lte=now)

    def ready(self) -> Self:
        return self.filter(state=State.READY)

    def unsettled(self, held_since: datetime) -> Self:
        """Those that nobody can open, which nobody has dealt with: they failed, or have
        been held since that moment or longer.
        """
        failed = Q(state__in=FAILED)
        late = Q(state=State.HELD, created_at__lte=held_since)
        return self.filter(failed | late, settled_at=None)

    def in_order(self) -> Self:
        return self.order_by("created_at", "pk")


class Document(Owned):
    """A file that somebody sent, sealed under the key of the record it is about.

    about_id: that record. file_id: whose key seals it, as the record itself or the
    case that the record belongs to. blob: the name of the sealed file in the storage;
    a cleaned copy has another. The file's own key, its name and its digest as it came
    are sealed; without the record's key nothing of it opens.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="documents", db_index=False
    )
    about_id = models.UUIDField()
    file_id = models.UUIDField()
    kind = models.CharField(max_length=4, choices=Kind.choices)
    size = models.PositiveIntegerField()
    blob = models.UUIDField(default=uuid.uuid4, unique=True)
    sealed_name = models.BinaryField()
    name: Any = sealed("sealed_name", field="F0770", file="file_id")
    sealed_content_key = models.BinaryField()
    content_key: Any = sealed("sealed_content_key", field="F0771", file="file_id")
    sealed_digest = models.BinaryField()
    digest: Any = sealed("sealed_digest", field="F0772", file="file_id")
    state = models.CharField(
        max_length=8, choices=State.choices, default=LIFECYCLE.starts_at
    )
    problem = models.CharField(max_length=10, choices=Problem.choices, blank=True)
    checked_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    look_at = models.DateTimeField()
    # When somebody dealt with it being unreadable, or saw that it waits.
    settled_at = models.DateTimeField(null=True)
    # Nobody where whoever sent it holds a secret and no account.
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.HELD, checked_at=None)
                | (~Q(state=State.HELD) & Q(checked_at__isnull=False)),
                name="document_checked_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.READY) | Q(problem=""),
                name="document_ready_without_problem",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "about_id"], name="document_about"),
            models.Index(
                fields=["partnership", "look_at"],
                condition=Q(state=State.HELD),
                name="document_held",
            ),
        ]
