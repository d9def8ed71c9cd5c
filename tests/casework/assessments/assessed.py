"""Assessments as they are recorded. Everybody is made up."""

from django.utils import timezone

from saltmarsh.casework.assessments import actions as assessments
from saltmarsh.casework.assessments.rules import Assessed

WORDS = {
    "framework": "National framework",
    "version": "2024",
    "reference": "Record 7, page 2",
    "assessed_by": "Sergeant R. Quay, Prevent team",
    "outcome": "For the panel",
    "protective": "His grandmother, whom he sees each Sunday.",
    "summary": "Alone since the move.",
    "plan": "Company, and somebody to talk to.",
}
NEEDS = ("Nobody to talk to", "Has left college")


def assessed(**values) -> Assessed:
    known = {"made_on": timezone.localdate(), "words": WORDS, "needs": NEEDS}
    return Assessed(**known | values)


def record(case, officer, *, decision=None, **values):
    return assessments.record(
        case, assessed=assessed(**values), decision=decision, by=officer
    )


def again(**words):
    """Return the words of a later assessment."""
    return WORDS | {"changed": "He goes to college again."} | words
