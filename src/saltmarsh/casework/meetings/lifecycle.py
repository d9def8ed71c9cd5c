"""The words of a panel's meetings: who comes for whom, and how a meeting stands.

Source: Counter-Terrorism and Security Act 2015, section 37.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.workflow.lifecycle import Lifecycle, Move


class Unit(TextChoices):
    WEEKS = "weeks", _("Weeks")
    MONTHS = "months", _("Months, on the same weekday of the month")


class Side(TextChoices):
    """For whom somebody comes. Section 37 names the first two."""

    AUTHORITY = "authority", _("The local authority")
    POLICE = "police", _("The police")
    OTHER = "other", _("Another agency")


class Attendance(TextChoices):
    EXPECTED = "expected", _("Expected")
    ATTENDED = "attended", _("Attends")
    APOLOGIES = "apologies", _("Sent apologies")
    ABSENT = "absent", _("Absent")


class Why(TextChoices):
    """Why a case is on the agenda."""

    LISTED = "listed", _("Listed for the panel")
    SUPPORTED = "supported", _("Review of a supported case")
    SILENT = "silent", _("Too long without contact with the person")
    ACTION = "action", _("An action is not done")
    CONSENT = "consent", _("No consent: further assessment")
    ANSWERED = "answered", _("A partner has answered")
    REVIEW = "review", _("Review after closure")
    PICKED = "picked", _("Added by choice")


class State(TextChoices):
    PLANNED = "planned", _("Planned")
    APPROVED = "approved", _("Minutes approved")
    CANCELLED = "cancelled", _("Cancelled")


PLANNED = frozenset({State.PLANNED})
APPROVE = Move("approve the minutes", PLANNED, State.APPROVED)
CANCEL = Move("cancel", PLANNED, State.CANCELLED)
LIFECYCLE = Lifecycle(starts_at=State.PLANNED, moves=(APPROVE, CANCEL))
