import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from saltmarsh.foundation.records import Record


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def at(self, host: str) -> "PartnershipQuerySet":
        return self.filter(hosts__contains=[host])


class Partnership(Record):
    """A local authority and its partners: the tenant that owns every record.

    This is the one table that is read outside a tenant, so it holds nothing but
    names, hosts and settings that the authority shows on its public pages or that
    set its clocks. The database gives it another `revision` whenever it, its keys,
    its teams or its desks are changed: see `memory`.
    """

    name = models.CharField(max_length=200, unique=True)
    hosts = ArrayField(models.CharField(max_length=253))
    settings: Any = models.JSONField(default=dict)
    is_demo = models.BooleanField(default=False)
    revision = models.UUIDField(
        default=uuid.uuid4, db_default=RandomUUID(), editable=False
    )

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(hosts=[]), name="partnership_has_a_host"
            ),
        ]

    def __str__(self) -> str:
        return self.name
