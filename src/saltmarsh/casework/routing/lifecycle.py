"""What is known of a delivery, from the queue to the proof."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Only *acknowledged* is proof. *Sent* means taken by the next mail server."""

    QUEUED = "queued", _("Queued")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    OPENED = "opened", _("Opened")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")


class DeskKind(TextChoices):
    POLICE = "police", _("Police gateway")
    PREVENT = "prevent", _("Council Prevent team")
    SAFEGUARDING = "safeguarding", _("Safeguarding hub")
    OTHER = "other", _("Another desk")


class Unit(TextChoices):
    MINUTES = "minutes", _("Minutes")
    WORKING_DAYS = "working_days", _("Working days")
