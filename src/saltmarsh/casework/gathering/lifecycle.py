"""The life of a request to a partner for information about a person.

Source: domain reference 2.4, row 5: request sent, reply, nil return, refused with
reason.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.workflow.lifecycle import Lifecycle, Move


class Sector(TextChoices):
    """Whom a request goes to: each has a text of its own."""

    SCHOOL = "school", _("School, college or university")
    HEALTH = "health", _("Health")
    SOCIAL_CARE = "social_care", _("Social care")
    HOUSING = "housing", _("Housing")
    PROBATION = "probation", _("Probation")
    YOUTH_JUSTICE = "youth_justice", _("Youth justice")
    POLICE = "police", _("Police")
    OTHER = "other", _("Another partner")


class Stage(TextChoices):
    ASKED = "asked", _("Not answered yet")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Answer(TextChoices):
    REPLY = "reply", _("Reply")
    NIL = "nil", _("Nil return")
    REFUSED = "refused", _("Refused")
    ADDED = "added", _("Added later")


# What a partner answers first; ADDED comes after one of them.
ANSWERS = (Answer.REPLY, Answer.NIL, Answer.REFUSED)
OPEN = frozenset({Stage.ASKED})

ANSWER = Move("answer", OPEN, Stage.ANSWERED)
WITHDRAW = Move("withdraw", OPEN, Stage.WITHDRAWN)

LIFECYCLE = Lifecycle(starts_at=Stage.ASKED, moves=(ANSWER, WITHDRAW))
