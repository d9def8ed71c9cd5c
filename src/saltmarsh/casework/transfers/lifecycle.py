"""The life of a transfer: asked here, answered there.

Until the other panel has accepted, the case is led and timed where it is.
Source: domain reference 2.4, transfers.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.workflow.lifecycle import Lifecycle, Move


class Stage(TextChoices):
    DRAFTED = "drafted", _("Drafted")
    WAITING = "waiting", _("Waiting for a second signature")
    ASKED = "asked", _("Asked, not answered yet")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    REFUSED = "refused", _("Refused by the second person")
    WITHDRAWN = "withdrawn", _("Taken back")
    LAPSED = "lapsed", _("Lapsed without an answer")


class Why(TextChoices):
    """Why the case is to be led elsewhere."""

    MOVED = "moved", _("The person has moved home")
    MOVING = "moving", _("The person moves home on a day that is known")
    MISTAKEN = "mistaken", _("The person never lived in this area")


class Part(TextChoices):
    """What a hand-over pack may hold. Who it is about always goes."""

    IDENTITY = "identity", _("Who the person is")
    REFERRALS = "referrals", _("What the referrals told")
    DECISIONS = "decisions", _("Decisions, with reasons")
    ASSESSMENTS = "assessments", _("Summaries of the assessments")
    NEEDS = "needs", _("Needs")
    PLAN = "plan", _("The support plan and its actions")
    CONSENT = "consent", _("Consent")
    WORK = "work", _("Reviews and panel actions that are open")


OPEN = frozenset({Stage.DRAFTED, Stage.WAITING, Stage.ASKED})

SUBMIT = Move("ask for a second signature", frozenset({Stage.DRAFTED}), Stage.WAITING)
SIGN = Move("sign and ask", frozenset({Stage.WAITING}), Stage.ASKED)
REFUSE = Move("refuse to sign", frozenset({Stage.WAITING}), Stage.REFUSED)
ACCEPT = Move("accept", frozenset({Stage.ASKED}), Stage.ACCEPTED)
DECLINE = Move("decline", frozenset({Stage.ASKED}), Stage.DECLINED)
TAKE_BACK = Move("take back", OPEN, Stage.WITHDRAWN)
LAPSE = Move("lapse", frozenset({Stage.ASKED}), Stage.LAPSED)

LIFECYCLE = Lifecycle(
    starts_at=Stage.DRAFTED,
    moves=(SUBMIT, SIGN, REFUSE, ACCEPT, DECLINE, TAKE_BACK, LAPSE),
)
# What arrives from another panel knows only the last part.
RECEIVED = Lifecycle(starts_at=Stage.ASKED, moves=(ACCEPT, DECLINE, TAKE_BACK))


class Sight(TextChoices):
    """What somebody has of a case that is transferred, or of its transfer."""

    NOTHING = "nothing", _("Nothing")
    WORKS = "works", _("Reads and writes")
    DECIDES = "decides", _("Reads, and decides at the panel")
    READS = "reads", _("Reads")
    REVIEWS = "reviews", _("Reads, and records reviews that were due")
    OWN = "own", _("What is theirs: the plan, and their sessions")
    ASKED = "asked", _("The request to them, and their answer")
    ANSWERED = "answered", _("Their own answer, for the time that is set")
    PACK = "pack", _("The hand-over pack, and answers")
    COPY = "copy", _("The hand-over pack, until the link ends")
    THERE = "there", _("The case there, with the pack")
    REGISTER = "register", _("That it was asked, and what came of it; never whose")
