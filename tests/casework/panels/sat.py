"""A panel that sat as the law asks, and what it decided."""

from dataclasses import replace

from django.utils import timezone

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.panels import actions as panels
from saltmarsh.casework.panels.rules import Decided, Sitting
from tests.casework.cases.room import make_case
from tests.casework.triage.desk import make_colleague

ADOPTED = Decided(
    "adopted",
    "unanimous",
    "A fixed interest.",
    consent_plan="R. Quay rings on Monday.",
    unasked_why="They wish to hear no more.",
)
NOT_ADOPTED = Decided(
    "not_adopted",
    "majority",
    "Grief, and no more.",
    dissent="Police: too soon.",
    care="referred",
    care_why="He has lost his mother.",
    care_to="Bereavement service",
    unasked_why="They wish to hear no more.",
)
TRANSFER = Decided(
    "transfer",
    "unanimous",
    "She lives in Millgate now: their panel.",
    unasked_why="They wish to hear no more.",
)
TO_CLOSE = Decided(
    "close",
    "majority",
    "He works, and his sister sees him each day.",
    dissent="Health: too soon.",
    unasked_why="They wish to hear no more.",
)


def sitting(**values) -> Sitting:
    made = Sitting(timezone.localdate(), "J. Estuary", "Sgt T. Weir", "Marsh Police")
    return replace(made, **values)


def listed(officer, **values):
    """Return a case that is listed for the panel."""
    case = make_case(officer, **values)
    cases.list_for_panel(case, reasons="All have answered.", version=None, by=officer)
    return case


def decided(officer, what=ADOPTED, **values):
    """Return a case about which the panel decided."""
    case, chair = listed(officer, **values), make_colleague(officer, role="panel_chair")
    panels.decide(case, decided=what, sitting=sitting(), by=chair)
    return case
