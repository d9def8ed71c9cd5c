"""What a fact about a person says, and why one cannot be recorded. Plain values.

A value is what JSON can hold: {"text", "kind"} of a name; {"year", "month", "day"} or
{"age", "on"} of a birth; {"lines", "postcode"} of an address; else {"text"}. Any may
have "since", "until" and "told_by", in words.
"""

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from saltmarsh.casework.identities.facts import Birth, Home, Name, Told
from saltmarsh.casework.people.lifecycle import Kind, NameKind, Precision, Script

Value = dict[str, Any]
OLDEST_YEARS = 120
PLURALS = {
    Kind.SCHOOL: "schools",
    Kind.EMPLOYER: "employers",
    Kind.PHONE: "phones",
    Kind.EMAIL: "emails",
    Kind.ONLINE: "online",
}


def barriers(kind: str, value: Value, today: date) -> list[str]:
    """Return why a fact cannot be recorded; empty when it can."""
    if kind == Kind.BIRTH:
        return barriers_to_birth(value, today)
    if kind == Kind.HOME:
        known = value.get("lines") or value.get("postcode")
        return [] if known else [_("Enter an address or a postcode")]
    return [] if value.get("text") else [_("Enter what you know")]


def barriers_to_birth(value: Value, today: date) -> list[str]:
    if ("age" in value) == ("year" in value):
        return [_("Enter the year of birth, or an age and the day it was told on")]
    if "age" in value:
        return _barriers_to_age(value, today)
    if "day" in value and "month" not in value:
        return [_("Enter the month as well as the day")]
    try:
        born = date(value["year"], value.get("month", 1), value.get("day", 1))
    except ValueError:
        return [_("Date of birth must be a real date")]
    if not today.year - OLDEST_YEARS <= born.year or born > today:
        return [_("Date of birth must be in the last 120 years")]
    return []


def _barriers_to_age(value: Value, today: date) -> list[str]:
    if not 0 <= value["age"] <= OLDEST_YEARS:
        return [_("Age must be between 0 and 120")]
    if "on" not in value:
        return [_("Enter the day on which they were of this age")]
    if date.fromisoformat(value["on"]) > today:
        return [_("The day must be today or in the past")]
    return []


def precision(value: Value) -> Precision:
    """Return how much of a date of birth is known."""
    if "age" in value:
        return Precision.AGE
    if "day" in value:
        return Precision.DAY
    return Precision.MONTH if "month" in value else Precision.YEAR


def script(text: str) -> Script:
    """Return the script that most letters of a name are in."""
    found = [_script_of(letter) for letter in text if letter.isalpha()]
    return max(found, key=found.count, default=Script.OTHER)


def _script_of(letter: str) -> Script:
    first = unicodedata.name(letter, "").split(" ")[0].split("-")[0].casefold()
    return next((one for one in Script if one.value.casefold() == first), Script.OTHER)


def in_words(kind: str, value: Value) -> str:
    """Return the fact itself as a person reads it."""
    if kind == Kind.BIRTH:
        return _birth_in_words(value)
    if kind == Kind.HOME:
        return str(Home(value.get("lines", ""), value.get("postcode", "")))
    return str(value["text"])


def _birth_in_words(value: Value) -> str:
    if "age" in value:
        words = {"age": value["age"], "date": _date_in_words(value["on"])}
        return _("%(age)s years old on %(date)s") % words
    month = str(MONTHS[value["month"]]) if "month" in value else ""
    parts = (str(value.get("day", "")), month, str(value["year"]))
    return " ".join(part for part in parts if part)


def _date_in_words(written: str) -> str:
    day = date.fromisoformat(written)
    return " ".join((str(day.day), str(MONTHS[day.month]), str(day.year)))


def about(kind: str, value: Value) -> list[str]:
    """Return what else is known of a fact, in words: its kind, script or precision."""
    if kind == Kind.NAME:
        return [str(NameKind(value["kind"]).label), str(script(value["text"]).label)]
    if kind == Kind.BIRTH:
        return [str(precision(value).label)]
    return []


def told(facts: Iterable[tuple[str, Value]]) -> Told:
    """Return facts as an identity, to be found by."""
    found = Told()
    for kind, value in facts:
        found = found.and_also(_one(kind, value))
    return found


def _one(kind: str, value: Value) -> Told:
    if kind == Kind.NAME:
        return Told(names=(Name(value["text"], kind=value["kind"]),))
    if kind == Kind.BIRTH:
        return Told(births=(_birth(value),))
    if kind == Kind.HOME:
        return Told(homes=(Home(value.get("lines", ""), value.get("postcode", "")),))
    known: dict[str, Any] = {PLURALS[Kind(kind)]: (value["text"],)}
    return Told(**known)


def _birth(value: Value) -> Birth:
    if "age" in value:
        year = date.fromisoformat(value["on"]).year - value["age"]
        return Birth(year, certainty="age")
    return Birth(value["year"], value.get("month"), value.get("day"))
