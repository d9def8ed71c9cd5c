from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from saltmarsh.casework.triage.kinds import Deconfliction, Kind, PoliceOutcome, Told

# That a referral was read, and what a referrer was told, needs no reasons; why somebody
# is told nothing does, and has a rule of its own.
SPEAKS_FOR_ITSELF = {Kind.ACKNOWLEDGED, Kind.FEEDBACK}


def barriers_to_deciding(stage: str, stages: Collection[str]) -> list[str]:
    """Return why this cannot be decided at `stage`: it is for others alone."""
    if stage in stages:
        return []
    return [_("This cannot be decided at the stage that the referral is now at")]


def barriers_to_writing(kind: str, reasons: str) -> list[str]:
    """Return why a decision cannot be written down: whoever reads it later must find
    why it was taken. Source: domain reference 6.5.
    """
    if reasons.strip() or kind in SPEAKS_FOR_ITSELF:
        return []
    return [_("Enter your reasons")]


def barriers_to_reviewing(
    *, review_on: date, lead_agency: str, today: date
) -> list[str]:
    """Return why a referral cannot be left below the threshold: somebody must lead,
    and somebody must look again.
    """
    found = []
    if not lead_agency.strip():
        found.append(_("Name the agency that leads now"))
    if review_on <= today:
        found.append(_("The review must be in the future"))
    return found


def barriers_to_outcome(
    *, deconfliction: str, code: str, assessed_on: date | None, today: date
) -> list[str]:
    """Return why the police outcome cannot be recorded as it stands."""
    found = []
    if assessed_on is None and code != PoliceOutcome.POLICE_LED:
        found.append(_("Enter the date that the gateway assessment was done"))
    if assessed_on is not None and assessed_on > today:
        found.append(_("The gateway assessment must be done today or in the past"))
    if deconfliction == Deconfliction.AWAITED:
        found.append(_("Wait for the result of deconfliction"))
    return found


def barriers_to_asking(*, of_referrer: str, of_team: str) -> list[str]:
    """Return why nothing can be asked: neither the referrer nor anybody else is."""
    if of_referrer.strip() or of_team.strip():
        return []
    return [_("Enter a question for the referrer, one for somebody else, or both")]


def barriers_to_telling(
    *, told: str, is_anonymous: bool, decided: bool, reason: str
) -> list[str]:
    """Return why the referrer cannot be told this.

    decided: whether the officer says by name that the outcome is to be told.
    """
    found = []
    if told == Told.OUTCOME and is_anonymous:
        found.append(_("The outcome is not told to somebody who is anonymous"))
    if told == Told.OUTCOME and not decided:
        found.append(_("Say that you have decided to tell the outcome"))
    if told in {Told.OUTCOME, Told.NOT_TOLD} and not reason.strip():
        found.append(_("Enter your reason"))
    return found
