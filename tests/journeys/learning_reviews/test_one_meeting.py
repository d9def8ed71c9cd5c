"""The intervention provider was not briefed in writing and met the person once.
Everybody believed that the meetings went on.

Source: domain reference 6.7, and its timeline of November 2014 to April 2015.
"""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.interventions import actions as interventions
from saltmarsh.foundation.refusals import Refused
from tests.casework.interventions.meeting import BRIEFING, commissioned, meet
from tests.casework.meetings.room import make_meeting, on_agenda
from tests.casework.support.given import acting
from tests.journeys.learning_reviews.course import browser_of, days

BEGINS = date(2015, 1, 5)
MET = date(2015, 1, 17)
# The default of the setting, in days, and some for weekends.
AT_MOST = timedelta(days=40)


@pytest.fixture
def officer(course):
    return course.somebody()


@pytest.fixture
def chair(course):
    return course.somebody(Role.PANEL_CHAIR)


@pytest.fixture
def met_once(course, officer, chair):
    """Return what is done for somebody whom the provider meets once."""
    action = commissioned(officer)
    interventions.brief(action, text=BRIEFING, by=officer)
    interventions.acknowledge(action, by=action.provider)
    course.skip(to=MET)
    meet(action)
    return action


def test_nothing_is_planned_or_recorded_before_the_briefing_was_read(course, officer):
    action = commissioned(officer)

    with pytest.raises(Refused, match="briefed in writing"):
        interventions.plan(action, on=MET, by=action.provider)


def test_silence_rings_for_the_lead_and_then_for_the_chair(
    course, met_once, officer, chair
):
    hands = course.go_on(until=MET + AT_MOST)

    [rung] = days(hands, "case.silent", officer)
    assert MET + timedelta(days=7) < rung < date(2015, 4, 1)
    assert days(hands, "case.silent_escalated", chair)[0] > rung


def test_the_case_shows_the_last_actual_contact_and_not_what_was_planned(
    course, met_once, officer
):
    interventions.plan(met_once, on=MET + timedelta(days=7), by=met_once.provider)
    course.skip(to=MET + AT_MOST)

    page = browser_of(officer).get(f"/desk/cases/{met_once.case.reference}").text

    assert "17 January 2015" in page
    assert "24 January 2015" not in page.split("Last actual contact")[1][:400]


def test_a_provider_who_stays_away_rings_though_others_meet_the_person(
    course, met_once, officer, chair
):
    college = acting(officer, met_once.case)
    hands = []
    for week in range(1, 8):
        hands += course.go_on(until=MET + timedelta(days=7 * week))
        interventions.log(
            college, on=timezone.localdate(), report="He came.", by=officer
        )

    [rung] = days(hands, "case.silent", officer)
    assert MET + timedelta(days=7) < rung < date(2015, 4, 1)
    assert days(hands, "case.silent_escalated", chair)[0] > rung
    page = browser_of(officer).get(f"/desk/cases/{met_once.case.reference}").text
    assert "last met this person on 17 January 2015" in page


def test_the_panels_papers_say_when_somebody_last_met_the_person(
    course, met_once, officer
):
    course.skip(to=MET + AT_MOST)
    item = on_agenda(make_meeting(officer), met_once.case, by=officer)

    page = browser_of(officer).get(f"/desk/meetings/cases/{item.pk}/paper").text

    assert "Last actual contact: 17 January 2015" in page
    assert "nobody has met this person for too long" in page


def test_only_a_contact_or_words_end_the_silence(course, met_once, officer):
    course.go_on(until=MET + AT_MOST)
    path = f"/desk/cases/{met_once.case.reference}"
    client = browser_of(officer)
    assert "Explain why there was no contact" in client.get(path).text

    interventions.explain(
        met_once.case, text="He is in hospital until May.", by=officer
    )
    course.let_the_worker_work()

    assert "He is in hospital until May." in client.get(path).text
    assert (
        days(
            course.go_on(until=MET + AT_MOST + timedelta(days=5)),
            "case.silent",
            officer,
        )
        == []
    )
