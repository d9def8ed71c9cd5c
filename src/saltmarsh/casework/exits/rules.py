"""What must be so before a case is closed, and when it is looked at again.

Source: domain reference 2.4, rows 10 and 11, 6.3 and 6.8.
"""

import uuid
from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from saltmarsh.casework.closing.rules import HEADINGS
from saltmarsh.casework.exits.lifecycle import LONGEST_MONTHS, MONTHS, Code
from saltmarsh.casework.likenesses import rules as likenesses

OPEN_WORK = "open_work"


@dataclass(frozen=True)
class Closing:
    """Why a case is closed: a code, and {heading: text}. open_work: why it can be closed
    though something of it is open.
    """

    code: str
    reasons: Mapping[str, str] = field(default_factory=dict)
    open_work: str = ""


def months_after(day: date, months: int) -> date:
    """Return the same day of the month `months` later, or the last day of a month that
    is too short for it.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def barriers_to_closing(
    closing: Closing, *, has_open_work: bool, is_asked: bool, undecided: int = 0
) -> list[str]:
    """Return why the case cannot be closed, nor asked to be. undecided: how many other
    referrals may be about the person and wait for an answer. Where work is open the
    closing says why that does not matter.
    """
    found = likenesses.barriers_to_closing(undecided)
    if is_asked:
        found.append(_("Somebody has asked to close it already"))
    if closing.code == Code.TRANSFERRED:
        found.append(_("Only the panel that accepts a transfer ends the case here"))
    found += [
        _("Enter your reasons under “%(heading)s”") % {"heading": heading}
        for key, heading in HEADINGS.items()
        if not closing.reasons.get(key, "").strip()
    ]
    if has_open_work and not closing.open_work.strip():
        found.append(_("Work is open on the case. Finish it, or say why not"))
    return found


def barriers_of_complaint(*, is_about_them: bool) -> list[str]:
    """Return why somebody cannot close a case. is_about_them: whether a complaint about
    the case waits that is about them: the sentence tells nobody of it.
    """
    if is_about_them:
        return [_("Somebody else must close this case now. Ask your manager")]
    return []


def barriers_to_confirming(*, has_open_work: bool, is_explained: bool) -> list[str]:
    """Return why the second person cannot close the case now. is_explained: whether
    whoever asked said why open work does not matter.
    """
    if has_open_work and not is_explained:
        return [
            _(
                "Work has been opened on the case since it was asked to be closed. "
                "Decline, so that whoever asks again says why not to wait for it"
            )
        ]
    return []


def barriers_to_second(*, asked_by: uuid.UUID, by: uuid.UUID, words: str) -> list[str]:
    """Return why `by` may not confirm or decline the closing."""
    found = []
    if asked_by == by:
        found.append(_("A second person must decide: you asked to close it yourself"))
    if not words.strip():
        found.append(_("Enter your reasons"))
    return found


def barriers_to_reviewing(*, reasons: str) -> list[str]:
    """Return why a review cannot be recorded."""
    return [] if reasons.strip() else [_("Enter your reasons")]


def barriers_to_extending(
    months: int, *, planned: Collection[int], is_closed: bool, reasons: str
) -> list[str]:
    """Return why no further review can be planned so many months after the closure.

    planned: the months at which there is one already.
    """
    found = [] if is_closed else [_("The case is not closed")]
    if not max(MONTHS) < months <= LONGEST_MONTHS:
        found.append(_("Reviews can be extended to 24 months after the closure"))
    if months in planned:
        found.append(_("There is a review at that time already"))
    if not reasons.strip():
        found.append(_("Enter your reasons"))
    return found
