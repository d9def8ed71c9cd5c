"""What a panel decides about a case, how it came to it, and what becomes of a referral
to health or social care that it had made.

Source: Counter-Terrorism and Security Act 2015, sections 36 and 37.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases import lifecycle
from saltmarsh.foundation.workflow.lifecycle import Lifecycle, Move


class Outcome(TextChoices):
    ADOPTED = "adopted", _("Adopted")
    MORE_INFORMATION = "more_information", _("More information needed")
    NOT_ADOPTED = "not_adopted", _("Not adopted")
    POLICE_LED = "police_led", _("To be led by the police")
    TRANSFER = "transfer", _("To be transferred to another panel")
    CLOSE = "close", _("To be closed")


class Mode(TextChoices):
    UNANIMOUS = "unanimous", _("Unanimous")
    MAJORITY = "majority", _("By majority")
    CHAIR = "chair", _("By the chair")


class Care(TextChoices):
    """What came of considering a referral to health or social care: section 36(6)."""

    REFERRED = "referred", _("Considered, and arrangements are made")
    NOT_NEEDED = "not_needed", _("Considered, and not appropriate")


class Taken(TextChoices):
    """How a referral to health or social care stands, which the panel had made."""

    SENT = "sent", _("Not answered yet")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


SENT = frozenset({Taken.SENT})
ACCEPT = Move("accept", SENT, Taken.ACCEPTED)
DECLINE = Move("decline", SENT, Taken.DECLINED)
CARING = Lifecycle(starts_at=Taken.SENT, moves=(ACCEPT, DECLINE))
ANSWERS = {Taken.ACCEPTED: ACCEPT, Taken.DECLINED: DECLINE}

# To be closed moves nothing: closing asks for a reason under each heading first.
MOVES = {
    Outcome.ADOPTED: lifecycle.ADOPT,
    Outcome.MORE_INFORMATION: lifecycle.ASK_FOR_MORE,
    Outcome.NOT_ADOPTED: lifecycle.NOT_ADOPT,
    Outcome.POLICE_LED: lifecycle.LEAD_BY_POLICE,
    Outcome.TRANSFER: lifecycle.DECIDE_TRANSFER,
}
