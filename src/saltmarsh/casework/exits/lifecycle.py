"""How a case is closed, and how the reviews after it stand.

Source: domain reference 2.4, rows 10 and 11, and 6.3.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.workflow.lifecycle import Lifecycle, Move

# Months after the closure at which somebody looks again. Source: the answer of the
# Security Minister to a written question.
MONTHS = (6, 12)
# Until when the panel may go on looking again, at its discretion. Same source.
LONGEST_MONTHS = 24


class Code(TextChoices):
    NO_CONCERN = "no_concern", _("No further radicalisation concern")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Consent withdrawn")
    POLICE_LED = "police_led", _("Moved to police-led")
    TRANSFERRED = "transferred", _("Transferred")
    JUSTICE = "justice", _("Criminal justice")
    OTHER = "other", _("Other")


# A case is transferred by the panel that accepts it, and not by a closure here.
OFFERED = [(code.value, code.label) for code in Code if code != Code.TRANSFERRED]


class State(TextChoices):
    ASKED = "asked", _("Waiting for a second person")
    CLOSED = "closed", _("Closed")
    DECLINED = "declined", _("Not closed")


ASKED = frozenset({State.ASKED})
CONFIRM = Move("confirm", ASKED, State.CLOSED)
DECLINE = Move("decline", ASKED, State.DECLINED)
CLOSING = Lifecycle(starts_at=State.ASKED, moves=(CONFIRM, DECLINE))


class Held(TextChoices):
    """What became of a review. Until then it is due."""

    DUE = "due", _("Due")
    NO_CONCERN = "no_concern", _("Held: no concern")
    REOPEN = "reopen", _("Held: open the case again")
    EXPLAINED = "explained", _("Not held, and explained")
    SETTLED = "settled", _("Not needed any more")


DUE = frozenset({Held.DUE})
FIND_NOTHING = Move("find no concern", DUE, Held.NO_CONCERN)
REOPEN = Move("reopen", DUE, Held.REOPEN)
EXPLAIN = Move("explain", DUE, Held.EXPLAINED)
SETTLE = Move("settle", DUE, Held.SETTLED)
REVIEWING = Lifecycle(starts_at=Held.DUE, moves=(FIND_NOTHING, REOPEN, EXPLAIN, SETTLE))
RESULTS = {
    Held.NO_CONCERN: FIND_NOTHING,
    Held.REOPEN: REOPEN,
    Held.EXPLAINED: EXPLAIN,
}
