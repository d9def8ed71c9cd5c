"""What must be so before a partner is asked, and before an answer is taken.

Source: domain reference 2.1, section 38, 2.4, row 5, and 2.6.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from saltmarsh.casework.gathering.lifecycle import Answer, Stage


@dataclass(frozen=True)
class Known:
    """One fact that a partner may need to recognise the person. key: what a form
    calls it.
    """

    key: str
    kind: str
    text: str


@dataclass(frozen=True)
class Wanted:
    """What is asked, and what goes with it. person: what tells who it is about, as
    little as recognises them. is_referrer: it goes to who made the referral.
    """

    sector: str
    purpose: str
    basis: str
    questions: str
    person: Sequence[str]
    due_on: date
    is_referrer: bool = False


def barriers_to_asking(
    wanted: Wanted, *, today: date, is_open: bool, has_left: bool
) -> list[str]:
    """Return why this is not asked. is_open: the case is. has_left: who is asked has."""
    found = []
    if not is_open:
        found.append(_("The case has ended: nobody is asked about it any more"))
    if has_left:
        found.append(_("This person does not work with you any more"))
    if not any(text.strip() for text in wanted.person):
        found.append(_("Say who the request is about"))
    if wanted.due_on < today:
        found.append(_("The day to answer by must be today or later"))
    missing = {
        _("Enter the purpose"): wanted.purpose,
        _("Enter the lawful basis"): wanted.basis,
        _("Enter what you ask"): wanted.questions,
    }
    return found + [words for words, text in missing.items() if not text.strip()]


def barriers_to_answering(*, answer: str, words: str) -> list[str]:
    """Return why this is no answer: a reply tells something, a refusal why."""
    if words.strip() or answer == Answer.NIL:
        return []
    if answer == Answer.REFUSED:
        return [_("Enter why you do not answer")]
    return [_("Enter what you want to tell")]


def barriers_to_adding(*, stage: str, words: str) -> list[str]:
    """Return why nothing can be added to an answer."""
    found = []
    if stage != Stage.ANSWERED:
        found.append(_("There is no answer yet to add to"))
    if not words.strip():
        found.append(_("Enter what you want to add"))
    return found


def barriers_to_passing_on(*, is_out: bool, is_colleague: bool) -> list[str]:
    """Return why somebody else cannot be asked instead.

    is_colleague: whether they work for the organisation that was asked.
    """
    found = []
    if not is_out:
        found.append(_("It is answered or withdrawn"))
    if not is_colleague:
        found.append(_("Choose somebody else of the organisation that was asked"))
    return found


def barriers_to_withdrawing(*, reason: str) -> list[str]:
    return [] if reason.strip() else [_("Enter why you withdraw the request")]


def minimum(known: Sequence[Known]) -> list[str]:
    """Return the keys of what is picked at first: one name and one date of birth."""
    first = (next((one for one in known if one.kind == kind), None) for kind in LEAST)
    return [one.key for one in first if one]


LEAST = ("name", "birth")
