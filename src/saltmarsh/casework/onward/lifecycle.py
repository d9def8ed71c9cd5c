"""The life of a referral to another service: asked, then tracked to an answer."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.workflow.lifecycle import Lifecycle, Move


class Stage(TextChoices):
    ASKED = "asked", _("Waiting for an answer")
    NO_ANSWER = "no_answer", _("No answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


class Way(TextChoices):
    SIGNPOSTED = "signposted", _("Signposted: told where to go")
    REFERRED = "referred", _("Referred on: passed to the service")


WAITING = frozenset({Stage.ASKED})
UNANSWERED = WAITING | {Stage.NO_ANSWER}

ACCEPT = Move("accept", UNANSWERED, Stage.ACCEPTED)
DECLINE = Move("decline", UNANSWERED, Stage.DECLINED)
GIVE_UP = Move("give up waiting", WAITING, Stage.NO_ANSWER)

LIFECYCLE = Lifecycle(starts_at=Stage.ASKED, moves=(ACCEPT, DECLINE, GIVE_UP))
ANSWERS = {
    Stage.ACCEPTED: ACCEPT,
    Stage.DECLINED: DECLINE,
    Stage.NO_ANSWER: GIVE_UP,
}
