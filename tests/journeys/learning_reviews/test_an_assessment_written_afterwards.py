"""The assessment was filled in after the decision that it was to support.

Source: domain reference 6.10.
"""

from datetime import date, timedelta

import pytest

from saltmarsh.casework.assessments import actions as assessments
from tests.casework.assessments.assessed import record
from tests.casework.panels.sat import decided
from tests.journeys.learning_reviews.course import browser_of

BEGINS = date(2014, 11, 3)
SAYS_SO = "after the decision"


@pytest.fixture
def officer(course):
    return course.somebody()


def page(case, officer):
    return browser_of(officer).get(f"/desk/cases/{case.reference}/assessments").text


def test_one_that_is_dated_back_says_when_it_was_recorded(course, officer):
    case = decided(officer)
    course.skip(to=BEGINS + timedelta(days=30))

    decision = case.panel_decisions.get()
    record(case, officer, made_on=BEGINS, decision=decision)

    assert SAYS_SO in page(case, officer)


def test_what_is_added_later_stands_below_with_its_day(course, officer):
    case = decided(officer)
    made = record(case, officer)
    course.skip(to=BEGINS + timedelta(days=30))

    assessments.add(made, text="The school rang.", by=officer)

    shown = page(case, officer)
    assert "3 December 2014" in shown
    assert "The school rang." in shown
