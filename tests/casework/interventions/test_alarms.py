"""An intervention provider met the person once, and everybody believed that sessions
went on: domain reference 6.7, replayed on a moved clock.
"""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.interventions import actions as interventions
from saltmarsh.casework.interventions import alarms, jobs, queries
from saltmarsh.foundation.notices.models import Notice
from tests.casework.interventions.meeting import briefed, meet
from tests.casework.triage.desk import in_days, make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def overseers(officer):
    return {
        make_colleague(officer, role=role) for role in (Role.MANAGER, Role.PANEL_CHAIR)
    }


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def ring(officer, days):
    """Let the alarm look at noon so many days on; return how many cases were new."""
    with time_machine.travel(noon(in_days(days))):
        return alarms.ring_silent(officer.partnership)


def told(kind):
    return {each.member for each in Notice.objects.waiting().filter(kind=kind)}


def test_one_meeting_and_then_silence_rings_for_the_lead_then_for_chair_and_managers(
    officer, overseers
):
    action = briefed(officer)
    with time_machine.travel(noon(in_days(3))):
        meet(action)
        for _each in range(3):
            interventions.plan(action, on=in_days(7), by=action.provider)
    assert ring(officer, 10) == 0
    assert not told(queries.SILENT)

    assert ring(officer, 35) == 1
    assert told(queries.SILENT) == {officer}
    ring(officer, 60)

    hearing = told(queries.ESCALATED)
    assert overseers <= hearing
    assert {member.role for member in hearing} == {Role.MANAGER, Role.PANEL_CHAIR}
    assert ring(officer, 61) == 0


def test_a_contact_ends_the_alarm_and_the_next_silence_rings_again(officer, overseers):
    action = briefed(officer)
    ring(officer, 60)
    assert told(queries.SILENT) == {officer}

    with time_machine.travel(noon(in_days(60))):
        meet(action)
    assert not told(queries.SILENT) | told(queries.ESCALATED)
    assert ring(officer, 61) == 0

    assert ring(officer, 120) == 1


def test_an_explanation_ends_it_for_as_long_again(officer):
    action = briefed(officer)
    ring(officer, 60)

    with time_machine.travel(noon(in_days(60))):
        interventions.explain(action.case, text="With his aunt.", by=officer)

    assert not told(queries.SILENT)
    assert ring(officer, 70) == 0
    assert ring(officer, 120) == 1


def test_what_is_recorded_late_does_not_silence_what_is_still_silent(officer):
    action = briefed(officer)
    session = interventions.plan(action, on=in_days(0), by=action.provider)
    ring(officer, 60)

    with time_machine.travel(noon(in_days(60))):
        outcome = interventions.Outcome("held", "Weeks ago.", in_days(-55))
        interventions.record(session, outcome=outcome, by=action.provider)

    assert told(queries.SILENT) == {officer}
    assert ring(officer, 61) == 0


def test_when_support_ends_the_alarm_is_taken_away(officer, overseers):
    action = briefed(officer)
    ring(officer, 60)
    action.case.stage = Stage.CONSENT_WITHDRAWN
    action.case.save()

    ring(officer, 61)

    assert not told(queries.SILENT) | told(queries.ESCALATED)


def test_the_job_rings_by_the_clock(officer):
    briefed(officer)

    with time_machine.travel(timezone.now() + timedelta(days=60)):
        jobs.ring_silent(str(officer.partnership.pk))

    assert told(queries.SILENT) == {officer}
