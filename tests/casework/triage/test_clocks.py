from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.casework.triage import clocks
from saltmarsh.casework.triage.clocks import Step

MONDAY = datetime(2026, 1, 12, 10, tzinfo=UTC)
MOMENTS = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2026, 12, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def words(day):
    due = clocks.in_words(clocks.end_of_day(day), MONDAY)
    return due.text


def test_a_clock_says_how_many_working_days_are_left():
    assert words(date(2026, 1, 12)) == "Due today"
    assert words(date(2026, 1, 13)) == "Due in 1 working day"
    assert words(date(2026, 1, 19)) == "Due in 5 working days"


def test_a_clock_that_ran_out_says_so_and_by_how_much():
    due = clocks.in_words(clocks.end_of_day(date(2026, 1, 8)), MONDAY)

    assert due.is_late
    assert due.text == "Overdue by 2 working days"


def test_nothing_due_has_no_words():
    assert clocks.in_words(None, MONDAY) is None


@given(MOMENTS, MOMENTS)
def test_a_clock_is_late_exactly_when_it_has_run_out(at, now):
    due = clocks.in_words(at, now)

    assert due.is_late == (at <= now)
    assert due.text


def test_what_is_due_first_is_next():
    later, sooner = Step("review", MONDAY.replace(day=20)), Step("onward", MONDAY)

    assert clocks.first([later, sooner]) == sooner
    assert clocks.first([]) is None


def test_a_far_day_is_told_in_round_numbers():
    assert clocks.between(date(2026, 1, 1), date(2030, 1, 1)) == 1461 * 5 // 7
