"""A child was referred three times in sixteen months. On the second and the third
referral the name was misspelt, and the earlier ones were perhaps not seen.

Source: domain reference 6.1, and its timeline of December 2019 to April 2021.
"""

from datetime import date

import pytest

from saltmarsh.casework.closing import actions as closing
from saltmarsh.casework.closing.actions import Feedback
from saltmarsh.casework.closing.rules import HEADINGS, Closure
from saltmarsh.casework.likenesses import actions as likenesses
from saltmarsh.casework.likenesses.rules import Given, State
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.triage import actions as triage
from saltmarsh.foundation.refusals import Refused
from tests.casework.triage.desk import WHY, acknowledged, decider
from tests.factories.casework import NAMED
from tests.journeys.learning_reviews.course import browser_of
from tests.web.desk.pages import address

BEGINS = date(2019, 12, 5)
SECOND, THIRD = date(2021, 2, 1), date(2021, 4, 26)
BORN = {"day": 21, "month": 5, "year": 2006, "certainty": "exact"}
TOP = "Possible earlier referrals"
REASONS = dict.fromkeys(HEADINGS, "Nothing else is known.")


def told(course, officer, name):
    """Return a referral about `name` that the worker has looked at."""
    about = {"names": name, "date_of_birth": BORN}
    referral = acknowledged(officer, told=NAMED | about)
    course.let_the_worker_work()
    referral.refresh_from_db()
    return referral


def finish(referral, officer, **more):
    feedback = Feedback("told", "Thank you for telling us.", "finished")
    closing.give_feedback(referral, feedback=feedback, reason="", by=decider(officer))
    closure = Closure(REASONS, **more)
    closing.close(referral, closure=closure, why=WHY, by=decider(officer))
    referral.refresh_from_db()


@pytest.fixture
def three(course):
    """Return the officer of each time, and the three referrals: the first is closed
    before the second comes, and each officer is new to the desk.
    """
    officers, referrals = [], []
    for name, on in (
        ("Rowena Thistlewood", BEGINS),
        ("Rowina Thistelwood", SECOND),
        ("Roweena Thisslewood", THIRD),
    ):
        course.skip(to=on)
        officers.append(course.somebody())
        referrals.append(told(course, officers[-1], name))
        if len(referrals) == 1:
            finish(referrals[0], officers[0])
    return officers, referrals


def test_each_misspelt_referral_shows_the_earlier_ones_on_its_first_page(three):
    (_first, officer, later), (one, two, third) = three

    second_page = browser_of(officer).get(address("referral", two)).text
    assert TOP in second_page
    assert one.reference in second_page

    third_page = browser_of(later).get(address("referral", third)).text
    assert TOP in third_page
    assert one.reference in third_page
    assert two.reference in third_page


def test_nobody_closes_the_third_before_they_have_said_whether_it_is_one_person(three):
    (_first, _second, officer), (_one, _two, third) = three

    with pytest.raises(Refused, match="same person"):
        finish(third, officer, together="Taken alone, it is little.")

    third.refresh_from_db()
    assert third.stage == Stage.ACKNOWLEDGED


def test_three_referrals_of_one_person_are_weighed_together_by_two_people(three):
    (_first, second, officer), (one, two, third) = three
    same = Given(State.SAME, "One birthday, and names that sound alike.")
    for other in (one, two):
        likenesses.answer(third, other=other, given=same, by=officer.user)
    third.refresh_from_db()
    assert third.is_repeat
    inbox = browser_of(officer).get("/desk").text
    assert third.reference in inbox

    with pytest.raises(Refused, match="what the referrals mean together"):
        finish(third, officer)
    triage_note = "Each names the same films, and each time there is more of a plan."
    finish(third, officer, together=triage_note)

    assert third.stage == Stage.CLOSING
    with pytest.raises(Refused, match="second person"):
        closing.confirm(third, why=WHY, by=decider(officer))
    closing.decline(third, why=WHY, by=decider(second))
    third.refresh_from_db()
    assert third.stage != Stage.CLOSED
    story = browser_of(second).get(address("story", third)).text
    assert all(each.reference in story for each in (one, two, third))


def test_a_wish_to_close_that_nobody_answers_rings(three, course):
    (_first, _second, officer), (one, two, third) = three
    same = Given(State.SAME, "One birthday.")
    for other in (one, two):
        likenesses.answer(third, other=other, given=same, by=officer.user)
    third.refresh_from_db()
    finish(third, officer, together="Nothing new.")

    hands = course.go_on(until=date(2021, 5, 7))

    assert [hand.kind for hand in hands if hand.about_id == third.pk] == [
        "referral.overdue"
    ]


def test_a_referral_that_nobody_decides_rings_for_its_team(course):
    officer = course.somebody()
    waiting = acknowledged(officer)
    triage.pass_to_police(waiting, why=WHY, by=decider(officer))

    hands = course.go_on(until=date(2019, 12, 20))

    [rung] = [hand for hand in hands if hand.about_id == waiting.pk]
    assert (rung.kind, rung.to) == ("referral.overdue", officer.team)
