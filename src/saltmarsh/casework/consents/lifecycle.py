"""How consent to support stands. Source: the Act of 2015, section 36(4) and (5)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.workflow.lifecycle import Lifecycle, Move


class State(TextChoices):
    GIVEN = "given", _("Given")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Giver(TextChoices):
    PERSON = "person", _("The person")
    PARENT = "parent", _("A parent or guardian")


class Age(TextChoices):
    ADULT = "adult", _("18 or over")
    CHILD = "child", _("Under 18")


class How(TextChoices):
    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", _("By telephone")
    VIDEO = "video", _("By video")
    LETTER = "letter", _("By letter")


class Capacity(TextChoices):
    NO_DOUBT = "no_doubt", _("No doubt that they can decide")
    IN_DOUBT = "in_doubt", _("In doubt")
    LACKS = "lacks", _("Assessed: they cannot decide this")


WITHDRAW = Move("withdraw", frozenset({State.GIVEN}), State.WITHDRAWN)
LIFECYCLE = Lifecycle(starts_at=State.GIVEN, moves=(WITHDRAW,))
