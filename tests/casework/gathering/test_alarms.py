"""A partner does not answer, and nobody notices: on a moved clock."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from saltmarsh.access.permissions import Role
from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.gathering import alarms, queries
from saltmarsh.foundation.notices.models import Notice
from tests.casework.gathering.asked import letters, make_contact, make_request, replied
from tests.casework.triage.desk import make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def manager(officer):
    return make_colleague(officer, role=Role.MANAGER)


def run(officer, *, days):
    """Let the alarm look at noon, so many days on; return how many were reminded."""
    day = timezone.localdate() + timedelta(days=days)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    with time_machine.travel(noon):
        return alarms.chase_late(officer.partnership)


def told(kind):
    return {each.member for each in Notice.objects.waiting().filter(kind=kind)}


def test_a_late_partner_is_reminded_the_lead_hears_and_then_the_managers(
    officer, manager
):
    make_request(officer, whom=make_contact(officer))
    assert run(officer, days=0) == 0
    assert not told(queries.OVERDUE)

    assert run(officer, days=1) == 1
    assert told(queries.OVERDUE) == {officer}
    assert not told(queries.ESCALATED)
    assert run(officer, days=1) == 0

    run(officer, days=10)
    assert told(queries.ESCALATED) == {manager}


def test_reminders_go_out_again_and_then_stop(officer):
    make_request(officer)

    reminded = sum(run(officer, days=day) for day in range(40))

    assert reminded == len(letters("chased")) == 3
    assert Notice.objects.waiting().filter(kind=queries.OVERDUE).count() == 1


def test_what_is_answered_is_silent(officer, manager):
    asked = make_request(officer)
    run(officer, days=10)
    assert told(queries.OVERDUE) | told(queries.ESCALATED) == {officer, manager}

    replied(asked)

    assert not told(queries.OVERDUE) | told(queries.ESCALATED)
    assert run(officer, days=40) == 0


def test_nobody_is_reminded_about_a_case_that_has_ended(officer):
    case = make_request(officer).case
    case.stage, case.due_at = Stage.CLOSED, None
    case.save()

    assert run(officer, days=10) == 0
    assert not told(queries.OVERDUE)
