from typing import Any

import pgtrigger
from django.db import models

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.reviews.lifecycle import Result
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class LiveReview(Owned):
    """A review of a supported case. Written once.

    words: what was seen, what was found of each need, and why it goes on so, {name:
    text}.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="live_reviews")
    held_on = models.DateField()
    result = models.CharField(max_length=10, choices=Result.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_words = models.BinaryField()
    words: Any = sealed("sealed_words", field="F0750", file="case_id")

    class Meta:
        triggers = [
            # Envelopes may be sealed again, under another key; nothing else changes.
            pgtrigger.ReadOnly(
                name="live_review_never_overwritten",
                fields=["case", "held_on", "result", "by", "created_at"],
            ),
        ]
