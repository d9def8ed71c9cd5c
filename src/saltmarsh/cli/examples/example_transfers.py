"""The demo's transfer, asked between its two partnerships and not answered yet, and
a partnership elsewhere that can be asked.
"""

from django.db import transaction

from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.neighbours import actions as neighbours
from saltmarsh.casework.opening import actions as opening
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.transfers import actions as transfers
from saltmarsh.casework.transfers.actions import Wish
from saltmarsh.casework.transfers.lifecycle import Part, Why
from saltmarsh.casework.triage.queries import Decider
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

WORDS = "Rowan moves in with an aunt in your district this month, and knows of Prevent."
# Whose own system is another one: it is asked by a link and a code.
ELSEWHERE = {
    "name": "Northern Saltings Prevent partnership",
    "mailbox": "prevent.coordinators@northern-saltings.example",
    "reason": "Its own website names this mailbox.",
}
PARTS = (Part.IDENTITY, Part.REFERRALS, Part.DECISIONS, Part.NEEDS, Part.WORK)


def begin(referral: Referral, *, officer: Membership) -> None:
    """Open the case of somebody who moves, or has moved."""
    referral.refresh_from_db()
    leading = Leading(officer, "Estuary Borough Council")
    by = Decider(officer, referral.version)
    opening.open_on(referral, leading=leading, by=by)


@transaction.atomic
def fill(here: Partnership, there: Partnership) -> None:
    """Register a partnership elsewhere, and ask the other panel here to lead the case
    of somebody who moves.
    """
    partnerships.enter(here)
    managers = here.memberships.select_related("user").filter(role="manager")
    manager = managers.earliest("created_at")
    neighbours.record_neighbour(here, **ELSEWHERE, by=manager.user)
    gathering = here.cases.select_related("lead__user").filter(stage=Stage.GATHERING)
    case = gathering.earliest("created_at")
    wish = Wish(there, Why.MOVING, WORDS, PARTS)
    transfer = transfers.draft(case, wish=wish, by=case.lead)
    transfers.submit(transfer, by=case.lead)
    transfers.sign(transfer, by=manager)
