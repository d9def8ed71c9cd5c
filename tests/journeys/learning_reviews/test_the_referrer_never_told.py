"""The teacher who raised the worry heard nothing, and was not asked again.

Source: domain reference 6.4.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from saltmarsh.casework.closing import actions as closing
from saltmarsh.casework.closing.actions import Feedback
from saltmarsh.casework.closing.rules import HEADINGS, Closure
from saltmarsh.casework.meetings import sitting
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.triage import actions as triage
from saltmarsh.foundation.refusals import Refused
from tests.casework.meetings.room import ready
from tests.casework.panels.sat import ADOPTED
from tests.casework.triage.desk import WHY, acknowledged, decider
from tests.factories.casework import NAMED
from tests.journeys.learning_reviews.course import browser_of, days

BEGINS = date(2014, 10, 6)
CLOSURE = Closure(dict.fromkeys(HEADINGS, "Nothing else is known."))


@pytest.fixture
def officer(course):
    return course.somebody()


@pytest.fixture
def referral(course, officer):
    """Return a referral on which something was decided that its referrer awaits."""
    made = acknowledged(officer, told=NAMED, owner=officer)
    triage.decide_section_36(made, code="not_met", why=WHY, by=decider(officer))
    return made


def test_a_referrer_who_was_told_nothing_rings_for_the_owner_once(
    course, referral, officer
):
    hands = course.go_on(until=BEGINS + timedelta(days=25))

    [rung] = days(hands, "feedback.overdue", officer)
    assert BEGINS + timedelta(days=10) < rung <= BEGINS + timedelta(days=16)


def test_the_hand_goes_down_when_the_referrer_is_told(course, referral, officer):
    told = Feedback("told", "Thank you for telling us.", "finished")
    closing.give_feedback(referral, feedback=told, reason="", by=decider(officer))

    hands = course.go_on(until=BEGINS + timedelta(days=25))

    assert days(hands, "feedback.overdue", officer) == []


def test_nothing_is_closed_over_a_referrer_who_was_told_nothing(referral, officer):
    with pytest.raises(Refused, match="Tell the referrer first"):
        closing.close(referral, closure=CLOSURE, why=WHY, by=decider(officer))

    referral.refresh_from_db()
    assert referral.stage == Stage.ACKNOWLEDGED


def test_the_panel_decides_nothing_before_the_referrer_was_asked_again(officer):
    item = ready(officer)
    sitting.open_item(item, by=item.leader)
    nobody_asked = replace(ADOPTED, unasked_why="")
    page = browser_of(officer).get(f"/desk/cases/{item.case.reference}").text
    assert "Referrer not asked again" in page

    with pytest.raises(Refused, match="asked who made the referral again"):
        sitting.decide(item, decided=nobody_asked, by=item.leader)

    made = sitting.decide(item, decided=ADOPTED, by=item.leader)
    assert made.words["unasked_why"] == ADOPTED.unasked_why
