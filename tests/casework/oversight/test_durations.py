from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.clocks import Period
from saltmarsh.casework.oversight import durations
from saltmarsh.casework.oversight.durations import Step, spread, stays
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.triage import actions as triage
from tests.casework.cases.room import make_case
from tests.casework.triage.desk import WHY, arrived, decider, in_days, make_officer

MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def manager():
    return make_officer(role="manager")


def on(days):
    return MARCH + timedelta(days=days)


def test_a_stay_lasts_until_the_next_stage():
    steps = [
        Step(1, "gathering", on(0)),
        Step(1, "gathering", on(2)),
        Step(1, "listed", on(5)),
        Step(1, "decided", on(6)),
        Step(2, "gathering", on(1)),
    ]

    assert [(stay.stage, stay.days) for stay in stays(steps)] == [
        ("gathering", 5),
        ("listed", 1),
    ]


def test_quartiles_of_one_and_of_several():
    one, several = (
        spread(Stage.RECEIVED, [3.0]),
        spread(Stage.RECEIVED, [1, 2, 3, 4, 9]),
    )

    assert (one.count, one.quarter, one.half, one.most) == (1, 3, 3, 3)
    assert (several.quarter, several.half, several.most) == (2, 3, 4)


def test_a_case_counts_in_the_period_in_which_it_left_a_stage(manager):
    case = make_case(manager)
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        cases.list_for_panel(case, reasons="All.", version=None, by=manager)
    now = timezone.now() + timedelta(days=5)

    [gathering] = durations.of_cases(manager, now, Period(in_days(4), in_days(4)))

    assert (gathering.stage, gathering.count) == ("gathering", 1)
    assert gathering.half == 4
    assert durations.of_cases(manager, now, Period(in_days(5), in_days(9))) == []
    assert durations.of_cases(manager, now, Period(in_days(0), in_days(3))) == []


def test_a_referral_was_received_until_it_was_acknowledged(manager):
    referral = arrived(manager, received_at=timezone.now() - timedelta(days=2))
    triage.acknowledge(referral, why=WHY, by=decider(manager))

    today = Period(in_days(0), in_days(0))
    [received] = durations.of_referrals(manager, timezone.now(), today)

    assert (received.stage, received.half) == (Stage.RECEIVED, 2)


def test_what_somebody_may_not_open_does_not_count(manager):
    stranger = make_officer(manager.partnership, role="manager")
    case = make_case(manager)
    cases.list_for_panel(case, reasons="All.", version=None, by=manager)
    now, today = timezone.now(), Period(in_days(0), in_days(0))

    assert durations.of_cases(manager, now, today)
    assert durations.of_referrals(manager, now, today)
    assert durations.of_cases(stranger, now, today) == []
    assert durations.of_referrals(stranger, now, today) == []
