from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from saltmarsh.casework.search.lifecycle import Purpose
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class SearchQuerySet(models.QuerySet["Search"]):
    def by(self, member: Membership, now: datetime) -> Self:
        """Those of the member whose words and answer are still kept."""
        return self.filter(member=member, expires_at__gt=now)

    def expired(self, now: datetime) -> Self:
        return self.filter(expires_at__lte=now, sealed_asked__isnull=False)


class Search(Owned):
    """That somebody searched for a person, and what for.

    asked: what was typed, and found: [[identity, band, label], ...], the best first:
    both are forgotten at `expires_at`. done and of: how far a look through every
    record is; a search through the index is finished at once.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="searches"
    )
    member = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    sealed_reason = models.BinaryField()
    reason: Any = sealed("sealed_reason", field="F0510")
    sealed_asked = models.BinaryField(null=True)
    asked: Any = sealed("sealed_asked", field="F0511")
    sealed_found = models.BinaryField(null=True)
    found: Any = sealed("sealed_found", field="F0512")
    is_scan = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    objects = SearchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values), name="search_purpose_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "expires_at"],
                condition=Q(sealed_asked__isnull=False),
                name="search_to_forget",
            ),
        ]
