"""The clocks of the desk: what is due next, and when.

No length here is law. Each is a setting of the partnership; the defaults are where
an authority starts from. Source: domain reference 2.4, whose times are practice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.foundation.calendar import working_days
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of


def clock(name: str, title: str, *, default: int) -> Setting:
    return Setting(
        key=f"clock.{name}",
        title=title,
        default=default,
        kind="number",
        hint=gettext_noop("Working days. Your own limit: no law sets it."),
    )


ACKNOWLEDGE = clock(
    "acknowledge", gettext_noop("Acknowledge a new referral"), default=1
)
DECIDE = clock("decide", gettext_noop("Decide the first step"), default=2)
POLICE_OUTCOME = clock(
    "police_outcome", gettext_noop("Record the police outcome"), default=5
)
SECTION_36 = clock(
    "section_36", gettext_noop("Make the section 36 decision"), default=10
)
FEEDBACK = clock("feedback", gettext_noop("Give the referrer feedback"), default=10)
ONWARD = clock("onward", gettext_noop("Chase a service for its answer"), default=10)
SECOND_PERSON = clock(
    "second_person", gettext_noop("Second person to confirm a closure"), default=2
)
SETTINGS = [
    ACKNOWLEDGE,
    DECIDE,
    POLICE_OUTCOME,
    SECTION_36,
    FEEDBACK,
    ONWARD,
    SECOND_PERSON,
]

# What a referral at each stage waits for: the code kept in `due_for`.
WAITS_FOR = {
    Stage.RECEIVED: ("acknowledge", ACKNOWLEDGE),
    Stage.ACKNOWLEDGED: ("decide", DECIDE),
    Stage.WITH_POLICE: ("police_outcome", POLICE_OUTCOME),
    Stage.ASSESSED: ("section_36", SECTION_36),
    Stage.CLOSING: ("second_person", SECOND_PERSON),
}
DUE_FOR = {
    "acknowledge": _("Acknowledge it"),
    "decide": _("Decide the first step"),
    "police_outcome": _("Record the police outcome"),
    "section_36": _("Make the section 36 decision"),
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


def first(steps: Iterable[Step]) -> Step | None:
    """Return the step that is due first; None when nothing is."""
    return min(steps, key=lambda step: step.at, default=None)
