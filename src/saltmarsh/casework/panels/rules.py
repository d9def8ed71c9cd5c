"""What must be so before a panel's decision stands: sections 36(5), 36(6) and 37; and
before an action is given.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from saltmarsh.casework.panels.lifecycle import Care, Mode, Outcome


@dataclass(frozen=True)
class Sitting:
    """Who sat when it was decided.

    chair: who attended for the local authority, in the chair. police: who attended for
    the police `force`. force_why: which force that is, and why, where the home of the
    person is unknown or there is none. present: everybody who took part, as the minutes
    name them; nobody with an interest in the case.
    """

    on: date
    chair: str
    police: str
    force: str
    home_is_known: bool = True
    force_why: str = ""
    present: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decided:
    """What was decided. care, care_why: what section 36(6) asks for; care_to: who was
    asked to take the person, where somebody was. consent_plan: how,
    when and by whom consent is asked for. unasked_why: why who made the referral was
    not asked again, where nobody did.
    """

    outcome: str
    mode: str
    reasons: str
    dissent: str = ""
    consent_plan: str = ""
    care: str = ""
    care_why: str = ""
    care_to: str = ""
    unasked_why: str = ""


def barriers_to_sitting(sitting: Sitting, today: date) -> list[str]:
    """Return why a panel that sat so cannot decide about a person: section 37."""
    found = []
    if sitting.on > today:
        found.append(_("The day of the meeting must be today or in the past"))
    if not sitting.chair.strip():
        found.append(
            _(
                "Nobody attended for the local authority in the chair. Section 37 does "
                "not let the panel decide without them"
            )
        )
    if not (sitting.police.strip() and sitting.force.strip()):
        found.append(
            _(
                "Nobody attended for the police force of where the person lives. "
                "Section 37 does not let the panel decide without them"
            )
        )
    if not sitting.home_is_known and not sitting.force_why.strip():
        found.append(_("Enter why this force attended, as the home is not known"))
    return found


def barriers_to_deciding(decided: Decided) -> list[str]:
    """Return why the decision is not complete: sections 36(5), 36(6) and 37."""
    found = []
    if not decided.reasons.strip():
        found.append(_("Enter the panel’s reasons"))
    if decided.mode != Mode.UNANIMOUS and not decided.dissent.strip():
        found.append(_("Enter who dissented, and why"))
    if decided.outcome == Outcome.ADOPTED and not decided.consent_plan.strip():
        found.append(_("Enter how, when and by whom consent is asked for"))
    if decided.outcome == Outcome.NOT_ADOPTED and not (
        decided.care and decided.care_why.strip()
    ):
        found.append(
            _(
                "Consider a referral to health or social care first, and enter the "
                "reason: section 36(6) asks for it"
            )
        )
    return found + barriers_to_referring(decided)


def barriers_to_referring(decided: Decided) -> list[str]:
    """Return why a referral to health or social care could not be followed."""
    is_referred = (decided.outcome, decided.care) == (
        Outcome.NOT_ADOPTED,
        Care.REFERRED,
    )
    if not is_referred or decided.care_to.strip():
        return []
    return [_("Enter which service was asked to take the person")]


def barriers_to_answering(words: str) -> list[str]:
    """Return why the answer of health or social care cannot be recorded."""
    return [] if words.strip() else [_("Enter what they said, and what follows")]


def barriers_without_the_referrer(*, is_asked: bool, why: str) -> list[str]:
    """Return why the panel cannot decide before who made the referral was asked again.
    The rule is ours and no law: domain reference 6.4, the school that was left out.
    """
    if is_asked or why.strip():
        return []
    return [
        _(
            "Nobody has asked who made the referral again. Ask them first, or enter why "
            "not"
        )
    ]


@dataclass(frozen=True)
class Task:
    """What somebody is to do: exactly one person, for which agency, by which day."""

    text: str
    agency: str
    due_on: date


def barriers_to_giving(
    task: Task, today: date, *, has_left: bool, is_barred: bool
) -> list[str]:
    """Return why an action cannot be given so. has_left: whether its owner has.
    is_barred: whether they have declared an interest in the case.
    """
    found = []
    if not task.text.strip():
        found.append(_("Enter what is to be done"))
    if not task.agency.strip():
        found.append(_("Enter the agency that the owner acts for"))
    if task.due_on < today:
        found.append(_("The day must be today or in the future"))
    return found + barriers_to_owning(has_left=has_left, is_barred=is_barred)


def barriers_to_owning(*, has_left: bool, is_barred: bool) -> list[str]:
    """Return why somebody cannot own an action about a case."""
    found = []
    if has_left:
        found.append(_("This person has left"))
    if is_barred:
        found.append(_("This person has declared an interest in the case"))
    return found


def barriers_to_passing_on(
    *, agency: str, is_done: bool, has_left: bool, is_barred: bool
) -> list[str]:
    """Return why an action cannot be given to somebody else."""
    found = []
    if is_done:
        found.append(_("It is recorded as done already"))
    if not agency.strip():
        found.append(_("Enter the agency that the owner acts for"))
    return found + barriers_to_owning(has_left=has_left, is_barred=is_barred)


def barriers_to_finishing(*, note: str, is_done: bool) -> list[str]:
    """Return why an action cannot be recorded as done."""
    if is_done:
        return [_("It is recorded as done already")]
    return [] if note.strip() else [_("Enter what was done")]


def barriers_to_going(*, has_actions: bool) -> list[str]:
    """Return why a member cannot leave, or stop taking part in the panel."""
    if not has_actions:
        return []
    return [
        _(
            "This person still has actions of the panel. Somebody who prepares its "
            "meetings gives them to others first, on the list of actions"
        )
    ]
