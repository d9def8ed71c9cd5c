"""The support did not cover all that was found.

Source: domain reference 6.9.
"""

from datetime import date

import pytest

from saltmarsh.casework.support import actions as support
from tests.casework.meetings.room import make_meeting, on_agenda
from tests.casework.support.given import acting, supported
from tests.journeys.learning_reviews.course import browser_of

BEGINS = date(2014, 11, 17)
GAP = "no action meets this need"


@pytest.fixture
def officer(course):
    return course.somebody()


def page(case, officer, part=""):
    return browser_of(officer).get(f"/desk/cases/{case.reference}{part}").text


def test_a_need_that_nothing_meets_stands_out_on_the_plan_and_on_the_case(officer):
    case = supported(officer)
    acting(officer, case)
    _met, gap = case.needs.all()

    for part in ("", "/plan"):
        shown = page(case, officer, part)
        assert str(gap.text) in shown
        assert shown.count(GAP) == 1


def test_a_written_reason_is_an_answer(officer):
    case = supported(officer)
    acting(officer, case)
    _met, gap = case.needs.all()

    support.leave_out(gap, reason="His doctor sees to it.", by=officer)

    assert GAP not in page(case, officer)
    assert "His doctor sees to it." in page(case, officer, "/plan")


def test_the_gap_stands_in_the_papers_of_every_meeting_until_it_is_met(course, officer):
    case = supported(officer)
    acting(officer, case)
    course.skip(to=date(2015, 2, 2))
    item = on_agenda(make_meeting(officer), case, by=officer)
    _met, gap = case.needs.all()
    path = f"/desk/meetings/cases/{item.pk}/paper"

    assert GAP in browser_of(officer).get(path).text

    acting(officer, case, needs=(gap,))
    assert GAP not in browser_of(officer).get(path).text
