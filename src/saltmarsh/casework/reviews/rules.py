"""What a live review must say of the support and of each need.

Source: domain reference 2.4, row 9. How often a case is reviewed is a setting.
"""

from datetime import date

from django.utils.translation import gettext as _

from saltmarsh.casework.cases.lifecycle import SUPPORTED


def barriers_to_reviewing(
    *, seen: str, reasons: str, unanswered: int, stage: str
) -> list[str]:
    """Return why a live review cannot be recorded so. unanswered: of how many open
    needs it does not say whether they are met.
    """
    found = []
    if stage not in SUPPORTED:
        found.append(_("Only a case that is supported is reviewed so"))
    if not seen.strip():
        found.append(_("Enter what was seen"))
    if unanswered:
        found.append(_("Say of each open need whether it is met"))
    if not reasons.strip():
        found.append(_("Enter your reasons"))
    return found


def barriers_to_dating(on: date, today: date) -> list[str]:
    """Return why a review cannot have been held on a day."""
    if on <= today:
        return []
    return [_("The day of the review must be today or in the past")]
