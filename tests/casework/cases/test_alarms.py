from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases import alarms, jobs
from tests.casework.cases.room import make_case
from tests.casework.cases.test_queries import grant
from tests.casework.triage.desk import make_colleague, make_officer


@pytest.fixture
def officer():
    return make_officer()


def late(case, days):
    case.due_at = timezone.now() - timedelta(days=days)
    case.save()


def told(case, kind):
    notices = case.partnership.notices.waiting().filter(kind=kind)
    return {notice.member for notice in notices}


def test_the_lead_is_told_once_of_what_is_overdue(officer):
    case = make_case(officer)
    late(case, 0)

    assert alarms.ring_overdue(case.partnership) == 1
    assert alarms.ring_overdue(case.partnership) == 0
    assert told(case, "case.overdue") == {officer}
    assert told(case, "case.escalated") == set()


def test_the_managers_hear_of_what_stays_undone(officer):
    manager = make_colleague(officer, role="manager")
    make_officer(officer.partnership, role="manager")
    case = make_case(officer)
    late(case, 30)

    alarms.ring_overdue(case.partnership)

    assert told(case, "case.escalated") == {manager}


def test_of_a_restricted_case_those_managers_hear_who_may_see_it(officer):
    manager = make_colleague(officer, role="manager")
    make_colleague(officer, role="manager")
    case = make_case(officer, is_restricted=True)
    grant(case, manager)
    late(case, 30)

    alarms.ring_overdue(case.partnership)

    assert told(case, "case.escalated") == {manager}


def test_what_is_done_rings_no_more(officer):
    case = make_case(officer)
    late(case, 30)
    jobs.ring_overdue(str(case.partnership_id))

    cases.list_for_panel(case, reasons="All.", version=None, by=officer)

    assert told(case, "case.overdue") == set()
