from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from saltmarsh.foundation.records import Record


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, subject_id: object) -> "EventQuerySet":
        return self.filter(subject_ids__contains=[subject_id])


class Event(Record):
    """Something that happened. Written once; holds no foreign keys, so that
    erasing a person or a partnership never erases the fact that it was done.

    `by` is the key of a user, or of the secret that its holder showed: `by_kind`
    says which ("user", "receipt", "link", "draft", "system").
    """

    name = models.CharField(max_length=60)
    partnership_id = models.UUIDField()
    subject = models.CharField(max_length=60)
    subject_ids = ArrayField(models.UUIDField(), default=list)
    by = models.UUIDField(null=True)
    by_kind = models.CharField(max_length=10, default="user")
    codes: Any = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["partnership_id", "-created_at"], name="event_newest"),
            models.Index(
                fields=["partnership_id", "by", "-created_at"], name="event_by_whom"
            ),
            GinIndex(fields=["subject_ids"], name="event_about"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            pgtrigger.Trigger(
                name="never_emptied",
                operation=pgtrigger.Truncate,
                when=pgtrigger.Before,
                level=pgtrigger.Statement,
                func="RAISE EXCEPTION 'events are never removed';",
            ),
        ]
