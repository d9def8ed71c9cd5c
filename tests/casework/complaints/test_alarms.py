"""A complaint lies, and nobody notices: on a moved clock."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from saltmarsh.access.permissions import Role
from saltmarsh.casework.complaints import alarms, queries
from saltmarsh.foundation.notices.models import Notice
from tests.casework.cases.room import make_case
from tests.casework.complaints.made import answered, make_complaint
from tests.casework.triage.desk import make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def ring(officer, day):
    """Let the alarm look at noon of `day`; return how many complaints were new to it."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    with time_machine.travel(noon):
        return alarms.ring_overdue(officer.partnership)


def told(kind):
    return {each.member for each in Notice.objects.waiting().filter(kind=kind)}


def test_the_owner_hears_then_the_managers_and_the_chair_but_not_whom_it_is_about(
    officer,
):
    subject = make_colleague(officer, role=Role.MANAGER)
    others = {make_colleague(officer, role=r) for r in (Role.MANAGER, Role.PANEL_CHAIR)}
    made = make_complaint(officer, case=make_case(officer), member=subject)
    assert ring(officer, made.due_on) == 0

    assert ring(officer, made.due_on + timedelta(days=1)) == 1
    assert told(queries.OVERDUE) == {officer}
    assert not told(queries.ESCALATED)

    assert ring(officer, made.due_on + timedelta(days=10)) == 0
    assert told(queries.ESCALATED) == others


def test_an_answered_complaint_is_silent(officer):
    made = make_complaint(officer)
    ring(officer, made.due_on + timedelta(days=1))

    answered(made, by=officer)

    assert not told(queries.OVERDUE)
    assert ring(officer, made.due_on + timedelta(days=9)) == 0
