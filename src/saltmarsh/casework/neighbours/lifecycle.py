"""The lives of a request to another partnership: with us who ask, and with them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.workflow.lifecycle import Lifecycle, Move


class Stage(TextChoices):
    DRAFTED = "drafted", _("Drafted")
    WAITING = "waiting", _("Waiting for a second signature")
    SENT = "sent", _("Sent, not answered yet")
    ANSWERED = "answered", _("Answered")
    REFUSED = "refused", _("Refused by the second person")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed without an answer")


class Ground(TextChoices):
    """What lets somebody ask at all."""

    SECTION_36 = "section_36", _("The section 36 decision was “met”")
    MOVED = "moved", _("The person has moved home, as recorded")


class Answer(TextChoices):
    """What a human there may answer. None tells whether the person is known."""

    CONTACT = "contact", _("We will contact you")
    NOTHING = "nothing", _("We have nothing to say")
    NOT_HERE = "not_here", _("We cannot answer here")


class Fact(TextChoices):
    """The kinds of facts that may be sent, and no others."""

    NAME = "name", _("Name")
    BIRTH = "birth", _("Date of birth or age")
    HOME = "home", _("Address")


OPEN = frozenset({Stage.DRAFTED, Stage.WAITING, Stage.SENT})

SUBMIT = Move("ask for a second signature", frozenset({Stage.DRAFTED}), Stage.WAITING)
SIGN = Move("sign and send", frozenset({Stage.WAITING}), Stage.SENT)
REFUSE = Move("refuse to sign", frozenset({Stage.WAITING}), Stage.REFUSED)
ANSWER = Move("answer", frozenset({Stage.SENT}), Stage.ANSWERED)
WITHDRAW = Move("withdraw", OPEN, Stage.WITHDRAWN)
LAPSE = Move("lapse", OPEN, Stage.LAPSED)

LIFECYCLE = Lifecycle(
    starts_at=Stage.DRAFTED, moves=(SUBMIT, SIGN, REFUSE, ANSWER, WITHDRAW, LAPSE)
)
# What arrives from another partnership knows only the last part.
RECEIVED = Lifecycle(starts_at=Stage.SENT, moves=(ANSWER, WITHDRAW, LAPSE))
