"""Who may ask another partnership about whom, and what may be sent. Plain values."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from saltmarsh.casework.neighbours.lifecycle import Fact, Ground


@dataclass(frozen=True)
class Home:
    """An address as known. is_recorded: somebody recorded it after the referral."""

    text: str
    is_recorded: bool = False
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class Known:
    """One fact that may be sent. key: what the form calls it. source: the reference of
    the linked referral that it comes from; "" for the referral asked about.
    """

    key: str
    kind: str
    text: str
    source: str = ""


def has_moved(homes: Collection[Home]) -> bool:
    """Tell whether a move of home is recorded: an address with the time it ended, or a
    new one, with the time it began, beside another.
    """
    recorded = [home for home in homes if home.is_recorded]
    places = {" ".join(home.text.casefold().split()) for home in homes}
    return any(home.until for home in recorded) or (
        len(places) > 1 and any(home.since for home in recorded)
    )


def grounds(*, section_36: str, homes: Collection[Home]) -> list[Ground]:
    """Return what lets somebody ask. section_36: the code of the newest decision."""
    found = [Ground.SECTION_36] if section_36 == "met" else []
    return [*found, Ground.MOVED] if has_moved(homes) else found


def each_once(known: Iterable[Known]) -> list[Known]:
    """Return each fact once: the referral's own before the same from a linked one."""
    own_first = sorted(known, key=lambda one: bool(one.source))
    kept = {one.key: one for one in reversed(own_first)}
    return [one for one in own_first if kept[one.key] is one]


def is_as_open(*, restricted: tuple[bool, bool], teams: tuple[Any, Any]) -> bool:
    """Tell whether whoever may open one referral may open the other: both of one team,
    and none restricted to named people.
    """
    return not any(restricted) and teams[0] == teams[1]


def minimum(known: Sequence[Known]) -> list[str]:
    """Return the keys of what is ticked at first: one name and one date of birth, of
    the referral itself.
    """
    kinds = (Fact.NAME, Fact.BIRTH)
    own = [one for one in known if not one.source]
    first = (next((one for one in own if one.kind == kind), None) for kind in kinds)
    return [one.key for one in first if one]


def barriers_to_asking(*, has_grounds: bool, is_open_already: bool) -> list[str]:
    """Return why this partnership cannot be asked about this person; empty when it
    can.
    """
    found = []
    if not has_grounds:
        found.append(
            _(
                "Another partnership may be asked only after the section 36 decision was "
                "“met”, or when a move of home is recorded"
            )
        )
    if is_open_already:
        found.append(
            _("A request to this partnership about this person is open already")
        )
    return found


def barriers_to_sending(kinds: Collection[str], *, reason: str) -> list[str]:
    """Return why these kinds of facts cannot be sent for this reason."""
    found = []
    if Fact.NAME not in kinds:
        found.append(_("Select at least one name: nobody can answer without"))
    if not reason.strip():
        found.append(_("Enter why you ask"))
    return found


def barriers_to_signing(
    *, is_own: bool, has_officer: bool, has_grounds: bool, answers: bool
) -> list[str]:
    """Return why a request cannot be signed and sent. answers: the other partnership
    still answers requests.
    """
    found = []
    if is_own:
        found.append(_("Another manager signs: you wrote this request yourself"))
    if not has_officer:
        found.append(
            _("Nobody here is the data protection officer, who must be told: add them")
        )
    if not has_grounds:
        found.append(_("What allowed this request does not stand any more"))
    if not answers:
        found.append(_("The other partnership does not answer requests any more"))
    return found
