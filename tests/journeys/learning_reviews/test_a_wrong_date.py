"""The learning review itself had a wrong date: nobody could tell where a fact came
from, and how sure it was.

Source: domain reference 6.13.
"""

from dataclasses import replace
from datetime import date

import pytest

from saltmarsh.casework.people import actions as people
from saltmarsh.casework.people.lifecycle import Certainty, Source
from saltmarsh.foundation.refusals import Refused
from tests.casework.people.facts import SCHOOL
from tests.casework.triage.desk import acknowledged
from tests.journeys.learning_reviews.course import browser_of
from tests.web.desk.pages import address

BEGINS = date(2019, 12, 5)


@pytest.fixture
def officer(course):
    return course.somebody()


def test_a_fact_says_where_it_comes_from_and_how_sure_it_is(officer):
    referral = acknowledged(officer)
    people.add(referral, learnt=SCHOOL, by=officer.user)

    page = browser_of(officer).get(address("person", referral)).text

    assert SCHOOL.value["text"] in page
    assert str(Source(SCHOOL.source).label) in page
    assert str(Certainty(SCHOOL.certainty).label) in page


def test_what_was_wrong_stays_beside_what_is_right(officer):
    referral = acknowledged(officer)
    first = people.add(referral, learnt=SCHOOL, by=officer.user)
    right = replace(SCHOOL, value={"text": "Hill School"})

    with pytest.raises(Refused):
        people.correct(first, learnt=right, why=" ", by=officer.user)
    people.correct(first, learnt=right, why="Misheard.", by=officer.user)

    page = browser_of(officer).get(address("person", referral)).text
    assert "Hill School" in page
    assert SCHOOL.value["text"] in page
    assert "Misheard." in page
