from typing import Any, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from saltmarsh.foundation.records import Record

MENTION = """
INSERT INTO audit_mention (subject_id, created_at, event_id, partnership_id)
SELECT DISTINCT subject, NEW.created_at, NEW.id, NEW.partnership_id
FROM unnest(NEW.subject_ids) AS subject;
RETURN NULL;
"""


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, subject_id: object) -> "EventQuerySet":
        """Those about one record, found by their mentions."""
        return self.filter(pk__in=Mention.objects.of(subject_id).values("event"))


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
            pgtrigger.Trigger(
                name="mentions",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=MENTION,
            ),
        ]


class MentionQuerySet(models.QuerySet["Mention"]):
    def of(self, subject_id: object) -> Self:
        return self.filter(subject_id=subject_id)


class Mention(models.Model):
    """One record that an event is about, written with the event by the database.

    An index of what the events' arrays hold would be asked by nobody: with row-level
    security PostgreSQL looks into an array only after it has fetched the row, as it
    cannot know that looking gives nothing away. Every event would be read. Comparing
    two keys is known to be safe.
    """

    pk = models.CompositePrimaryKey("subject_id", "created_at", "event")
    subject_id = models.UUIDField()
    created_at = models.DateTimeField()
    event = models.ForeignKey(
        Event,
        models.DO_NOTHING,
        related_name="mentions",
        db_constraint=False,
        db_index=False,
    )
    partnership_id = models.UUIDField()

    objects = MentionQuerySet.as_manager()

    class Meta:
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]
