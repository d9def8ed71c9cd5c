from datetime import datetime

from django.utils.translation import gettext as _

from saltmarsh.casework.cases.lifecycle import Stage


def barriers_to_leading(*, agency: str, has_left: bool) -> list[str]:
    """Return why somebody cannot lead a case: an agency and a person always do."""
    found = []
    if not agency.strip():
        found.append(_("Enter the agency that leads"))
    if has_left:
        found.append(_("This person has left"))
    return found


def barriers_to_leaving(*, reasons: str) -> list[str]:
    """Return why the panel cannot let the police lead from now on."""
    return [] if reasons.strip() else [_("Enter your reasons")]


def barriers_to_writing(*, stage: str) -> list[str]:
    """Return why nothing can be written on a case: another panel has it. Reviews that
    were due here, and who may see it, are another matter.
    """
    if stage != Stage.TRANSFERRED:
        return []
    return [_("Another panel has this case now. Here it can be read, and no more")]


def barriers_to_handing_over(
    *, is_lead: bool, is_waiting: bool, has_ended: bool
) -> list[str]:
    """Return why nobody can be asked to lead a case.

    is_lead: whether they lead it already. is_waiting: whether somebody was asked.
    """
    found = []
    if has_ended:
        found.append(_("The case has ended"))
    if is_lead:
        found.append(_("This person leads the case already"))
    if is_waiting:
        found.append(
            _("Somebody has been asked already. Wait for the answer, or take it back")
        )
    return found


def barriers_to_answering(*, words: str, accepts: bool, has_ended: bool) -> list[str]:
    """Return why a hand-over cannot be answered so: who declines says why, and nobody
    takes on what has ended.
    """
    if accepts:
        return [_("The case has ended: there is nothing to lead")] if has_ended else []
    return [] if words.strip() else [_("Enter why you decline")]


def barriers_to_owning(*, has_left: bool, may_see: bool) -> list[str]:
    """Return why nothing of a case can be given to somebody to do."""
    found = []
    if has_left:
        found.append(_("This person has left"))
    if not may_see:
        found.append(_("This person may not see the case: choose somebody else"))
    return found


def barriers_to_going(*, leads: bool) -> list[str]:
    """Return why a member cannot leave, or stop working on cases."""
    if not leads:
        return []
    return [
        _(
            "This person still leads cases. A manager gives them to others first, on "
            "the page of what they hold"
        )
    ]


def barriers_to_declaring(*, reason: str, is_lead: bool, is_known: bool) -> list[str]:
    """Return why an interest in a case cannot be declared so.

    is_known: whether it was declared before.
    """
    found = []
    if not reason.strip():
        found.append(_("Enter what the interest is"))
    if is_lead:
        found.append(
            _(
                "Whoever leads the case has a part in it. Hand it over first, then declare"
            )
        )
    if is_known:
        found.append(_("This interest is declared already"))
    return found


def barriers_to_setting_aside(
    *, reason: str, is_standing: bool, is_own: bool
) -> list[str]:
    """Return why an interest cannot be recorded as declared in error. is_own: whoever
    asks for it is the one who has it.
    """
    found = []
    if not reason.strip():
        found.append(_("Enter why it was declared in error"))
    if not is_standing:
        found.append(_("It was recorded as declared in error already"))
    if is_own:
        found.append(_("Somebody else says that an interest of yours was an error"))
    return found


def barriers_to_restricting(*, named: int, until: datetime, now: datetime) -> list[str]:
    """Return why sight of a case cannot be kept to named people, beside its lead."""
    found = []
    if not named:
        found.append(_("Name at least one person who may see it"))
    if until <= now:
        found.append(_("The day it ends must be in the future"))
    return found
