"""How an action of a support plan stands, and what was found of a need.

Source: Counter-Terrorism and Security Act 2015, section 36(4) and (5).
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.workflow.lifecycle import Lifecycle, Move


class State(TextChoices):
    PLANNED = "planned", _("Planned")
    STARTED = "started", _("Started")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


PLANNED = frozenset({State.PLANNED})
STARTED = frozenset({State.STARTED})
OPEN = PLANNED | STARTED
# An action that was stopped meets no need.
MEETING = OPEN | {State.DONE}

START = Move("start", PLANNED, State.STARTED)
FINISH = Move("finish", STARTED, State.DONE)
STOP = Move("stop", OPEN, State.STOPPED)
ACTING = Lifecycle(starts_at=State.PLANNED, moves=(START, FINISH, STOP))
ENDINGS = {State.DONE: FINISH, State.STOPPED: STOP}


class Found(TextChoices):
    """What a review found of a need. While it is not met it stays on the plan."""

    MET = "met", _("Met")
    PARTLY = "partly", _("Met in part")
    NOT_MET = "not_met", _("Not met")
