"""Who may transfer what to whom, and who keeps what access. Plain values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saltmarsh.casework.transfers.lifecycle import Part, Sight

HERE, THERE = "here", "there"
SIDES = {HERE: "Where it was led", THERE: "Where it is led then"}


@dataclass(frozen=True)
class Row:
    """Who has what: before a transfer is asked, while it is, and once it is accepted.

    side: HERE, where the case was led until then, or THERE. roles: their names.
    """

    side: str
    roles: tuple[str, ...]
    who: Any
    before: Sight
    asked: Sight
    after: Sight


@dataclass(frozen=True)
class Answerer:
    """Who answers by link and code, in their own words. reference: what they call the
    case. on: when their panel accepted it.
    """

    name: str
    role: str
    words: str = ""
    reference: str = ""
    on: date | None = None


# The one table: pages and documents show it, and tests hold the code to it.
ACCESS = (
    Row(
        HERE,
        ("triage_officer", "manager"),
        gettext_lazy("Whoever leads the case, and those of its team who work on cases"),
        *(Sight.WORKS, Sight.WORKS, Sight.REVIEWS),
    ),
    Row(
        HERE,
        ("panel_chair",),
        gettext_lazy("Chairs of the panel, of its team"),
        *(Sight.DECIDES, Sight.DECIDES, Sight.READS),
    ),
    Row(
        HERE,
        ("intervention_provider",),
        gettext_lazy("An intervention provider who gives it support"),
        *(Sight.OWN, Sight.OWN, Sight.NOTHING),
    ),
    Row(
        HERE,
        ("partner",),
        gettext_lazy("A partner who was asked for information"),
        *(Sight.ASKED, Sight.ASKED, Sight.ANSWERED),
    ),
    Row(
        HERE,
        ("data_protection_officer",),
        gettext_lazy("The data protection officer"),
        *(Sight.NOTHING, Sight.REGISTER, Sight.REGISTER),
    ),
    Row(
        THERE,
        ("manager", "panel_chair"),
        gettext_lazy("Managers and chairs of the panel"),
        *(Sight.NOTHING, Sight.PACK, Sight.THERE),
    ),
    Row(
        THERE,
        ("triage_officer",),
        gettext_lazy("Others who work on cases, of the team that takes it on"),
        *(Sight.NOTHING, Sight.NOTHING, Sight.THERE),
    ),
    Row(
        THERE,
        ("data_protection_officer",),
        gettext_lazy("The data protection officer"),
        *(Sight.NOTHING, Sight.REGISTER, Sight.REGISTER),
    ),
    Row(
        THERE,
        (),
        gettext_lazy(
            "Where the panel does not use this service: whoever has the link and a code "
            "sent to its registered mailbox"
        ),
        *(Sight.NOTHING, Sight.PACK, Sight.COPY),
    ),
)
# The roles that sign here and answer there.
ANSWERING = next(row.roles for row in ACCESS if row.asked == Sight.PACK)


def in_markdown() -> str:
    """Return the table as the documents show it."""
    head = "| Who | Before | While it is asked | Once it is accepted |\n"
    lines = [
        f"| {SIDES[row.side]}: {row.who} | {row.before.label} | {row.asked.label} | "
        f"{row.after.label} |\n"
        for row in ACCESS
    ]
    return "".join([head, "| --- | --- | --- | --- |\n", *lines])


def barriers_to_asking(
    *, is_open: bool, is_asked: bool, is_basis_seen: bool
) -> list[str]:
    """Return why a transfer of the case cannot be asked.

    is_basis_seen: whoever asks may read the section 36 referral that it rests on.
    """
    found = []
    if not is_open:
        found.append(_("The case has ended"))
    if is_asked:
        found.append(_("A transfer of this case is asked already"))
    if not is_basis_seen:
        found.append(_("You cannot see the section 36 referral that the case rests on"))
    return found


def barriers_to_sending(parts: Collection[str], *, words: str) -> list[str]:
    """Return why a pack of these parts cannot be sent."""
    found = []
    if Part.IDENTITY not in parts:
        found.append(_("The pack says who the person is: nobody can answer without"))
    if not words.strip():
        found.append(_("Enter why the other panel should lead"))
    return found


def barriers_to_signing(
    *, is_own: bool, has_officer: bool, is_open: bool, takes: bool
) -> list[str]:
    """Return why a transfer cannot be signed. takes: the other panel takes cases."""
    found = []
    if is_own:
        found.append(_("Another person signs: you wrote this yourself"))
    if not has_officer:
        found.append(
            _("Nobody here is the data protection officer, who must be told: add them")
        )
    if not is_open:
        found.append(_("The case has ended"))
    if not takes:
        found.append(_("The other panel does not take cases any more"))
    return found


def barriers_to_answering(*, accepts: bool, words: str, leads: bool) -> list[str]:
    """Return why a transfer cannot be answered so. leads: somebody is named to lead."""
    if accepts:
        return [] if leads else [_("Name who leads the case")]
    return [] if words.strip() else [_("Enter why you decline")]


def barriers_by_link(
    who: Answerer, *, accepts: bool, asked_on: date, today: date
) -> list[str]:
    """Return why a transfer cannot be answered so by link and code."""
    found = []
    if not who.name.strip():
        found.append(_("Enter your name"))
    if not who.role.strip():
        found.append(_("Enter your job, and for whom you work"))
    if not accepts:
        return found if who.words.strip() else [*found, _("Enter why you decline")]
    if not who.reference.strip():
        found.append(_("Enter your own reference of the case"))
    if who.on is None or not asked_on <= who.on <= today:
        found.append(_("The day must be between the day it was asked and today"))
    return found


def barriers_to_sending_again(*, waits: bool) -> list[str]:
    """Return why the link cannot be sent again. waits: it went by link, and the other
    panel has not answered.
    """
    return [] if waits else [_("There is nothing to send again")]
