"""The question for a time of day."""

import re
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from saltmarsh.design.fields import TextInput

CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap])?\.?m?\.?", re.IGNORECASE)


def read(typed: str) -> time | None:
    """Return the time that "9.30am", "2pm" or "14:00" stands for; None for no time."""
    found = CLOCK.fullmatch(typed.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    elif found[2] is None:
        return None
    return time(hour, minute) if hour < 24 and minute < 60 else None


class TimeInput(TextInput):
    """A time of day; the answer is a `datetime.time`."""

    default_error_messages = {
        "invalid": _("Enter a time, like 9:30am, 2pm or 14:00"),
    }

    def __init__(self, question: Any, **kwargs: Any):
        super().__init__(question, **{"width": 10, "most": 10} | kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        found = read(typed)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, time) else value


def number(typed: str, most: int) -> int:
    """Return a whole number from 1 to `most`; 0 for anything else."""
    plain = typed.isascii() and typed.isdigit() and len(typed) < 5
    return int(typed) if plain and 0 < int(typed) <= most else 0


class CountInput(TextInput):
    """A whole number from 1 to `highest`."""

    default_error_messages = {
        "invalid": _("Enter a whole number from 1 to %(highest)d"),
    }

    def __init__(self, question: Any, *, highest: int, **kwargs: Any):
        self.highest = highest
        options: dict[str, Any] = {"width": 4, "most": 5, "inputmode": "numeric"}
        super().__init__(question, **options | kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        found = number(typed.strip(), self.highest)
        if not found:
            words = self.error_messages["invalid"] % {"highest": self.highest}
            raise ValidationError(words, code="invalid")
        return found
