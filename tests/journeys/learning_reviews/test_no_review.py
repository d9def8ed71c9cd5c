"""After the case was closed, no review was held at six months; the one of twelve
months was attached a year late, by an error of the system that nobody heard of.

Source: domain reference 6.8, and its timeline of April 2015 to December 2016.
"""

from datetime import date, timedelta

import pytest

from saltmarsh.access.permissions import Role
from saltmarsh.casework.exits import actions as exits
from saltmarsh.casework.exits.lifecycle import Held
from tests.casework.exits.closed import closed
from tests.casework.gathering.asked import make_request
from tests.factories.documents import make_checked, make_document
from tests.journeys.learning_reviews.course import browser_of, days
from tests.scanner import MARKED

BEGINS = date(2015, 4, 20)
HALF, WHOLE = date(2015, 10, 20), date(2016, 4, 20)
HELD = date(2016, 12, 12)


@pytest.fixture
def officer(course):
    return course.somebody()


@pytest.fixture
def chair(course):
    return course.somebody(Role.PANEL_CHAIR)


@pytest.fixture
def manager(course):
    return course.somebody(Role.MANAGER)


def test_both_reviews_ring_the_day_after_they_were_due_and_then_for_the_chair(
    course, officer, chair, manager
):
    case = closed(officer)
    assert [task.due_on for task in case.reviews.order_by("months")] == [HALF, WHOLE]

    hands = []
    for due in (HALF, WHOLE):
        course.skip(to=due - timedelta(days=2))
        hands += course.go_on(until=due + timedelta(days=20))

    overdue = days(hands, "case.review_overdue", officer)
    assert overdue == [HALF + timedelta(days=1), WHOLE + timedelta(days=1)]
    for overseer in (chair, manager):
        told = days(hands, "case.review_escalated", overseer)
        assert [day > due for day, due in zip(told, overdue, strict=True)] == [True] * 2


def test_only_holding_it_or_saying_why_not_takes_a_review_off_the_list(
    course, officer, chair
):
    case = closed(officer)
    task = case.reviews.get(months=6)
    course.skip(to=HALF + timedelta(days=20))
    waiting = browser_of(officer).get("/desk/cases").text
    assert case.reference in waiting

    exits.review(task, result=Held.NO_CONCERN, reasons="All is calm.", by=officer)

    hands = course.go_on(until=HALF + timedelta(days=10))
    assert days(hands, "case.review_overdue", officer) == []
    assert days(hands, "case.review_escalated", chair) == []


def test_a_review_that_was_recorded_late_says_when_it_was_due_and_when_it_was_held(
    course, officer
):
    case = closed(officer)
    task = case.reviews.get(months=12)
    course.skip(to=HELD)

    exits.review(task, result=Held.NO_CONCERN, reasons="As before.", by=officer)

    page = browser_of(officer).get(f"/desk/cases/{case.reference}").text
    assert "20 April 2016" in page
    assert "12 December 2016" in page


def test_a_document_that_nobody_can_open_rings_for_its_sender_and_for_the_lead(
    course, officer, clamd
):
    asked = make_request(officer)
    make_checked(
        asked,
        content=MARKED,
        called="Review.txt",
        under=asked.case_id,
        by=asked.member.user,
    )

    hands = course.go_on(until=BEGINS + timedelta(days=1))

    for who in (officer, asked.member):
        assert days(hands, "document.failed", who) == [BEGINS + timedelta(days=1)]


def test_a_document_that_is_not_checked_in_time_does_not_wait_in_silence(
    course, officer
):
    asked = make_request(officer)
    make_document(asked, under=asked.case_id, by=asked.member.user)

    hands = course.go_on(until=BEGINS + timedelta(days=3))

    for who in (officer, asked.member):
        assert days(hands, "document.waiting", who) == [BEGINS + timedelta(days=1)]
