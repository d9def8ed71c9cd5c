"""What a live review of a supported case leads to."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Result(TextChoices):
    CONTINUE = "continue", _("Support goes on as it is")
    CHANGE = "change", _("The plan changes")
    CLOSE = "close", _("Go to closure")
