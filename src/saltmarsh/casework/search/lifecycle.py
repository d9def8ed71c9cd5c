"""What a search may be for. The codes are permanent: the audit log keeps them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    REFERRAL = "referral", _("To see whether a person was referred before")
    PARTNER = "partner", _("A partner asks about a person whom we may know")
    RIGHTS = "rights", _("Somebody asks what we hold about them")
    SAFETY = "safety", _("Somebody may be in danger now")
    OTHER = "other", _("Another purpose")
