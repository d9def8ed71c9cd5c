"""Proof that the whole path works: a made-up referral is sent through it, handed to
the mail server, and undone with its keys, so that nobody ever meets it.
"""

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.referrals import drafts, queries
from saltmarsh.casework.referrals.actions import Arrival
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.routing import actions as routing
from saltmarsh.casework.routing.models import Proof
from saltmarsh.casework.triage import actions as triage
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.notices.models import State
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused

WORDS = "This is a test of the way that a referral takes. Nobody is meant."
TOLD = {
    "immediate_danger": "no",
    "part_of_job": "no",
    "names": "Test Example",
    "worry": WORDS,
    "stay_anonymous": "yes",
}


class Undo(Exception):
    """Takes back what was written; carries what was found out."""


def prove(partnership: Partnership) -> Proof:
    """Send a made-up referral through the whole path, and keep what came of it."""
    try:
        with transaction.atomic():
            raise Undo(walk(partnership))
    except Undo as undone:
        missing = str(undone)
    # Keys that were made meanwhile are no more.
    keyring.forget()
    return routing.note_proof(partnership, missing=missing)


def walk(partnership: Partnership) -> str:
    """Return the step that failed; empty when all went well."""
    try:
        draft, _secret = drafts.start(partnership)
        drafts.keep(draft, answers=TOLD)
        arrival = Arrival("web", timezone.now())
        sent = triage.receive(draft, arrival=arrival)
    except Refused:
        return "receive"
    keyring.forget()
    stored = Referral.objects.get(pk=sent.referral.pk)
    if stored.answers.get("worry") != WORDS:
        return "store"
    if queries.referral_with(partnership, sent.receipt) != stored:
        return "receipt"
    found = list(stored.deliveries.select_related("desk", "partnership"))
    if not found:
        return "deliver"
    emails = [routing.send_proof(delivery) for delivery in found]
    return "" if all(email.state == State.SENT for email in emails) else "mail"
