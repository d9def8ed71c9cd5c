"""Consent as it is asked for and answered. Everybody is made up."""

from django.utils import timezone

from saltmarsh.casework.consents import actions as consents
from saltmarsh.casework.consents.queries import Plan
from saltmarsh.casework.consents.rules import Asked
from tests.casework.panels.sat import decided
from tests.casework.triage.desk import in_days

WORDS = {
    "asked_by": "R. Quay",
    "explained": "That it is Channel, and that it is voluntary.",
    "leaflet": "2026-1",
    "who_is_told": "The police, his school and his doctor.",
}
OF_CHILD = {
    "giver": "A. Reed",
    "relationship": "Mother",
    "evidence": "Birth certificate seen",
    "own_view": "He wants to try it.",
}


def asked(**values) -> Asked:
    today = timezone.localdate()
    known = {
        "state": "given",
        "age": "adult",
        "giver": "person",
        "how": "in_person",
        "capacity": "no_doubt",
        "asked_on": today,
        "answered_on": today,
        "words": WORDS,
    }
    return Asked(**known | values)


def of_child(**values) -> Asked:
    known = {"age": "child", "giver": "parent", "words": WORDS | OF_CHILD}
    return asked(**known | values)


def plan(owner, days=5) -> Plan:
    return Plan(in_days(days), owner)


def answered(officer, **values):
    """Return an adopted case with an answer about consent."""
    case = decided(officer)
    consents.record(case, asked=asked(**values), plan=plan(officer), by=officer)
    return case


def further(officer):
    """Return a further assessment that the officer owns, after a refusal."""
    return answered(officer, state="refused").further_assessments.get()
