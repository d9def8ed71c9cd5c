from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from saltmarsh.casework.assurance import actions, queries
from saltmarsh.casework.cases import sight
from saltmarsh.casework.cases.clocks import Period
from saltmarsh.casework.meetings import sitting
from saltmarsh.casework.meetings.lifecycle import Attendance
from saltmarsh.foundation.calendar import working_days
from tests.casework.assurance.drawn import YES, a_year, drawn, written
from tests.casework.exits.closed import closed, supported
from tests.casework.meetings.room import authority, come, ready
from tests.casework.panels.sat import ADOPTED
from tests.casework.triage.desk import in_days, make_colleague, make_officer


@pytest.fixture
def manager():
    return make_officer(role="manager")


@pytest.fixture
def officer(manager):
    return make_colleague(manager)


def test_closed_are_those_of_the_time_that_one_may_open(manager, officer):
    case = closed(officer)
    supported(officer)
    now = timezone.now()

    assert list(queries.closed(manager, now, a_year(0, 0))) == [case]
    assert not queries.closed(manager, now, a_year(-9, -1))
    sight.declare(case, member=manager, guest_id=None, reason="Kin.", by=officer)
    assert not queries.closed(manager, now, a_year(0, 0))


def test_a_sample_is_read_within_the_working_days_that_are_set(manager):
    manager.partnership.settings = {queries.CHECK_DAYS.key: 3}

    found = queries.due_on(manager.partnership, in_days(0))

    assert found == working_days.after(in_days(0), 3)


def test_a_stranger_sees_no_sample_and_no_check(manager, officer):
    closed(officer)
    drawn(manager)
    stranger = make_officer(manager.partnership, role="manager")
    now = timezone.now()

    assert [each.cases for each in queries.samples(manager, now)] == [1]
    assert not queries.samples(stranger, now)


def test_what_nobody_has_read_waits_once_its_day_is_over(manager, officer):
    closed(officer)
    sample = drawn(manager)
    late = timezone.now() + timedelta(days=60)

    assert not queries.waiting(manager, timezone.now())
    assert [each.sample for each in queries.waiting(manager, late)] == [sample]
    actions.check(sample.checks.get(), answers=YES, remark="", by=manager)
    assert not queries.waiting(manager, late)


def test_who_sat_when_the_panel_decided_had_a_part(officer):
    item = ready(officer)
    sitting.open_item(item, by=item.leader)
    sitting.decide(item, decided=ADOPTED, by=officer)
    guest, absent = (make_colleague(officer, role="manager") for _one in range(2))
    for_it = replace(authority(guest), only_for=item)
    come(item.meeting, for_it, by=officer)
    come(item.meeting, authority(absent), by=officer, state=Attendance.APOLOGIES)

    assert queries.had_a_part(item.case, item.leader)
    assert queries.had_a_part(item.case, guest)
    assert not queries.had_a_part(item.case, absent)


def test_a_sample_counts_what_was_read_of_it(manager, officer):
    closed(officer), closed(officer)
    sample, now = drawn(manager, 2), timezone.now()
    first, second = queries.checks(sample, manager, now)

    actions.check(first, answers=YES, remark="", by=manager)

    [found] = queries.samples(manager, now)
    assert (found.cases, found.read) == (2, 1)
    assert first.case.reference < second.case.reference


def test_statements_stand_by_year_and_know_their_time(manager):
    early, late = written(manager, a_year(-9, -5)), written(manager, a_year(-4, -1))

    assert list(queries.statements(manager.partnership)) == [late, early]
    assert queries.period_of(early) == Period(in_days(-9), in_days(-5))
