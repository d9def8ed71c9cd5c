"""When a session can be planned and recorded, and when silence rings.

Source: domain reference 6.7: an intervention provider was not briefed in writing, met
the person once, and panel and police believed that sessions went on.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from saltmarsh.casework.cases.lifecycle import SUPPORTED
from saltmarsh.casework.interventions.lifecycle import State
from saltmarsh.casework.support.lifecycle import STARTED


@dataclass(frozen=True)
class Outcome:
    """What became of a session. on: the day it was held; None where it was not.
    report: a short report, or why it was not held.
    """

    state: str
    report: str
    on: date | None = None


def barriers_to_briefing(text: str, *, has_provider: bool) -> list[str]:
    """Return why a briefing cannot be sent."""
    found = []
    if not has_provider:
        found.append(_("No intervention provider gives this action"))
    if not text.strip():
        found.append(_("Enter the briefing"))
    return found


def barriers_to_contact(*, is_briefed: bool, action: str) -> list[str]:
    """Return why nothing is recorded of a contact. is_briefed: whether there is a
    briefing, and the provider has said of each that they have read it; always for
    another agency. action: how the action stands.
    """
    found = []
    if not is_briefed:
        found.append(
            _(
                "The provider has not been briefed in writing, or has not said that they "
                "have read it"
            )
        )
    if action not in STARTED:
        found.append(_("The lead has not started this action, or it has ended"))
    return found


def barriers_to_planning(on: date, *, stage: str, today: date) -> list[str]:
    """Return why no session can be planned for a day."""
    found = []
    if stage not in SUPPORTED:
        found.append(_("Support has stopped: plan no session"))
    if on < today:
        found.append(_("The day of the session must be today or in the future"))
    return found


def barriers_to_recording(outcome: Outcome, today: date) -> list[str]:
    """Return why this cannot be what became of a session."""
    found = []
    if outcome.state == State.HELD:
        if outcome.on is None:
            found.append(_("Enter when it was held"))
        elif outcome.on > today:
            found.append(_("The day it was held must be today or in the past"))
        if not outcome.report.strip():
            found.append(_("Enter a short report"))
    elif not outcome.report.strip():
        found.append(_("Enter why it was not held"))
    return found


def barriers_to_explaining(text: str) -> list[str]:
    """Return why a silence is not explained so."""
    return (
        [] if text.strip() else [_("Enter why there was no contact, and what follows")]
    )
