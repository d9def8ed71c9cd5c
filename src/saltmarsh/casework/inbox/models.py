from typing import Any

from django.db import models

from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class SavedFilter(Owned):
    """A filter of the inbox that a member keeps. It has no name of its own: what it
    filters by is what it is called.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="saved_filters")
    criteria: Any = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "member", "criteria"], name="saved_filter_once"
            ),
        ]
