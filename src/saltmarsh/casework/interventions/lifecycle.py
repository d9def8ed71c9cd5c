"""How a contact with somebody who is supported stands: planned, and what became of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.workflow.lifecycle import Lifecycle, Move


class State(TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    MISSED = "missed", _("Not held")


PLANNED = frozenset({State.PLANNED})
HOLD = Move("hold", PLANNED, State.HELD)
MISS = Move("miss", PLANNED, State.MISSED)
MEETING = Lifecycle(starts_at=State.PLANNED, moves=(HOLD, MISS))
OUTCOMES = {State.HELD: HOLD, State.MISSED: MISS}
