"""Working days of England and Wales.

The bank holidays are those that govuk-bank-holidays carries, so that no clock
waits for a network.
"""

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from govuk_bank_holidays.bank_holidays import BankHolidays

HERE = ZoneInfo("Europe/London")


@cache
def holidays() -> BankHolidays:
    return BankHolidays(use_cached_holidays=True)


@cache
def is_working_day(day: date) -> bool:
    """Tell whether offices in England and Wales are open on `day`."""
    return bool(holidays().is_work_day(day, division=BankHolidays.ENGLAND_AND_WALES))


def after(day: date, working_days: int) -> date:
    """Return the day that is `working_days` (0 or more) working days after `day`.

    0 is `day` itself when it is a working day, else the next one.
    """
    while not is_working_day(day):
        day += timedelta(days=1)
    for _ in range(working_days):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day


def end_of(moment: datetime, working_days: int) -> datetime:
    """Return when a clock of `working_days` started at `moment` runs out: midnight,
    UK time, at the end of the last day.
    """
    last = after(moment.astimezone(HERE).date(), working_days)
    return datetime.combine(last + timedelta(days=1), datetime.min.time(), HERE)
