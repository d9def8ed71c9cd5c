"""What must be so before a complaint is recorded, owned, answered or added to."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Received:
    """A complaint as it came: from whom and how to reach them, about what, when and by
    which of How.
    """

    complainant: str
    words: str
    received_on: date
    how: str


def barriers_to_recording(received: Received, today: date) -> list[str]:
    """Return why the complaint cannot be recorded."""
    found = []
    if not received.complainant.strip():
        found.append(_("Enter who complains"))
    if not received.words.strip():
        found.append(_("Enter what the complaint is about"))
    if received.received_on > today:
        found.append(_("A complaint cannot come on a day that is still to come"))
    return found


def barriers_to_owning(
    *, has_left: bool, is_about_them: bool, may_see: bool
) -> list[str]:
    """Return why somebody cannot own a complaint."""
    found = []
    if has_left:
        found.append(_("This person has left"))
    if is_about_them:
        found.append(
            _("Nobody owns a complaint about themselves: choose another owner")
        )
    if not may_see:
        found.append(
            _(
                "This person may not see what the complaint is about: choose another owner"
            )
        )
    return found


def barriers_to_answering(
    *, words: str, received_on: date, answered_on: date, today: date
) -> list[str]:
    """Return why the answer cannot be recorded."""
    found = []
    if not words.strip():
        found.append(_("Enter the answer that was given"))
    if not received_on <= answered_on <= today:
        found.append(
            _("The answer was given between the day of the complaint and today")
        )
    return found


def barriers_to_adding(*, words: str) -> list[str]:
    """Return why nothing can be added to a complaint."""
    return [] if words.strip() else [_("Enter what you want to add")]


def barriers_to_dealing(*, is_about_them: bool) -> list[str]:
    """Return why somebody can have no part in a complaint."""
    if is_about_them:
        return [_("The complaint is about you: somebody else must deal with it")]
    return []
