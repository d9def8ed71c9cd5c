"""How a complaint stands: open until whoever complained has an answer in words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.workflow.lifecycle import Lifecycle, Move


class Stage(TextChoices):
    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered")


class How(TextChoices):
    """How a complaint came."""

    LETTER = "letter", _("Letter")
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")
    IN_PERSON = "in_person", _("In person")
    OTHER = "other", _("Another way")


ANSWER = Move("answer", frozenset({Stage.OPEN}), Stage.ANSWERED)
LIFECYCLE = Lifecycle(starts_at=Stage.OPEN, moves=(ANSWER,))
