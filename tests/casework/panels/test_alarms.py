"""Something that the panel gave stays undone: its owner hears, then the chair."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.panels import alarms, queries, tasks
from saltmarsh.casework.panels.rules import Task
from saltmarsh.foundation.notices.models import Notice
from tests.casework.panels.sat import listed
from tests.casework.triage.desk import in_days, make_colleague, make_officer
from tests.factories.foundation import MembershipFactory


@pytest.fixture
def officer():
    return make_officer()


def ring(officer, day):
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    with time_machine.travel(noon):
        return alarms.ring_overdue(officer.partnership)


def told(kind):
    return {each.member for each in Notice.objects.waiting().filter(kind=kind)}


def test_an_overdue_action_rings_for_its_owner_then_for_the_chair(officer):
    owner = MembershipFactory(partnership=officer.partnership, role=Role.PANEL_MEMBER)
    chair = make_colleague(officer, role=Role.PANEL_CHAIR)
    task, today = Task("Ring.", "Council", in_days(3)), timezone.localdate()
    action = tasks.give(
        listed(officer), task=task, owner=owner, given_on=today, by=officer
    )
    assert ring(officer, action.due_on) == 0

    assert ring(officer, action.due_on + timedelta(days=1)) == 1
    assert told(queries.OVERDUE) == {owner}
    assert not told(queries.ESCALATED)

    assert ring(officer, action.due_on + timedelta(days=10)) == 0
    assert told(queries.ESCALATED) == {chair}

    tasks.finish(action, note="Rang.", by=owner)
    assert not told(queries.OVERDUE) | told(queries.ESCALATED)
    assert ring(officer, action.due_on + timedelta(days=11)) == 0
