from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals import queries as told
from saltmarsh.casework.referrals import telling
from saltmarsh.casework.referrals.actions import Arrival, Sent
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.referrals.models import Draft, Referral
from saltmarsh.casework.routing import actions as routing
from saltmarsh.casework.routing import queries as routes
from saltmarsh.casework.triage import clocks
from saltmarsh.foundation.accounts.models import Membership


@transaction.atomic
def receive(
    draft: Draft, *, arrival: Arrival, by: Membership | None = None
) -> Sent:
    """Submit a referral: keep it, start its first clock, and queue its deliveries.

    However often it is called for one draft, there is one referral. What waits in
    the quarantine box goes nowhere until a person has read it.
    """
    team = routes.home_team(draft.partnership)
    sent = referrals.send(draft, team=team, arrival=arrival, by=by)
    referral = sent.referral
    if referral.stage == Stage.RECEIVED and not referral.due_for:
        set_out(referral)
    return sent


def set_out(referral: Referral) -> None:
    """Start the clock of a new referral, and send it where it goes at once."""
    since = timezone.now()
    [step] = clocks.of_stage(referral.partnership, Stage.RECEIVED, since)
    referral.due_at, referral.due_for = step.at, step.code
    referral.save(update_fields=["due_at", "due_for"])
    schema, answers = told.schema_of(referral.schema), referral.answers
    today = timezone.localdate()
    routing.queue(
        referral,
        age=telling.age_of(schema, answers, today),
        area=telling.area(schema, answers),
    )
