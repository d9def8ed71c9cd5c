"""There were fifteen points of contact, and nobody had the whole picture; each service
believed that another had taken the person.

Source: domain reference 6.12.
"""

from datetime import date, timedelta

import pytest

from saltmarsh.access.permissions import Role
from saltmarsh.casework.panels import care
from saltmarsh.casework.panels.lifecycle import Taken
from tests.casework.gathering.asked import make_request
from tests.casework.meetings.room import panel_member
from tests.casework.panels.sat import NOT_ADOPTED, decided
from tests.casework.support.given import supported
from tests.journeys.learning_reviews.course import browser_of, days

BEGINS = date(2019, 12, 9)


@pytest.fixture
def officer(course):
    return course.somebody()


@pytest.fixture
def chair(course):
    return course.somebody(Role.PANEL_CHAIR)


def test_a_service_that_does_not_say_whether_it_took_the_person_rings(
    course, officer, chair
):
    referral = decided(officer, NOT_ADOPTED).care_referrals.get()

    hands = course.go_on(until=referral.due_on + timedelta(days=14))

    [rung] = days(hands, "care.unanswered", officer)
    assert rung == referral.due_on + timedelta(days=1)
    assert days(hands, "care.escalated", chair)[0] > rung


def test_only_its_answer_ends_the_waiting_and_the_chair_hears_of_a_refusal(
    course, officer, chair
):
    case = decided(officer, NOT_ADOPTED)
    referral = case.care_referrals.get()
    words = "No place before May. His doctor sees him until then."

    care.answer(referral, state=Taken.DECLINED, words=words, by=officer)

    hands = course.go_on(until=referral.due_on + timedelta(days=14))
    assert days(hands, "care.unanswered", officer) == []
    assert days(hands, "care.declined", chair) == [BEGINS + timedelta(days=1)]
    assert words in browser_of(officer).get(f"/desk/cases/{case.reference}").text


def test_one_page_holds_every_contact_from_the_first_worry_on(course, officer):
    case = supported(officer)
    make_request(officer, case=case, due_on=BEGINS + timedelta(days=7))
    course.skip(to=BEGINS + timedelta(days=200))

    page = browser_of(officer).get(f"/desk/cases/{case.reference}").text

    referral = case.bases.get().referral
    for words in (referral.reference, "9 December 2019", "Adopted", "Given"):
        assert words in page
    for heading in ("Requests to partners", "Open needs", "Timeline"):
        assert heading in page


def test_who_has_no_part_in_the_case_finds_nothing(officer):
    case = supported(officer)
    stranger = panel_member(officer)

    answer = browser_of(stranger).get(f"/desk/cases/{case.reference}")

    assert answer.status_code in {403, 404}
