"""The life of a Channel case, from the section 36 decision to its end.

Consent is asked for after the panel adopts a case and before support starts.
Source: Counter-Terrorism and Security Act 2015, sections 36 and 37; the record model
of the domain reference.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.workflow.lifecycle import Lifecycle, Move


class Stage(TextChoices):
    GATHERING = "gathering", _("Gathering information")
    LISTED = "listed", _("Listed for the panel")
    DECIDED = "decided", _("Decided by the panel")
    MORE_INFORMATION = "more_information", _("The panel wants more information")
    ADOPTED = "adopted", _("Adopted, waiting for consent")
    TO_TRANSFER = "to_transfer", _("To be transferred, as the panel decided")
    NOT_ADOPTED = "not_adopted", _("Not adopted")
    CONSENT_REFUSED = "consent_refused", _("Consent refused")
    SUPPORTED = "supported", _("Supported")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Consent withdrawn")
    POLICE_LED = "police_led", _("Led by the police")
    TRANSFERRED = "transferred", _("Transferred to another panel")
    CLOSED = "closed", _("Closed")


ENDED = frozenset(
    {Stage.NOT_ADOPTED, Stage.POLICE_LED, Stage.TRANSFERRED, Stage.CLOSED}
)
OPEN = frozenset(Stage) - ENDED
BEFORE_PANEL = frozenset({Stage.GATHERING, Stage.MORE_INFORMATION})
WITHOUT_CONSENT = frozenset({Stage.CONSENT_REFUSED, Stage.CONSENT_WITHDRAWN})
TO_TRANSFER = frozenset({Stage.TO_TRANSFER})
AT_PANEL = frozenset({Stage.LISTED})
DECIDED = frozenset({Stage.DECIDED})
ADOPTED = frozenset({Stage.ADOPTED})
SUPPORTED = frozenset({Stage.SUPPORTED})

LIST = Move(
    "list for the panel",
    BEFORE_PANEL | WITHOUT_CONSENT | TO_TRANSFER,
    Stage.LISTED,
)
DECIDE = Move("decide", AT_PANEL, Stage.DECIDED)
ASK_FOR_MORE = Move("ask for more information", DECIDED, Stage.MORE_INFORMATION)
ADOPT = Move("adopt", DECIDED, Stage.ADOPTED)
DECIDE_TRANSFER = Move("decide to transfer", DECIDED, Stage.TO_TRANSFER)
NOT_ADOPT = Move("not adopt", DECIDED, Stage.NOT_ADOPTED)
START_SUPPORT = Move("start support", ADOPTED, Stage.SUPPORTED)
REFUSE_CONSENT = Move("refuse consent", ADOPTED, Stage.CONSENT_REFUSED)
WITHDRAW_CONSENT = Move(
    "withdraw consent", ADOPTED | SUPPORTED, Stage.CONSENT_WITHDRAWN
)
ASK_AGAIN = Move("ask for consent again", WITHOUT_CONSENT, Stage.ADOPTED)
LEAD_BY_POLICE = Move("move to the police to lead", OPEN, Stage.POLICE_LED)
TRANSFER = Move("transfer", OPEN, Stage.TRANSFERRED)
CLOSE = Move("close", SUPPORTED | WITHOUT_CONSENT | {Stage.NOT_ADOPTED}, Stage.CLOSED)
REOPEN = Move("reopen", ENDED, Stage.GATHERING)

LIFECYCLE = Lifecycle(
    starts_at=Stage.GATHERING,
    moves=(
        LIST,
        DECIDE,
        ASK_FOR_MORE,
        ADOPT,
        DECIDE_TRANSFER,
        NOT_ADOPT,
        START_SUPPORT,
        REFUSE_CONSENT,
        WITHDRAW_CONSENT,
        ASK_AGAIN,
        LEAD_BY_POLICE,
        TRANSFER,
        CLOSE,
        REOPEN,
    ),
)


class Handover(TextChoices):
    """How a hand-over stands: whoever gives a case leads it until it is accepted."""

    ASKED = "asked", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


ASKED = frozenset({Handover.ASKED})
ACCEPT = Move("accept", ASKED, Handover.ACCEPTED)
DECLINE = Move("decline", ASKED, Handover.DECLINED)
TAKE_BACK = Move("take back", ASKED, Handover.WITHDRAWN)
HANDING_OVER = Lifecycle(starts_at=Handover.ASKED, moves=(ACCEPT, DECLINE, TAKE_BACK))
ANSWERS = {Handover.ACCEPTED: ACCEPT, Handover.DECLINED: DECLINE}
