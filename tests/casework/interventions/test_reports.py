"""A session was planned, and nobody said what became of it: replayed on a moved clock."""

from datetime import UTC, datetime

import pytest
import time_machine

from saltmarsh.access.permissions import Role
from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.interventions import actions as interventions
from saltmarsh.casework.interventions import jobs, queries, reports
from saltmarsh.casework.interventions.rules import Outcome
from saltmarsh.casework.support import actions as support
from saltmarsh.casework.support.lifecycle import State
from saltmarsh.foundation.notices.models import Notice
from tests.casework.interventions.meeting import briefed, missed
from tests.casework.support.given import acting
from tests.casework.triage.desk import in_days, make_colleague, make_officer

LATE = 20


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def overseers(officer):
    return {
        make_colleague(officer, role=role) for role in (Role.MANAGER, Role.PANEL_CHAIR)
    }


def ring(officer, days):
    """Let the alarm look at noon so many days on; return of how many the lead heard."""
    day = in_days(days)
    with time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        return reports.ring_unreported(officer.partnership)


def told(kind):
    return {each.member for each in Notice.objects.waiting().filter(kind=kind)}


def everybody_told():
    return set().union(*(told(kind) for kind in queries.ABOUT_REPORTS))


def planned(action, by=None):
    return interventions.plan(action, on=in_days(0), by=by or action.provider)


def test_the_provider_hears_the_day_after_then_the_lead_then_the_chair(
    officer, overseers
):
    action = briefed(officer)
    planned(action)
    assert ring(officer, 0) == 0
    assert not everybody_told()

    assert ring(officer, 1) == 0
    assert told(queries.REPORT_DUE) == {action.provider}
    assert not told(queries.UNREPORTED)

    assert ring(officer, 8) == 1
    assert told(queries.UNREPORTED) == {officer}
    ring(officer, LATE)

    assert overseers <= told(queries.UNREPORTED_ESCALATED)
    assert action.provider not in told(queries.UNREPORTED_ESCALATED)
    assert ring(officer, LATE) == 0


def test_the_days_until_the_lead_hears_are_a_setting(officer):
    officer.partnership.settings = {queries.REPORT.key: 30}
    officer.partnership.save()
    planned(briefed(officer))

    assert ring(officer, LATE) == 0
    assert ring(officer, 60) == 1


@pytest.mark.parametrize("state", ["held", "missed"])
def test_a_report_of_either_kind_ends_it(officer, overseers, state):
    session = planned(briefed(officer))
    ring(officer, LATE)
    assert everybody_told()
    held = Outcome("held", "They talked about college.", in_days(0))

    interventions.record(
        session,
        outcome=held if state == "held" else missed(),
        by=session.action.provider,
    )

    assert not everybody_told()
    assert ring(officer, LATE) == 0


def test_another_agency_s_contact_rings_for_the_lead(officer):
    planned(acting(officer), by=officer)

    assert ring(officer, 1) == 0
    assert not everybody_told()
    assert ring(officer, 8) == 1
    assert told(queries.UNREPORTED) == {officer}


def test_nothing_rings_once_the_action_or_support_is_over(officer, overseers):
    action, other = briefed(officer), briefed(officer)
    planned(action), planned(other)
    assert ring(officer, LATE) == 2

    support.end(action, state=State.STOPPED, words="He moved.", by=officer)
    other.case.stage = Stage.CONSENT_WITHDRAWN
    other.case.save()
    ring(officer, LATE)

    assert not everybody_told()


def test_the_job_rings_by_the_clock(officer):
    planned(briefed(officer))
    day = in_days(LATE)

    with time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        jobs.ring_unreported(str(officer.partnership.pk))

    assert told(queries.UNREPORTED) == {officer}
