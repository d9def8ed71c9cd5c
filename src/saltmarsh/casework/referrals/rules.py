"""Why something may not be done with a referral, and how a day and a time are read."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.referrals.lifecycle import Stage

CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.ASCII | re.IGNORECASE)
START_OF_DAY = time(9)


def barriers_to_writing(stage: str) -> list[str]:
    """Return why a referrer may not write in the mailbox now; empty when they may."""
    if stage == Stage.CLOSED:
        return [_("We have finished with this. You can send a new referral.")]
    return []


def barriers_to_answering(*, kind: str, is_withdrawn: bool, is_answered: bool) -> list:
    """Return why a message cannot be answered; empty when it can."""
    if kind != "question":
        return [_("This is not a question.")]
    if is_withdrawn:
        return [_("We do not need an answer to this question any more.")]
    if is_answered:
        return [_("This question has an answer already.")]
    return []


def received_at(told: Mapping[str, Any], now: datetime) -> datetime:
    """Return when what a member of staff enters had come, as they told it.

    told: the answers "received_on" ({"day", "month", "year"}) and "received_at" (a
    time as typed). Without a day it came today; without a time that can be read, at
    nine, or now when that is earlier. Never later than now.
    """
    parts = told.get("received_on") or {}
    here = timezone.localtime(now)
    day = date(parts["year"], parts["month"], parts["day"]) if parts else here.date()
    clock = clock_time(str(told.get("received_at", "")))
    if clock is None and day == here.date():
        return now
    moment = datetime.combine(day, clock or START_OF_DAY, tzinfo=here.tzinfo)
    return min(timezone.make_aware(moment.replace(tzinfo=None)), now)


def clock_time(typed: str) -> time | None:
    """Return the time in "2:15pm", "14.15" or "9 am"; None when it is none."""
    found = CLOCK.fullmatch(typed.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
