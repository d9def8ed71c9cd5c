"""What must be so before a panel's decision stands: sections 36(5), 36(6) and 37."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from saltmarsh.casework.panels.lifecycle import Mode, Outcome


@dataclass(frozen=True)
class Sitting:
    """Who sat when it was decided.

    chair: who attended for the local authority, in the chair. police: who attended for
    the police `force`. force_why: which force that is, and why, where the home of the
    person is unknown or there is none.
    """

    on: date
    chair: str
    police: str
    force: str
    home_is_known: bool = True
    force_why: str = ""


@dataclass(frozen=True)
class Decided:
    """What was decided. care, care_why: what section 36(6) asks for. consent_plan: how,
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
    return found


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
