"""What was told, for people to read and for the desk to route: words, identity, area.

Everything is as told: nothing is corrected, completed or guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.dates import MONTHS

from saltmarsh.casework.identities.facts import Birth, Home, Name, Told
from saltmarsh.casework.referrals import answers as journey
from saltmarsh.casework.referrals import schema as parts
from saltmarsh.casework.referrals.answers import Answers
from saltmarsh.casework.referrals.schema import Depth, Kind, Nature, Question, Schema

INWARD = re.compile(r"[0-9][A-Z]{2}")
OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")


@dataclass(frozen=True)
class Said:
    """One question and its answer in words; `answer` is empty where none was given."""

    question: str
    answer: str
    slug: str
    name: str
    section: str
    nature: Nature
    apart: bool


@dataclass(frozen=True)
class IdentityTold:
    """Who the person is, as told. Empty or None where nobody said.

    other_names, online_names: as many as were told, split at commas and lines.
    born: {"day", "month", "year": int, "certainty": str}, whichever were told.
    age: about how old, in years. address: line_1, line_2, town, postcode.
    """

    names: str = ""
    other_names: tuple[str, ...] = ()
    description: str = ""
    place: str = ""
    born: tuple[tuple[str, int | str], ...] = ()
    age: int | None = None
    gender: str = ""
    address: tuple[tuple[str, str], ...] = ()
    school: str = ""
    employer: str = ""
    phone: str = ""
    email: str = ""
    online_names: tuple[str, ...] = ()


def said(
    schema: Schema, answers: Answers, door: Depth, *, unanswered: bool = False
) -> list[Said]:
    """Return what was asked and answered, in page order, in the active language.

    unanswered: also the questions that were asked and left empty.
    """
    return [
        Said(
            str(question.text),
            in_words(question, answers.get(question.name)),
            page.slug,
            question.name,
            page.section,
            question.nature,
            question.apart,
        )
        for page in journey.asked(schema, answers, door)
        for question in page.questions
        if unanswered or question.name in answers
    ]


def in_words(question: Question, answer: Any) -> str:
    """Return an answer as a person reads it; parts stand on lines of their own."""
    if answer is None:
        return ""
    if question.kind == Kind.DATE:
        return _date_in_words(answer)
    if question.kind == Kind.ADDRESS:
        return "\n".join(answer[part] for part in parts.ADDRESS_PARTS if part in answer)
    if question.kind in (Kind.CHOICE, Kind.YES_NO_UNKNOWN):
        return question.labels[answer]
    if question.kind == Kind.CHOICES:
        return "\n".join(question.labels[value] for value in answer)
    return str(answer)


def identity(schema: Schema, answers: Answers) -> IdentityTold:
    """Return the identity as told, for matching."""
    told = dict(_identity_answers(schema, answers))
    return IdentityTold(
        other_names=_split(told.pop(parts.Identity.OTHER_NAMES, "")),
        online_names=_split(told.pop(parts.Identity.ONLINE_NAMES, "")),
        born=tuple(told.pop(parts.Identity.DATE_OF_BIRTH, {}).items()),
        address=tuple(told.pop(parts.Identity.ADDRESS, {}).items()),
        **{part.value: answer for part, answer in told.items()},
    )


def facts(schema: Schema, answers: Answers, on: date) -> Told:
    """Return the identity as told, as it is kept to be found again.

    on: the day that an age was told on.
    """
    told = identity(schema, answers)
    names = [Name(told.names)] if told.names else []
    lived = dict(told.address)
    lines = (lived.get(part, "") for part in ("line_1", "line_2", "town"))
    home = Home(", ".join(line for line in lines if line), lived.get("postcode", ""))
    return Told(
        names=(*names, *(Name(other, kind="other") for other in told.other_names)),
        births=_births(told, on),
        homes=(home,) if lived else (),
        schools=_one(told.school),
        employers=_one(told.employer),
        phones=_one(told.phone),
        emails=_one(told.email),
        online=told.online_names,
        gender=told.gender,
    )


def _births(told: IdentityTold, on: date) -> tuple[Birth, ...]:
    """Return the date of birth as told, or about which year somebody of that age was
    born in.
    """
    born = Birth(**dict(told.born))  # type: ignore[arg-type]
    if born.year or told.age is None:
        return (born,) if told.born else ()
    year = on.year - told.age
    return (replace(born, year=year, certainty="age"),)


def _one(said: str) -> tuple[str, ...]:
    return (said,) if said else ()


def age_of(schema: Schema, answers: Answers, on: date) -> int | None:
    """Return the person's age in whole years on that day; None when it is not known.

    Of a date of birth without its day or month the youngest age is returned, so
    that a child is never taken for an adult; without its year, the age as told.
    """
    told = identity(schema, answers)
    born = dict(told.born)
    if "year" not in born:
        return told.age
    latest = (int(born.get("month", 12)), int(born.get("day", 31)))
    age = on.year - int(born["year"]) - ((on.month, on.day) < latest)
    return max(age, 0) if int(born["year"]) <= on.year else None


def area(schema: Schema, answers: Answers) -> str | None:
    """Return the postcode district where the person lives, like CO1; or None."""
    postcode = dict(identity(schema, answers).address).get("postcode", "").upper()
    joined = "".join(postcode.split())
    if INWARD.fullmatch(joined[-3:]) and OUTWARD.fullmatch(joined[:-3]):
        return joined[:-3]
    first = (postcode.split() or [""])[0]
    return first if OUTWARD.fullmatch(first) else None


def _identity_answers(
    schema: Schema, answers: Answers
) -> Iterator[tuple[parts.Identity, Any]]:
    for name, answer in answers.items():
        part = schema.questions[name].identity
        if part is not None:
            yield part, answer


def _split(told: str) -> tuple[str, ...]:
    names = (name.strip() for name in re.split(r"[,;\n]", told))
    return tuple(name for name in names if name)


def _date_in_words(answer: dict[str, Any]) -> str:
    told = [
        str(answer.get("day", "")),
        str(MONTHS[answer["month"]]) if "month" in answer else "",
        str(answer.get("year", "")),
    ]
    day = " ".join(part for part in told if part)
    certainty = str(parts.CERTAINTIES.get(answer.get("certainty", ""), ""))
    return "\n".join(line for line in (day, certainty) if line)
