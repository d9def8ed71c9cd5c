"""The demo's dip sample, of which nobody has read the case yet, and the statement about
the last year, which waits for somebody else to confirm it.
"""

from datetime import timedelta

from django.utils import timezone

from saltmarsh.casework.assurance import actions, statements
from saltmarsh.casework.cases.clocks import Period
from saltmarsh.foundation.accounts.models import Membership

WORDS = {
    "panel": "The panel meets every fourth Tuesday. The director of housing chairs it.",
    "support": "Each plan was looked at by the panel before support began.",
    "care": "The health trust and children’s social care name one contact each.",
    "members": "The police came to every meeting. Probation has asked for a deputy.",
    "partners": "Two schools answered late. We have agreed a telephone call after a week.",
    "after": "Every review was held in its month.",
    "other": "Members of the panel were told in January what section 41 means for them.",
}


def fill(manager: Membership) -> None:
    """Draw what was closed in the last year, and write about that year."""
    today = timezone.localdate()
    actions.draw(wanted=3, since=today - timedelta(days=365), until=today, by=manager)
    last = Period(today - timedelta(days=365), today - timedelta(days=1))
    made = statements.begin(last, by=manager)
    statements.write(made, words=WORDS, version=made.version, by=manager)
