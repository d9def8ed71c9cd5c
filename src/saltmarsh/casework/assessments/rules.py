"""What a record of an assessment must say, and whether it came too late.

The framework itself is not public: nothing of it is asked for but its name, its
version, its outcome and where it is kept. Source: domain reference 0.10 and 6.10.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

WORDS = (
    "framework",
    "version",
    "reference",
    "assessed_by",
    "outcome",
    "protective",
    "summary",
    "plan",
    "changed",
)


@dataclass(frozen=True)
class Assessed:
    """An assessment as it was made outside the product.

    words: {name: text}, of WORDS; `reference` says where the assessment itself is kept.
    needs: each in words.
    """

    made_on: date
    words: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()


def barriers_to_recording(
    assessed: Assessed, *, is_first: bool, today: date
) -> list[str]:
    """Return why the assessment cannot be recorded so."""
    missing = {
        "framework": _("Enter the name of the framework"),
        "version": _("Enter the version of the framework"),
        "reference": _("Enter where the assessment itself is kept"),
        "assessed_by": _("Enter who made the assessment"),
        "outcome": _("Enter its outcome"),
        "protective": _("Enter the protective factors, or that there are none"),
        "summary": _("Enter the summary"),
        "plan": _("Enter the plan"),
    }
    if not is_first:
        missing["changed"] = _("Enter what has changed since the last assessment")
    found = [
        words
        for name, words in missing.items()
        if not assessed.words.get(name, "").strip()
    ]
    if assessed.made_on > today:
        found.insert(0, _("The day of the assessment must be today or in the past"))
    return found


def barriers_to_adding(text: str) -> list[str]:
    """Return why nothing is added to an assessment."""
    return [] if text.strip() else [_("Enter what you add")]


def is_afterwards(
    recorded_at: datetime, *, decided_on: date, decision_recorded_at: datetime
) -> bool:
    """Tell whether an assessment was written into the record after the decision that it
    is for was made, or recorded.
    """
    recorded_on = timezone.localdate(recorded_at)
    return recorded_at >= decision_recorded_at or recorded_on > decided_on
