"""The demo's transfer: asked between its two partnerships, and not answered yet."""

from django.db import transaction

from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.transfers import actions as transfers
from saltmarsh.casework.transfers.actions import Wish
from saltmarsh.casework.transfers.lifecycle import Part, Why
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

WORDS = (
    "He moves in with an aunt in your district this month. His nurse can introduce you."
)
PARTS = (Part.IDENTITY, Part.REFERRALS, Part.DECISIONS, Part.NEEDS, Part.WORK)


@transaction.atomic
def fill(here: Partnership, there: Partnership) -> None:
    """Ask the other panel to lead the case that waits for consent."""
    partnerships.enter(here)
    case = here.cases.select_related("lead__user").get(stage=Stage.ADOPTED)
    manager = here.memberships.filter(role="manager").earliest("created_at")
    wish = Wish(there, Why.MOVING, WORDS, PARTS)
    transfer = transfers.draft(case, wish=wish, by=case.lead)
    transfers.submit(transfer, by=case.lead)
    transfers.sign(transfer, by=manager)
