from django.db import models

from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class PartnershipKey(Owned):
    """A partnership's own key, wrapped by the root key that `root` names.

    The newest wraps new record keys. An older one stays, to open what it wrapped
    and to find what its sub-keys indexed, until an operator has re-wrapped both.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="partnership_keys"
    )
    number = models.PositiveSmallIntegerField()
    root = models.CharField(max_length=60)
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "number"], name="partnership_key_once"
            ),
        ]


class RecordKeyQuerySet(models.QuerySet["RecordKey"]):
    def held(self) -> "RecordKeyQuerySet":
        """Those that were not erased."""
        return self.exclude(wrapped=b"")


class RecordKey(Owned):
    """The key of one file (a referral, a person, a case), wrapped.

    Destroying it makes every copy of that file unreadable. So the table stands in a
    schema of its own, `keys`, which is backed up apart from the data. `wrapped` is
    empty once the file was erased: its number is never used again.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="record_keys", db_index=False
    )
    file_id = models.UUIDField()
    number = models.PositiveSmallIntegerField(default=1)
    wrapped_by = models.ForeignKey(PartnershipKey, models.PROTECT, related_name="+")
    wrapped = models.BinaryField()

    objects = RecordKeyQuerySet.as_manager()

    class Meta:
        db_table = '"keys"."record_key"'
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "file_id", "number"], name="record_key_once"
            ),
        ]
