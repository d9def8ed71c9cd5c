"""The kinds of desk, and the units in which its time is set."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DeskKind(TextChoices):
    POLICE = "police", _("Police gateway")
    PREVENT = "prevent", _("Council Prevent team")
    SAFEGUARDING = "safeguarding", _("Safeguarding hub")
    OTHER = "other", _("Another desk")


class Unit(TextChoices):
    MINUTES = "minutes", _("Minutes")
    WORKING_DAYS = "working_days", _("Working days")
