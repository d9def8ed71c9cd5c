"""The clocks of the desk: what is due next, and when.

No length here is law. Each is a setting of the partnership; the defaults are where
an authority starts from. Source: domain reference 2.4, whose times are practice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.foundation.calendar import working_days
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of


def clock(name: str, title: Any, *, default: int) -> Setting:
    return Setting(
        key=f"clock.{name}",
        title=title,
        default=default,
        kind="number",
        hint=_("Working days. Your own limit: no law sets it."),
    )


ACKNOWLEDGE = clock("acknowledge", _("Acknowledge a new referral"), default=1)
DECIDE = clock("decide", _("Decide the first step"), default=2)
POLICE_OUTCOME = clock("police_outcome", _("Record the police outcome"), default=5)
SECTION_36 = clock("section_36", _("Make the section 36 decision"), default=10)
OPEN_CASE = clock("open_case", _("Open a case once section 36 is met"), default=2)
FEEDBACK = clock("feedback", _("Give the referrer feedback"), default=10)
ONWARD = clock("onward", _("Chase a service for its answer"), default=10)
SECOND_PERSON = clock(
    "second_person", _("Second person to confirm a closure"), default=2
)
SETTINGS = [
    ACKNOWLEDGE,
    DECIDE,
    POLICE_OUTCOME,
    SECTION_36,
    OPEN_CASE,
    FEEDBACK,
    ONWARD,
    SECOND_PERSON,
]

# Beyond this many days a clock is told in round numbers.
LONGEST_COUNTED = 400
# What a referral at each stage waits for: the code kept in `due_for`.
WAITS_FOR = {
    Stage.RECEIVED: ("acknowledge", ACKNOWLEDGE),
    Stage.ACKNOWLEDGED: ("decide", DECIDE),
    Stage.WITH_POLICE: ("police_outcome", POLICE_OUTCOME),
    Stage.ASSESSED: ("section_36", SECTION_36),
    Stage.SECTION_36: ("open_case", OPEN_CASE),
    Stage.CLOSING: ("second_person", SECOND_PERSON),
}
DUE_FOR = {
    "acknowledge": _("Acknowledge it"),
    "decide": _("Decide the first step"),
    "police_outcome": _("Record the police outcome"),
    "section_36": _("Make the section 36 decision"),
    "open_case": _("Open a case for the panel"),
    "second_person": _("Second person: confirm or decline closing"),
    "feedback": _("Tell the referrer, or say why not"),
    "onward": _("Chase the service’s answer"),
    "review": _("Review it"),
}


@dataclass(frozen=True)
class Step:
    """Something that must be done by a moment. code: one of DUE_FOR."""

    code: str
    at: datetime


def limit(partnership: Partnership, setting: Setting) -> int:
    """Return how many working days `partnership` allows."""
    return int(value_of(partnership, setting))


def runs_out(partnership: Partnership, setting: Setting, since: datetime) -> datetime:
    """Return when a clock that started at `since` runs out."""
    return working_days.end_of(since, limit(partnership, setting))


def of_stage(partnership: Partnership, stage: str, since: datetime) -> list[Step]:
    """Return what a referral that came to `stage` at `since` waits for, if anything."""
    waits: Any = WAITS_FOR.get(Stage(stage))
    if waits is None:
        return []
    code, setting = waits
    return [Step(code, runs_out(partnership, setting, since))]


def end_of_day(day: date) -> datetime:
    """Return midnight, UK time, at the end of `day`."""
    following = day + timedelta(days=1)
    return datetime.combine(following, datetime.min.time(), working_days.HERE)


def first(steps: Iterable[Step]) -> Step | None:
    """Return the step that is due first; None when nothing is."""
    return min(steps, key=lambda step: step.at, default=None)


@dataclass(frozen=True)
class Due:
    """A clock in words. is_late: whether it has run out; is_soon: today."""

    text: str
    is_late: bool = False
    is_soon: bool = False


def in_words(at: datetime | None, now: datetime) -> Due | None:
    """Return when something is due, as "due in 2 working days"; None for nothing."""
    return telling(now)(at)


def telling(now: datetime) -> Callable[[datetime | None], Due | None]:
    """Return what puts into words when something is due: one for many clocks."""
    language, today = get_language(), now.astimezone(working_days.HERE).date()

    def words(at: datetime | None) -> Due | None:
        if at is None:
            return None
        # A clock runs out at the midnight that ends its last day.
        last = (at - timedelta(microseconds=1)).astimezone(working_days.HERE).date()
        return told(language, last, today, is_late=at <= now)

    return words


@lru_cache(maxsize=4096)
def told(language: str | None, last: date, today: date, *, is_late: bool) -> Due:
    """Return a clock in words: the same for every referral that is due on a day."""
    if is_late:
        days = max(between(last, today), 1)
        words = ngettext(
            "Overdue by %(days)d working day", "Overdue by %(days)d working days", days
        )
        return Due(words % {"days": days}, is_late=True)
    if last == today:
        return Due(gettext("Due today"), is_soon=True)
    days = max(between(today, last), 1)
    words = ngettext(
        "Due in %(days)d working day", "Due in %(days)d working days", days
    )
    return Due(words % {"days": days})


def between(first_day: date, last_day: date) -> int:
    """Return how many working days lie after the one day, up to the other."""
    span = (last_day - first_day).days
    if span > LONGEST_COUNTED:
        return span * 5 // 7
    days = (first_day + timedelta(days=number) for number in range(1, span + 1))
    return sum(working_days.is_working_day(day) for day in days)
