"""The demo's supported case: one need has an action and one has none, and nobody has met
the person for too long; the action is overdue, and a session has no report.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest import mock

from django.utils import timezone

from saltmarsh.casework.assessments import actions as assessments
from saltmarsh.casework.assessments.rules import Assessed
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.consents import actions as consents
from saltmarsh.casework.consents.rules import Asked
from saltmarsh.casework.interventions import actions as interventions
from saltmarsh.casework.interventions.lifecycle import State
from saltmarsh.casework.interventions.rules import Outcome
from saltmarsh.casework.support import actions as support
from saltmarsh.casework.support.models import Action
from saltmarsh.casework.support.queries import Wanted
from saltmarsh.foundation.accounts.models import Membership

# How many days ago support started, the one session was, and one was missed.
STARTED, HELD, MISSED = 50, 43, 29
# How many days ago a session was to be of which nobody has said a word since.
UNREPORTED = 12
# In how many days the action was to be done: it is overdue since.
DUE_AFTER = 45
ASSESSED = {
    "framework": "The national framework",
    "version": "As in force when it was made",
    "reference": "National record, the case’s own reference",
    "assessed_by": "Sergeant, Prevent team",
    "outcome": "For the panel",
    "protective": "His aunt, who rings each Sunday, and a tutor who believes in him.",
    "summary": "Alone since he left home; hours each night in one chat.",
    "plan": "Somebody to talk to about what he reads, and a place to live.",
}
NEEDS = ("Nobody to talk to about what he reads", "A place to live from next month")
CONSENT = {
    "asked_by": "The case lead, with his tutor",
    "explained": "That it is Channel, what it is for, and that it is voluntary.",
    "leaflet": "Channel leaflet 2026-1",
    "who_is_told": "The police, health, his college and the panel’s members.",
}
PLAN = {
    "nature": "Talks about what he reads, and help with a place to live.",
    "responsible": "The intervention provider for the talks; the council’s case lead.",
    "how": "Each fortnight at the library, until the first review.",
}
ACTION = {
    "what": "Talks about what he reads and believes",
    "agency": "Marshlight Interventions",
    "person": "Noor Halden",
    "how": "Each fortnight, in a room at the library",
}
BRIEFING = (
    "He is 20 and careful with strangers. He likes to be asked about games first. Ring "
    "the case lead the same day if he speaks of doing something, and 999 if it is now."
)


def assess(case: Case, *, by: Membership) -> None:
    """Record the assessment that the panel had before it when it decided."""
    assessed = Assessed(timezone.localdate(), ASSESSED, NEEDS)
    assessments.record(case, assessed=assessed, by=by)


def fill(case: Case, *, officer: Membership, provider: Membership) -> None:
    """Support the person of an adopted case, and let silence set in."""
    with days_ago(STARTED):
        today = timezone.localdate()
        said = ("given", "adult", "person", "in_person", "no_doubt")
        given = Asked(*said, today, today, CONSENT)
        consents.record(case, asked=given, plan=None, by=officer)
        words = "From this week, as planned."
        consents.start_support(case, words=words, version=None, by=officer)
        support.plan(case, words=PLAN, by=officer)
        action = commission(case, officer=officer, provider=provider)
    meet(action, HELD, State.HELD, "He came on time, and agreed to meet again.")
    meet(action, MISSED, State.MISSED, "He did not come, nor answer his phone.")
    with days_ago(UNREPORTED):
        interventions.plan(action, on=timezone.localdate(), by=provider)


def commission(case: Case, *, officer: Membership, provider: Membership) -> Action:
    """Start an action for the first need alone; its provider has read the briefing."""
    due_on = timezone.localdate() + timedelta(days=DUE_AFTER)
    wanted = Wanted(ACTION, (case.needs.all()[0],), provider, due_on)
    action = support.act(case, wanted=wanted, by=officer)
    support.start(action, by=officer)
    interventions.brief(action, text=BRIEFING, by=officer)
    interventions.acknowledge(action, by=provider)
    return action


def meet(action: Action, days: int, state: State, report: str) -> None:
    """Let the provider plan a session for some days ago, and record what became of it."""
    by: Any = action.provider
    with days_ago(days):
        today = timezone.localdate()
        session = interventions.plan(action, on=today, by=by)
        outcome = Outcome(state, report, today if state == State.HELD else None)
        interventions.record(session, outcome=outcome, by=by)


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    """Let the clock of this process be so many days behind."""
    now = timezone.now

    def then() -> datetime:
        return now() - timedelta(days=days)

    with mock.patch.object(timezone, "now", then):
        yield
