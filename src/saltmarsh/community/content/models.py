from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.records import Owned


class PageVersionQuerySet(models.QuerySet["PageVersion"]):
    def of(self, slug: str, language: str) -> Self:
        """Those of one page, newest first."""
        return self.filter(slug=slug, language=language).order_by("-version")

    def in_force(self) -> Self:
        """The newest published one of each page and language."""
        return (
            self.exclude(published_at=None)
            .order_by("slug", "language", "-version")
            .distinct("slug", "language")
        )


class PageVersion(Owned):
    """The words of one public page, as an editor saved them. Never overwritten: to
    change a page is to write its next version; to publish one is to date it.
    """

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="page_versions"
    )
    slug = models.CharField(max_length=60)
    language = models.CharField(max_length=5)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    body = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = PageVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug", "language", "version"],
                name="page_version_once",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="page_published_when_and_by_whom",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="never_overwritten",
                fields=["slug", "language", "version", "title", "summary", "body"],
            ),
            pgtrigger.Protect(name="never_removed", operation=pgtrigger.Delete),
        ]


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class Confirmation(Owned):
    """One item of the go-live list, confirmed by somebody, until it is withdrawn."""

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="confirmations"
    )
    item = models.CharField(max_length=80)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "item"],
                condition=Q(withdrawn_at=None),
                name="confirmation_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="confirmation_withdrawn_when_and_by_whom",
            ),
        ]
