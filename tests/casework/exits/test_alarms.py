"""No review was held, and nobody noticed: domain reference 6.8, on a moved clock."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from saltmarsh.access.permissions import Role
from saltmarsh.casework.exits import actions as exits
from saltmarsh.casework.exits import alarms, queries
from saltmarsh.casework.exits.lifecycle import Held
from saltmarsh.foundation.notices.models import Notice
from tests.casework.exits.closed import closed
from tests.casework.triage.desk import make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def overseers(officer):
    return {
        make_colleague(officer, role=role) for role in (Role.MANAGER, Role.PANEL_CHAIR)
    }


def ring(officer, day):
    """Let the alarm look at noon of `day`; return how many reviews were new to it."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    with time_machine.travel(noon):
        return alarms.ring_overdue(officer.partnership)


def told(kind):
    return {each.member for each in Notice.objects.waiting().filter(kind=kind)}


def test_a_review_that_nobody_holds_rings_for_its_owner_then_for_chair_and_managers(
    officer, overseers
):
    task = closed(officer).reviews.get(months=6)
    assert ring(officer, task.due_on) == 0
    assert not told(queries.OVERDUE)

    assert ring(officer, task.due_on + timedelta(days=1)) == 1
    assert told(queries.OVERDUE) == {officer}
    assert not told(queries.ESCALATED)

    assert ring(officer, task.due_on + timedelta(days=10)) == 0
    assert told(queries.ESCALATED) == overseers
    assert Notice.objects.waiting().filter(kind=queries.ESCALATED).count() == 2


def test_a_review_that_was_held_is_silent_and_the_next_still_rings(officer, overseers):
    case = closed(officer)
    task, following = case.reviews.order_by("months")
    ring(officer, task.due_on + timedelta(days=10))
    exits.review(task, result=Held.NO_CONCERN, reasons="All is calm.", by=officer)
    assert not told(queries.OVERDUE) | told(queries.ESCALATED)
    assert ring(officer, task.due_on + timedelta(days=11)) == 0

    assert ring(officer, following.due_on + timedelta(days=1)) == 1
