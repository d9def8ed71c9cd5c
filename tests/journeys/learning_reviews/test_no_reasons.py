"""Why it was decided so was not written down.

Source: domain reference 6.5.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction

from saltmarsh.casework.meetings import sitting
from saltmarsh.casework.panels.models import PanelDecision
from saltmarsh.foundation.refusals import Refused
from tests.casework.meetings.room import ready
from tests.casework.panels.sat import ADOPTED, NOT_ADOPTED
from tests.journeys.learning_reviews.course import browser_of

BEGINS = date(2014, 11, 17)


@pytest.fixture
def officer(course):
    return course.somebody()


@pytest.fixture
def item(officer):
    """Return a case that is open in a meeting of the panel."""
    made = ready(officer)
    sitting.open_item(made, by=made.leader)
    return made


def decide(item, decided):
    return sitting.decide(item, decided=decided, by=item.leader)


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        (replace(ADOPTED, reasons=" "), "reasons"),
        (replace(ADOPTED, consent_plan=""), "consent"),
        (replace(NOT_ADOPTED, dissent=" "), "dissented"),
        (replace(NOT_ADOPTED, care_why=""), "36"),
    ],
)
def test_the_panel_decides_nothing_without_its_reasons(item, left_out, said):
    with pytest.raises(Refused, match=said):
        decide(item, left_out)

    assert not item.case.panel_decisions.exists()


def test_years_later_it_says_who_sat_how_it_was_decided_and_who_dissented(
    course, officer, item
):
    decide(item, NOT_ADOPTED)
    course.skip(to=BEGINS + timedelta(days=800))

    page = browser_of(officer).get(f"/desk/cases/{item.case.reference}").text

    for words in (NOT_ADOPTED.reasons, NOT_ADOPTED.dissent, NOT_ADOPTED.care_why):
        assert words in page
    for words in ("By majority", "Sgt T. Weir", "17 November 2014"):
        assert words in page
    assert str(item.leader) in page


def test_nobody_writes_over_it(item):
    made = decide(item, ADOPTED)

    with pytest.raises(ProgrammingError), transaction.atomic():
        PanelDecision.objects.filter(pk=made.pk).update(mode="chair")
