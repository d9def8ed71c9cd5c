"""The clocks of a case: what is due next, who owns it, and who hears when it is not
done.

No length here is law: each is a setting of the partnership. The lead person owns every
step; the managers of the case's team hear of it when it stays undone.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.foundation.calendar import working_days
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of


def clock(name: str, title: Any, *, default: int) -> Setting:
    return Setting(
        key=f"clock.case.{name}",
        title=title,
        default=default,
        kind="number",
        hint=_(
            "Working days. Your own limit: no law sets it. The lead person owns it."
        ),
    )


GATHER = clock("gather", _("Gather information and list a case"), default=10)
PANEL = clock("panel", _("Panel decision on a listed case"), default=20)
MORE = clock("more", _("List again after the panel asked for more"), default=10)
TRANSFER = clock("transfer", _("Ask for a transfer that the panel decided"), default=5)
CONSENT = clock("consent", _("Ask for consent and record the answer"), default=10)
SUPPORT = clock("support", _("Start support once consent is given"), default=10)
REVIEW = clock("review", _("Review of a supported case"), default=60)
FURTHER = clock("further", _("Further assessment without consent"), default=20)
ESCALATE = clock("escalate", _("Tell the managers of an overdue case"), default=2)
SETTINGS = [
    GATHER,
    PANEL,
    MORE,
    TRANSFER,
    CONSENT,
    SUPPORT,
    REVIEW,
    FURTHER,
    ESCALATE,
]

# What a case at each stage waits for: the code kept in `due_for`.
WAITS_FOR = {
    Stage.GATHERING: ("gather", GATHER),
    Stage.LISTED: ("panel", PANEL),
    Stage.MORE_INFORMATION: ("more", MORE),
    Stage.TO_TRANSFER: ("transfer", TRANSFER),
    Stage.ADOPTED: ("consent", CONSENT),
    Stage.SUPPORTED: ("review", REVIEW),
    Stage.CONSENT_REFUSED: ("further", FURTHER),
    Stage.CONSENT_WITHDRAWN: ("further", FURTHER),
}
DUE_FOR = {
    "gather": _("Gather information, and list it for the panel"),
    "panel": _("Record the panel’s decision"),
    "more": _("Gather what the panel asked for, and list it again"),
    "transfer": _("Ask the other panel to lead the case"),
    "consent": _("Ask for consent, and record the answer"),
    "support": _("Start support"),
    "review": _("Review the support"),
    "further": _("Make the further assessment under section 36(4)(e)"),
}
# What the chair hears of as well when it stays undone.
FOR_CHAIR = {"review"}


def runs_out(partnership: Partnership, setting: Setting, since: datetime) -> datetime:
    """Return when a clock that started at `since` runs out."""
    return working_days.end_of(since, int(value_of(partnership, setting)))


def of_stage(
    partnership: Partnership, stage: str, since: datetime
) -> tuple[datetime | None, str]:
    """Return until when a case that came to `stage` at `since` waits for what."""
    waits: Any = WAITS_FOR.get(Stage(stage))
    if waits is None:
        return None, ""
    code, setting = waits
    return runs_out(partnership, setting, since), code


def is_for_managers(partnership: Partnership, due_at: datetime, now: datetime) -> bool:
    """Tell whether something due at `due_at` has waited so long that managers hear."""
    return runs_out(partnership, ESCALATE, due_at - timedelta(microseconds=1)) <= now


def of_support(partnership: Partnership) -> datetime:
    """Return until when support is to start, where consent was given now."""
    return runs_out(partnership, SUPPORT, timezone.now())


def last_day(moment: datetime) -> date:
    """Return the last day, UK time, that is over before or at `moment`."""
    return (moment - timedelta(microseconds=1)).astimezone(working_days.HERE).date()


def end_of_day(day: date) -> datetime:
    """Return midnight, UK time, at the end of `day`."""
    following = day + timedelta(days=1)
    return datetime.combine(following, datetime.min.time(), working_days.HERE)


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both counted."""

    since: date
    until: date

    def moments(self) -> tuple[datetime, datetime]:
        return end_of_day(self.since - timedelta(days=1)), end_of_day(self.until)
