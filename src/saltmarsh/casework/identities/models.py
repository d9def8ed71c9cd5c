import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.keyring.fields import sealed
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class Kind(models.TextChoices):
    """What an identity was told in."""

    REFERRAL = "referral", _("Referral")
    PERSON = "person", _("Person")


class Identity(Owned):
    """Who somebody is, as told: in a referral, or on a person. Never changed.

    file_id: the key of the referral or the person, whose key seals it; so it is
    erased with them. told: what `facts.read` takes.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="identities"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    file_id = models.UUIDField()
    sealed_told = models.BinaryField()
    told = sealed("sealed_told", field="F0500", file="file_id")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="identity_kind_known"
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "file_id"], name="identity_of_file"),
        ]


class Index(Owned):
    """One making of the partnership's blind index, with one key and one algorithm.

    While the next one is made, both take what is new; the current one is asked.
    reached: up to which identity, by its key, it is made; None before the first.
    size: how many identities were counted, and `added` those that came since.
    names: {skeleton: how many names sound so}, sealed under a key of its own.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="indexes")
    number = models.PositiveSmallIntegerField()
    algorithm = models.PositiveSmallIntegerField()
    key_number = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(default=False)
    reached = models.UUIDField(default=uuid.UUID(int=0))
    size = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(null=True)
    sealed_names = models.BinaryField(null=True)
    names = sealed("sealed_names", field="F0501")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "number"], name="index_number_once"
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(is_current=True),
                name="index_one_current",
            ),
        ]


class Posting(Owned):
    """One entry of a blind index: a keyed address, and an identity's masked key.

    Without the keys it says nothing, not even which entries belong together: so it
    has no time, no key of its own and no foreign key, and entries are written in
    the order of their addresses.
    """

    id = None  # type: ignore[assignment]
    created_at = None  # type: ignore[assignment]
    partnership = models.ForeignKey(
        Partnership,
        models.DO_NOTHING,
        related_name="postings",
        db_constraint=False,
        db_index=False,
    )
    address = models.BigIntegerField(primary_key=True)
    number = models.PositiveSmallIntegerField()
    masked_first = models.BigIntegerField()
    masked_last = models.BigIntegerField()
