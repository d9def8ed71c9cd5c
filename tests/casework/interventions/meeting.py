"""An intervention provider at work. Everybody is made up."""

from saltmarsh.casework.interventions import actions as interventions
from saltmarsh.casework.interventions.lifecycle import State
from saltmarsh.casework.interventions.rules import Outcome
from tests.casework.support.given import acting
from tests.casework.triage.desk import in_days, make_colleague

BRIEFING = "He is 19. Ring R. Quay if he speaks of the date again."


def make_provider(officer):
    return make_colleague(officer, role="intervention_provider", organisation="Trust")


def commissioned(officer, provider=None, case=None):
    """Return an action that has started, of a provider who was not briefed yet."""
    return acting(officer, case, provider=provider or make_provider(officer))


def briefed(officer, provider=None, case=None):
    """Return an action of a provider who has read the briefing."""
    action = commissioned(officer, provider, case)
    interventions.brief(action, text=BRIEFING, by=officer)
    interventions.acknowledge(action, by=action.provider)
    return action


def held(days=0, report="They talked about college.") -> Outcome:
    return Outcome(State.HELD, report, in_days(days))


def missed(report="He did not come.") -> Outcome:
    return Outcome(State.MISSED, report)


def meet(action, outcome=None, days=0):
    """Plan a session and record what became of it."""
    session = interventions.plan(action, on=in_days(days), by=action.provider)
    interventions.record(session, outcome=outcome or held(), by=action.provider)
    return session
