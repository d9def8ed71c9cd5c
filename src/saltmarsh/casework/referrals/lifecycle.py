"""The life of a referral, from the first word to the last decision.

Source: the record model of the domain reference, as far as the council's own desk
goes: what the police and a panel decide is recorded in decisions.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.workflow.lifecycle import Lifecycle, Move


class Stage(TextChoices):
    QUARANTINED = "quarantined", _("In the quarantine box")
    RECEIVED = "received", _("Received")
    ACKNOWLEDGED = "acknowledged", _("Being looked at")
    WITH_POLICE = "with_police", _("With the police for deconfliction")
    ASSESSED = "assessed", _("Police outcome recorded")
    REFERRED_ON = "referred_on", _("Referred on to another service")
    BELOW_THRESHOLD = "below_threshold", _("Below the threshold, with a review date")
    SECTION_36 = "section_36", _("Section 36 grounds met")
    CLOSING = "closing", _("Waiting for a second person to close it")
    CLOSED = "closed", _("Closed")


WORKED_ON = frozenset(
    {
        Stage.ACKNOWLEDGED,
        Stage.WITH_POLICE,
        Stage.ASSESSED,
        Stage.REFERRED_ON,
        Stage.BELOW_THRESHOLD,
        Stage.SECTION_36,
    }
)
NEW = frozenset({Stage.RECEIVED})

RELEASE = Move("release", frozenset({Stage.QUARANTINED}), Stage.RECEIVED)
ACKNOWLEDGE = Move("acknowledge", NEW, Stage.ACKNOWLEDGED)
PASS_TO_POLICE = Move("pass to the police", WORKED_ON, Stage.WITH_POLICE)
RECORD_OUTCOME = Move("record the police outcome", WORKED_ON, Stage.ASSESSED)
REFER_ON = Move("refer on", WORKED_ON, Stage.REFERRED_ON)
FIND_BELOW = Move("find below the threshold", WORKED_ON, Stage.BELOW_THRESHOLD)
FIND_MET = Move("find section 36 met", WORKED_ON, Stage.SECTION_36)
ASK_TO_CLOSE = Move("ask to close", WORKED_ON, Stage.CLOSING)
DECLINE_TO_CLOSE = Move(
    "decline to close", frozenset({Stage.CLOSING}), Stage.ACKNOWLEDGED
)
CLOSE = Move("close", WORKED_ON | {Stage.CLOSING, Stage.QUARANTINED}, Stage.CLOSED)
REOPEN = Move("reopen", frozenset({Stage.CLOSED}), Stage.ACKNOWLEDGED)

LIFECYCLE = Lifecycle(
    starts_at=Stage.RECEIVED,
    moves=(
        RELEASE,
        ACKNOWLEDGE,
        PASS_TO_POLICE,
        RECORD_OUTCOME,
        REFER_ON,
        FIND_BELOW,
        FIND_MET,
        ASK_TO_CLOSE,
        DECLINE_TO_CLOSE,
        CLOSE,
        REOPEN,
    ),
)
# The kinds of message that a referrer writes.
FROM_REFERRER = ["answer", "addition", "withdrawal"]
OPEN = WORKED_ON | NEW | {Stage.CLOSING}


class Status(TextChoices):
    """All that the referrer's mailbox ever shows of a stage."""

    RECEIVED = "received", _("Received")
    NEEDS_MORE = "needs_more", _("We need more from you")
    LOOKED_AT = "looked_at", _("Being looked at")
    FINISHED = "finished", _("Finished with")


def status(stage: str, *, has_open_question: bool) -> Status:
    """Return what the referrer sees of `stage`."""
    if stage == Stage.CLOSED:
        return Status.FINISHED
    if has_open_question:
        return Status.NEEDS_MORE
    if stage in {Stage.RECEIVED, Stage.QUARANTINED}:
        return Status.RECEIVED
    return Status.LOOKED_AT
