"""What an answer to each kind of question is, and what is wrong with what was typed.

| Kind                    | Inputs (see `Question.inputs`)         | Answer              |
|-------------------------|----------------------------------------|---------------------|
| text, long_text         | name                                   | str                 |
| email, phone            | name                                   | str                 |
| choice, yes_no_unknown  | name                                   | str, a value        |
| choices                 | name, several times                    | list of values      |
| age                     | name                                   | int, whole years    |
| date                    | name-day, -month, -year, -certainty    | dict of those given |
| address                 | name-line_1, -line_2, -town, -postcode | dict of those given |

Nothing typed is no answer (None). All answers are plain JSON.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.referrals.schema import (
    ADDRESS_PARTS,
    CERTAINTIES,
    DATE_PARTS,
    Kind,
    Question,
)

Posted = Mapping[str, str | Sequence[str]]

OLDEST_YEAR = 1900
LATEST_YEAR = 2100
OLDEST = 125  # years
LONGEST_LINE = 200  # characters
LONGEST_POSTCODE = 12
LONGEST_EMAIL = 254
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
PHONE = re.compile(
    r"\+?[0-9 ()./\-]+((x|ext\.?|extension) ?[0-9]{1,6})?", re.IGNORECASE
)
FEWEST_DIGITS, MOST_DIGITS = 3, 21
LONGEST_PHONE = 40  # characters


class Problem(Exception):
    """What was typed cannot be taken. The argument is what to say beside the field."""


def clean(question: Question, posted: Posted) -> Any:
    """Return the answer in `posted`; None when there is none.

    Raises Problem. Looks only at the question's own inputs.
    """
    return CLEANERS[question.kind](question, posted)


def typed(question: Question, answer: Any) -> dict[str, str | list[str]]:
    """Return {input: what to show in it} for an answer given earlier, or None."""
    if answer is None:
        return {}
    if isinstance(answer, dict):
        return {f"{question.name}-{part}": str(said) for part, said in answer.items()}
    return {question.name: answer if isinstance(answer, list) else str(answer)}


def _several(posted: Posted, name: str) -> list[str]:
    found = posted.get(name, [])
    return [found] if isinstance(found, str) else list(found)


def _one(posted: Posted, name: str) -> str:
    """Return the last thing posted as `name`, without space around and NULs inside."""
    found = _several(posted, name)
    text = found[-1] if found else ""
    return text.replace("\x00", "").replace("\r\n", "\n").strip()


def _short(text: str, most: int, what: object) -> str:
    if len(text) > most:
        raise Problem(
            _("“%(what)s” must be %(most)s characters or fewer")
            % {"what": what, "most": f"{most:,}"}
        )
    return text


def _text(question: Question, posted: Posted) -> str | None:
    text = _one(posted, question.name)
    if question.kind != Kind.LONG_TEXT:
        text = " ".join(text.split())
    return _short(text, question.most, question.text) or None


def _choice(question: Question, posted: Posted) -> str | None:
    value = _one(posted, question.name)
    if value and value not in question.labels:
        raise Problem(_("Select one of the answers shown"))
    return value or None


def _choices(question: Question, posted: Posted) -> list[str] | None:
    values = {value for value in _several(posted, question.name) if value}
    if not values <= question.labels.keys():
        raise Problem(_("Select from the answers shown"))
    alone = {choice.value for choice in question.choices if choice.alone}
    if values & alone and len(values) > 1:
        (first, *_rest) = [question.labels[value] for value in sorted(values & alone)]
        raise Problem(
            _("Select what applies, or select “%(alone)s”") % {"alone": first}
        )
    return [value for value in question.labels if value in values] or None


def _age(question: Question, posted: Posted) -> int | None:
    text = _one(posted, question.name)
    if not text:
        return None
    if not re.fullmatch("[0-9]{1,3}", text, re.ASCII) or int(text) > OLDEST:
        raise Problem(_("Age must be a whole number, like 14"))
    return int(text)


def _email(question: Question, posted: Posted) -> str | None:
    text = _one(posted, question.name)
    if text and (len(text) > LONGEST_EMAIL or not EMAIL.fullmatch(text)):
        raise Problem(
            _("Enter an email address in the correct format, like name@example.com")
        )
    return text or None


def _phone(question: Question, posted: Posted) -> str | None:
    text = _one(posted, question.name)
    digits = sum(character.isdigit() for character in text)
    fits = FEWEST_DIGITS <= digits <= MOST_DIGITS and len(text) <= LONGEST_PHONE
    if text and not (fits and PHONE.fullmatch(text)):
        raise Problem(
            _("Enter a telephone number, like 01632 960 001 or +44 808 157 0192")
        )
    return text or None


def _address(question: Question, posted: Posted) -> dict[str, str] | None:
    lines = {}
    for part in ADDRESS_PARTS:
        line = " ".join(_one(posted, f"{question.name}-{part}").split())
        most = LONGEST_POSTCODE if part == "postcode" else LONGEST_LINE
        if _short(line, most, question.text):
            lines[part] = line
    return lines or None


def _date(question: Question, posted: Posted) -> dict[str, int | str] | None:
    by_part = {part: _one(posted, f"{question.name}-{part}") for part in DATE_PARTS}
    typed_in = {part: text for part, text in by_part.items() if text}
    certainty = typed_in.pop("certainty", "")
    parts = {part: _number(part, said) for part, said in typed_in.items()}
    _check_parts(question, parts)
    _check_certainty("exact" if question.exact and parts else certainty, parts)
    return parts | ({"certainty": certainty} if certainty else {}) or None


def _number(part: str, said: str) -> int:
    least, most = {"day": (1, 31), "month": (1, 12)}.get(
        part, (OLDEST_YEAR, LATEST_YEAR)
    )
    if not re.fullmatch("[0-9]{1,4}", said, re.ASCII):
        raise Problem(_("Date must be in numbers, like 27 3 2007"))
    if not least <= int(said) <= most:
        raise Problem(
            {
                "day": _("Day must be between 1 and 31"),
                "month": _("Month must be between 1 and 12"),
            }.get(part, _("Year must have 4 numbers, like 2007"))
        )
    return int(said)


def _check_parts(question: Question, parts: dict[str, int]) -> None:
    if "day" in parts and "month" not in parts:
        raise Problem(_("Date must include a month if it includes a day"))
    year = parts.get("year", 2000)  # a leap year: 29 February may be right
    try:
        first = date(year, parts.get("month", 1), parts.get("day", 1))
    except ValueError:
        raise Problem(_("Date must be a real date")) from None
    if question.past and "year" in parts and first > timezone.localdate():
        raise Problem(_("Date must be today or in the past"))


def _check_certainty(certainty: str, parts: dict[str, int]) -> None:
    if certainty and certainty not in CERTAINTIES:
        raise Problem(_("Select how sure you are of the date"))
    if certainty == "exact" and len(parts) < len(DATE_PARTS) - 1:
        raise Problem(_("An exact date must include a day, a month and a year"))
    if certainty == "about" and not parts:
        raise Problem(_("Enter as much of the date as you know, like the year"))
    if certainty == "unknown" and parts:
        raise Problem(_("Enter a date, or say that you do not know it, but not both"))


CLEANERS: dict[Kind, Callable[[Question, Posted], Any]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.YES_NO_UNKNOWN: _choice,
    Kind.DATE: _date,
    Kind.AGE: _age,
    Kind.EMAIL: _email,
    Kind.PHONE: _phone,
    Kind.ADDRESS: _address,
}
