from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saltmarsh.foundation.calendar import working_days

DAYS = st.dates(date(2024, 1, 1), date(2028, 6, 30))
FEW = st.integers(min_value=0, max_value=40)


@pytest.mark.parametrize(
    "closed",
    [
        date(2026, 3, 7),  # a Saturday
        date(2026, 4, 3),  # Good Friday
        date(2026, 12, 25),
        date(2026, 12, 28),  # Boxing Day was a Saturday
    ],
)
def test_offices_are_closed_at_weekends_and_on_bank_holidays(closed):
    assert not working_days.is_working_day(closed)


def test_scotland_s_second_of_january_is_a_working_day_here():
    assert working_days.is_working_day(date(2026, 1, 2))


def test_a_count_passes_over_easter():
    assert working_days.after(date(2026, 4, 2), 1) == date(2026, 4, 7)


@given(DAYS)
def test_no_days_later_is_the_day_itself_or_the_next_working_day(day):
    found = working_days.after(day, 0)

    assert (found == day) == working_days.is_working_day(day)


@given(DAYS, FEW)
def test_a_clock_ends_on_a_working_day(day, count):
    found = working_days.after(day, count)

    assert working_days.is_working_day(found)
    assert found >= day + timedelta(days=count)


@given(DAYS, FEW)
def test_more_days_end_later(day, count):
    assert working_days.after(day, count) < working_days.after(day, count + 1)


@given(DAYS, FEW)
def test_a_later_start_never_ends_earlier(day, count):
    later = day + timedelta(days=1)

    assert working_days.after(day, count) <= working_days.after(later, count)


@given(DAYS, FEW)
def test_the_days_between_are_as_many_as_were_asked(day, count):
    first, last = working_days.after(day, 0), working_days.after(day, count)
    span = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))

    assert sum(working_days.is_working_day(one) for one in span) == count


def test_a_clock_runs_out_at_midnight_in_london():
    received = datetime(2026, 7, 6, 22, 30, tzinfo=UTC)  # a Monday, 23:30 in London

    ends = working_days.end_of(received, 1)

    assert ends.astimezone(UTC) == datetime(2026, 7, 7, 23, 0, tzinfo=UTC)


def test_what_comes_in_after_midnight_in_london_counts_from_there():
    received = datetime(2026, 7, 6, 23, 30, tzinfo=UTC)  # Tuesday, 00:30 in London

    assert working_days.end_of(received, 0).date() == date(2026, 7, 8)
