"""When a person may be discussed in a meeting: section 37; and when it meets again."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from saltmarsh.casework.meetings.lifecycle import Side, State, Unit


@dataclass(frozen=True)
class Home:
    """Which police force covers where the person lives. why: why this force, where
    their home is unknown or there is none.
    """

    force: str = ""
    is_known: bool = True
    why: str = ""


@dataclass(frozen=True)
class Room:
    """Who is there for one person, those with an interest left out. chair: who of the
    local authority is in the chair, "" for nobody. police: {force: who attends}.
    """

    chair: str = ""
    police: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()


def plain(name: str) -> str:
    """Return the name of a force as it is compared: "the Estuary  police" is
    "Estuary Police".
    """
    return " ".join(name.split()).casefold().removeprefix("the ")


def attending(room: Room, force: str) -> str:
    """Return who attends for a police force, "" for nobody."""
    known = {plain(name): who for name, who in room.police.items()}
    return known.get(plain(force), "")


def barriers_to_discussing(room: Room, home: Home) -> list[str]:
    """Return why a person may be neither discussed nor decided about: section 37."""
    found = []
    if not room.chair:
        found.append(
            _(
                "Nobody of the local authority is in the chair. Section 37 does not let "
                "the panel discuss a person without them"
            )
        )
    if not home.force.strip():
        found.append(_("Record which police force covers where the person lives"))
    elif not attending(room, home.force):
        found.append(
            _(
                "Nobody attends for %(force)s, the police force of where the person "
                "lives. Section 37 does not let the panel discuss them without it"
            )
            % {"force": home.force}
        )
    return found + barriers_to_placing(home)


def barriers_to_placing(home: Home) -> list[str]:
    """Return why it is not recorded well enough where the person lives."""
    if home.is_known or home.why.strip():
        return []
    return [_("Enter why this force attends, as the home is not known")]


def barriers_to_sitting(state: str, on: date, today: date) -> list[str]:
    """Return why nothing can be discussed in the meeting at all."""
    if state == State.CANCELLED:
        return [_("The meeting was cancelled")]
    if state == State.APPROVED:
        return [_("The minutes of this meeting are approved: it is over")]
    if on > today:
        return [_("The day of the meeting has not come yet")]
    return []


def barriers_to_deciding(*, is_open: bool, is_decided: bool) -> list[str]:
    """Return why the panel decides nothing about the person at this point."""
    if is_decided:
        return [_("The panel has decided about this case in this meeting already")]
    return [] if is_open else [_("Open the case in the meeting first")]


def barriers_to_chairing(side: str, *, attends: bool) -> list[str]:
    """Return why somebody cannot be in the chair."""
    found = []
    if side != Side.AUTHORITY:
        found.append(_("The local authority is in the chair: section 37"))
    if not attends:
        found.append(_("Whoever is in the chair must attend"))
    return found


def barriers_to_coming(
    *, side: str, force: str, name: str, is_known: bool = False
) -> list[str]:
    """Return why somebody cannot be put on the list of who comes. is_known: whether
    they are on it.
    """
    found = []
    if is_known:
        found.append(_("This person is on the list already"))
    if not name.strip():
        found.append(_("Enter the name of who comes"))
    if side == Side.POLICE and not force.strip():
        found.append(_("Enter the police force that they come for"))
    return found


def barriers_to_taking_over(
    *, is_held: bool, is_colleague: bool, is_seated: bool, is_barred: bool
) -> list[str]:
    """Return why somebody cannot have a standing member's place.

    is_colleague: whether they work where that member does. is_barred: whether they
    declared an interest in a case on the agenda of a meeting that is still ahead.
    """
    found = []
    if not is_held:
        found.append(_("This place was given to somebody else, or has ended"))
    if not is_colleague:
        found.append(_("Choose somebody else of the agency that has this place"))
    if is_seated:
        found.append(_("This person has a standing place in this series already"))
    if is_barred:
        found.append(
            _(
                "This person has declared an interest in a case on the agenda: choose "
                "somebody else"
            )
        )
    return found


def barriers_to_changing(state: str) -> list[str]:
    """Return why the meeting, its agenda or who attends cannot be changed."""
    if state == State.CANCELLED:
        return [_("The meeting was cancelled")]
    if state == State.APPROVED:
        return [_("The minutes are approved. Write an addendum instead")]
    return []


def barriers_to_listing(*, is_listed: bool) -> list[str]:
    """Return why a case cannot be put on the agenda."""
    return [_("This case is on the agenda already")] if is_listed else []


def barriers_to_removing(*, is_used: bool, has_documents: bool = False) -> list[str]:
    """Return why a case stays on the agenda. is_used: it was opened or written about.
    has_documents: some were added to its papers.
    """
    found = []
    if is_used:
        found.append(_("It was opened or written about in this meeting, so it stays"))
    if has_documents:
        found.append(_("Documents go with its paper. Take them off first"))
    return found


def barriers_to_attaching(state: str, *, is_closed: bool) -> list[str]:
    """Return why no document can be added to the papers. is_closed: they were open to
    those who come, and are no more.
    """
    if state == State.CANCELLED:
        return [_("The meeting was cancelled")]
    if is_closed or state == State.APPROVED:
        return [_("The papers of this meeting are closed: nobody would read it")]
    return []


def barriers_to_taking_off(*, has_begun: bool, is_read: bool) -> list[str]:
    """Return why a document stays with the papers. is_read: it can be, or may become so
    once it is checked.
    """
    if has_begun and is_read:
        return [_("The meeting has begun, so its papers stay as they are")]
    return []


def barriers_to_approving(*, has_come: bool, is_written: bool) -> list[str]:
    """Return why the minutes cannot be approved. has_come: whether its day has."""
    found = []
    if not has_come:
        found.append(_("The day of the meeting has not come yet"))
    if not is_written:
        found.append(_("Nothing has been written yet"))
    return found


def barriers_to_adding_after(state: str, text: str) -> list[str]:
    """Return why no addendum can be written."""
    if state != State.APPROVED:
        return [_("The minutes are not approved yet: change them instead")]
    return [] if text.strip() else [_("Enter what is to be added")]


def next_day(day: date, every: int, unit: str) -> date:
    """Return when a series that met on `day` meets again. A month has the same weekday
    again, as its second Tuesday; a fifth becomes the last.
    """
    if unit == Unit.WEEKS:
        return day + timedelta(weeks=every)
    which = (day.day - 1) // 7
    year, month = divmod(day.year * 12 + day.month - 1 + every, 12)
    first = date(year, month + 1, 1)
    found = 1 + (day.weekday() - first.weekday()) % 7 + 7 * which
    if found > monthrange(year, month + 1)[1]:
        found -= 7
    return first.replace(day=found)
