"""Questions answered by a date: day, month and year, each in its own box."""

from calendar import month_name
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import dates, formats, timezone
from django.utils.translation import gettext, gettext_lazy

from saltmarsh.design.questions import Asked, Question

PARTS = ("day", "month", "year")
# The names that the calendar of the C locale knows; the first stands for no month.
ENGLISH = tuple(name.casefold() for name in month_name)


class DateParts(forms.Widget):
    """Reads the three boxes: "when" is sent as when-day, when-month, when-year."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> dict[str, str]:
        return {part: str(data.get(f"{name}-{part}") or "").strip() for part in PARTS}

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)


class WrongDate(ValidationError):
    """Why a date will not do, and the boxes to look at, the first one first."""

    def __init__(self, message: str, *parts: str):
        super().__init__(message, code="invalid")
        self.parts = parts or PARTS


class DateQuestion(Question):
    @property
    def error_id(self) -> str:
        return f"{self.auto_id}-{self.wrong_parts()[0]}"

    def wrong_parts(self) -> tuple[str, ...]:
        """Return the boxes that the error is about; all three when none is named."""
        for error in self.errors.as_data():
            return getattr(error, "parts", PARTS)
        return PARTS

    def params(self) -> dict[str, Any]:
        """Return what the macro takes, with "fieldset" and "items" for "label"."""
        return super().params() | {
            "namePrefix": self.html_name,
            "fieldset": {"legend": self.heading("govuk-fieldset__legend")},
            "items": [self.box(part) for part in PARTS],
        }

    def box(self, part: str) -> dict[str, Any]:
        labels = {
            "day": gettext("Day"),
            "month": gettext("Month"),
            "year": gettext("Year"),
        }
        wrong = self.errors and part in self.wrong_parts()
        width = "govuk-input--width-4" if part == "year" else "govuk-input--width-2"
        birthday = self.field.birthday
        return {
            "name": part,
            "label": labels[part],
            "classes": f"{width} govuk-input--error" if wrong else width,
            "value": typed(self.value())[part],
            "autocomplete": f"bday-{part}" if birthday else None,
        }


def typed(value: Any) -> dict[str, str]:
    """Return what stands in the boxes: as typed, or the parts of a date."""
    if isinstance(value, date):
        return {part: str(getattr(value, part)) for part in PARTS}
    return dict.fromkeys(PARTS, "") | (value or {})


class DateInput(Asked, forms.Field):
    """A whole date; the answer is a `datetime.date`, or None when optional.

    called: what the date is called in messages, as "Date of birth".
    latest and earliest: a date, or a function that returns one; `today` is one.
    birthday: lets the browser fill in the reader's own date of birth.
    """

    bound = DateQuestion
    template_name = "fields/date.html"
    widget = DateParts

    def __init__(self, question: Any, **kwargs: Any):
        self.called = kwargs.pop("called", gettext_lazy("The date"))
        self.earliest = kwargs.pop("earliest", None)
        self.latest = kwargs.pop("latest", None)
        self.birthday = kwargs.pop("birthday", False)
        super().__init__(question, **kwargs)

    def clean(self, value: Any) -> date | None:
        boxes = typed(value)
        if not any(boxes.values()):
            super().validate(None)
            return None
        answer = read(boxes, str(self.called))
        self.keep_bounds(answer)
        return answer

    def keep_bounds(self, answer: date) -> None:
        latest, earliest = bound(self.latest), bound(self.earliest)
        if latest and answer > latest:
            raise WrongDate(self.beyond(latest, past=True))
        if earliest and answer < earliest:
            raise WrongDate(self.beyond(earliest, past=False))

    def beyond(self, limit: date, *, past: bool) -> str:
        names = {"date": self.called, "limit": formats.date_format(limit, "j F Y")}
        if limit == timezone.localdate() and past:
            return gettext("%(date)s must be today or in the past") % names
        if limit == timezone.localdate():
            return gettext("%(date)s must be today or in the future") % names
        if past:
            return gettext("%(date)s must be the same as or before %(limit)s") % names
        return gettext("%(date)s must be the same as or after %(limit)s") % names

    def has_changed(self, initial: Any, data: Any) -> bool:
        return typed(initial) != typed(data)

    def to_python(self, value: Any) -> Any:
        return value or None


def today() -> date:
    """Return today in London: `DateInput(…, latest=today)`."""
    return timezone.localdate()


def bound(limit: Any) -> date | None:
    return limit() if callable(limit) else limit


def read(boxes: Mapping[str, str], called: str) -> date:
    """Return the date in the three boxes. Raises WrongDate."""
    if missing := [part for part in PARTS if not boxes[part]]:
        raise WrongDate(must_include(missing, called), *missing)
    day, month, year = number(boxes["day"]), month_of(boxes["month"]), boxes["year"]
    if not (len(year) == 4 and number(year)):
        raise WrongDate(gettext("Year must include 4 numbers"), "year")
    wrong = []
    if not day or day > 31:
        wrong.append("day")
    if not month or month > 12:
        wrong.append("month")
    try:
        return date(number(year), month, day)
    except ValueError:
        message = gettext("%(date)s must be a real date") % {"date": called}
        raise WrongDate(message, *wrong) from None


def must_include(missing: list[str], called: str) -> str:
    """Say which boxes are empty. Wording: the Design System's date input."""
    said = {
        ("day",): gettext("%(date)s must include a day"),
        ("month",): gettext("%(date)s must include a month"),
        ("year",): gettext("%(date)s must include a year"),
        ("day", "month"): gettext("%(date)s must include a day and month"),
        ("day", "year"): gettext("%(date)s must include a day and year"),
        ("month", "year"): gettext("%(date)s must include a month and year"),
    }
    return said[tuple(missing)] % {"date": called}


def number(text: str) -> int:
    """Return a number of at most four plain digits; 0 for anything else."""
    plain = text.isascii() and text.isdigit() and len(text) <= 4
    return int(text) if plain else 0


def month_of(text: str) -> int:
    """Return the month that `text` names or numbers; 0 for none.

    A name is English, from its first three letters on, or the page's language's.
    """
    name = text.casefold()
    for index, here in dates.MONTHS.items():
        english = len(name) > 2 and ENGLISH[index].startswith(name)
        if english or name == str(here).casefold():
            return index
    return number(text)
