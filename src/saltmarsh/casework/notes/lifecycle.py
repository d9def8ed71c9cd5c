"""Who may read what is written beside a referral: the narrowest comes first."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Visibility(TextChoices):
    TEAM = "team", _("The team only")
    PANEL = "panel", _("The team and the panel")
    REFERRER = "referrer", _("The referrer, in their mailbox")
