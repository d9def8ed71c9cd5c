"""What a record of consent must say, and when support may start."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from saltmarsh.casework.consents.lifecycle import Age, Giver, State

# What is always told of how consent was asked for: {name: why it is missing}.
ALWAYS = ("asked_by", "explained", "leaflet", "who_is_told")


@dataclass(frozen=True)
class Asked:
    """How consent was asked for, and what was answered. words: {name: text}, of

    asked_by, explained, leaflet (its version) and who_is_told: always;
    giver, relationship, evidence (of parental responsibility) and own_view (of the
    young person): under 18; capacity and interpreter: what there was to say.
    """

    state: str
    age: str
    giver: str
    how: str
    capacity: str
    asked_on: date
    answered_on: date
    words: Mapping[str, str] = field(default_factory=dict)


def barriers_to_recording(asked: Asked, today: date) -> list[str]:
    """Return why the answer cannot be recorded so."""
    found = []
    if not asked.asked_on <= asked.answered_on <= today:
        found.append(
            _("The answer must come on or after the day of asking, and not after today")
        )
    missing = {
        "asked_by": _("Enter who asked"),
        "explained": _("Enter what was explained"),
        "leaflet": _("Enter which version of the leaflet was given"),
        "who_is_told": _("Enter who may be told, as it was explained"),
    }
    found += [missing[name] for name in ALWAYS if lacks(asked, name)]
    return found + barriers_of_age(asked)


def barriers_of_age(asked: Asked) -> list[str]:
    """Return why the answer is not that of whoever has to give it: the person, or
    under 18 a parent or guardian.
    """
    if asked.age == Age.ADULT:
        if asked.giver == Giver.PERSON:
            return []
        return [_("Somebody who is 18 or over answers for themselves")]
    found = []
    if asked.giver != Giver.PARENT:
        found.append(
            _("Under 18 a parent or guardian answers: section 36 asks for theirs")
        )
    missing = {
        "giver": _("Enter the name of the parent or guardian"),
        "relationship": _("Enter how they are related"),
        "evidence": _("Enter what shows that they have parental responsibility"),
        "own_view": _("Enter the young person’s own view, or why it was not asked"),
    }
    return found + [words for name, words in missing.items() if lacks(asked, name)]


def lacks(asked: Asked, name: str) -> bool:
    return not asked.words.get(name, "").strip()


def barriers_to_supporting(standing: str) -> list[str]:
    """Return why support cannot start. standing: the state of the newest answer since
    the case was adopted, "" for none.
    """
    if standing == State.GIVEN:
        return []
    return [
        _(
            "Support cannot start without consent: section 36(4)(b). Record first that "
            "it was given"
        )
    ]


def barriers_to_planning(due_on: date, today: date) -> list[str]:
    """Return why a further assessment cannot be planned for a day."""
    if due_on > today:
        return []
    return [_("The further assessment must be in the future")]
