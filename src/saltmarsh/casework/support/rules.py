"""What a support plan must say, and when an action of it may start.

Source: Counter-Terrorism and Security Act 2015, section 36(4) and (5); domain
reference 6.9.
"""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from saltmarsh.casework.cases.lifecycle import ENDED, SUPPORTED

# What section 36(5) asks for beside the consent, which the panel's decision tells.
PLAN = ("nature", "responsible", "how")
PLAN_WORDS = (*PLAN, "changed")
ACTION_WORDS = ("what", "agency", "person", "how")


def barriers_to_planning(
    words: Mapping[str, str], *, is_first: bool, stage: str
) -> list[str]:
    """Return why this cannot be the support plan. words: {name: text}, PLAN_WORDS."""
    missing = {
        "nature": _("Enter the nature of the support"),
        "responsible": _("Enter who is responsible for it"),
        "how": _("Enter how and when it is provided"),
    }
    if not is_first:
        missing["changed"] = _("Enter what this version changes, and why")
    found = [_("The case has ended")] if stage in ENDED else []
    return found + lacking(words, missing)


def barriers_to_acting(
    words: Mapping[str, str], *, needs: int, stage: str
) -> list[str]:
    """Return why this cannot be an action of the plan. words: {name: text}, of
    ACTION_WORDS. needs: how many it is to meet.
    """
    missing = {
        "what": _("Enter what is done"),
        "agency": _("Enter which agency does it"),
        "person": _("Enter who there is responsible for it"),
        "how": _("Enter how and when it is provided"),
    }
    found = [_("The case has ended")] if stage in ENDED else []
    if not needs:
        found.append(_("Select at least one need that it meets"))
    return found + lacking(words, missing)


def barriers_to_dating(due_on: date | None, today: date) -> list[str]:
    """Return why an action cannot be due on that day."""
    if due_on is None:
        return [_("Enter by when it is done, or looked at again")]
    if due_on < today:
        return [_("The day of the action must be today or in the future")]
    return []


def barriers_to_starting(*, stage: str, consent: list[str]) -> list[str]:
    """Return why an action cannot start. consent: what its rules say against it."""
    if consent:
        return consent
    if stage in SUPPORTED:
        return []
    return [_("Start support on the case first")]


def barriers_to_ending(words: str) -> list[str]:
    return [] if words.strip() else [_("Enter what came of it, or why it stops")]


def barriers_to_passing_on(
    reason: str, *, is_open: bool, is_colleague: bool, is_barred: bool
) -> list[str]:
    """Return why somebody else cannot give an action instead.

    is_colleague: whether they work for the agency of who gives it. is_barred: whether
    they declared an interest in the case.
    """
    found = []
    if not is_open:
        found.append(_("This action has ended"))
    if not is_colleague:
        found.append(_("Choose somebody else of the agency that gives this support"))
    if is_barred:
        found.append(
            _("This person has declared an interest in the case: choose somebody else")
        )
    if not reason.strip():
        found.append(_("Enter why somebody else gives it"))
    return found


def barriers_to_leaving_out(reason: str) -> list[str]:
    """Return why it does not stand that a need meets no action."""
    return [] if reason.strip() else [_("Enter why there is no action for this need")]


def lacking(words: Mapping[str, str], missing: Mapping[str, str]) -> list[str]:
    return [text for name, text in missing.items() if not words.get(name, "").strip()]
