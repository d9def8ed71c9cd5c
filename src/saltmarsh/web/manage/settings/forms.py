"""A form made of settings: one typed question for each."""

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saltmarsh.community.content.rules import barriers_to_colour, is_safe
from saltmarsh.design.fields import (
    Asked,
    DateInput,
    EmailInput,
    Radios,
    Select,
    TextArea,
    TextInput,
)
from saltmarsh.design.forms import Form
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of
from saltmarsh.web.manage.settings.groups import Group

LARGEST = 1200
PHONE = re.compile(r"\+?[0-9][0-9 ]{1,19}")


class WholeNumber(TextInput):
    """A whole number of 1 or more."""

    def __init__(self, question: Any, **kwargs: Any):
        told: dict[str, Any] = {"missing": gettext_lazy("Enter a whole number")}
        super().__init__(question, inputmode="numeric", width=4, **told | kwargs)

    def clean(self, value: Any) -> int | str:
        text = super().clean(value)
        if not text:
            return ""
        if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= LARGEST):
            message = _("Enter a whole number from 1 to %(largest)d")
            raise ValidationError(message % {"largest": LARGEST}, code="invalid")
        return int(text)


class WebAddress(TextInput):
    """An address that a page may lead to."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not (value.startswith(("https://", "http://")) and is_safe(value)):
            raise ValidationError(
                _("Enter a web address that starts with https://"), code="invalid"
            )


class PublishedNumber(TextInput):
    """A number to call. A short one, like 101, is a number too."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not PHONE.fullmatch(value):
            raise ValidationError(
                _("Enter a phone number in figures, like 01632 960 001"), code="invalid"
            )


class Colour(TextInput):
    def validate(self, value: str) -> None:
        super().validate(value)
        if value and (found := barriers_to_colour(value)):
            raise ValidationError(found, code="invalid")


# {kind: (question, how it is drawn)}. A number, a choice or a yes is asked in its own way;
# what is not here is text.
KINDS: dict[str, tuple[type[Asked], dict[str, Any]]] = {
    "months": (WholeNumber, {}),
    "day": (DateInput, {}),
    "email": (EmailInput, {}),
    "phone": (PublishedNumber, {"width": 20}),
    "link": (WebAddress, {"most": 500}),
    "colour": (Colour, {"width": 10}),
}


class SettingsForm(Form):
    """Asks for `settings`. A field is called by its setting's key."""

    def __init__(self, data: Any = None, *, partnership: Partnership, group: Group):
        super().__init__(data)
        self.partnership, self.settings = partnership, group.settings
        self.barriers = group.barriers
        for setting in self.settings:
            question = question_about(setting, partnership)
            question.initial = shown(setting, value_of(partnership, setting))
            self.fields[name_of(setting)] = question

    def clean(self) -> dict[str, Any]:
        """Say beside a question why its answer does not go with the others."""
        given = super().clean() or self.cleaned_data
        answers = {
            one.key: self.answer(one)
            for one in self.settings
            if name_of(one) in self.cleaned_data
        }
        for key, why in self.barriers(answers).items():
            self.add_error(key.replace(".", "-"), why)
        return given

    def changed(self) -> dict[str, Any]:
        """Return what differs from what is set: {key: value}."""
        told = {one.key: self.answer(one) for one in self.settings}
        return {
            one.key: told[one.key]
            for one in self.settings
            if told[one.key] != value_of(self.partnership, one)
        }

    def answer(self, setting: Setting) -> Any:
        """Return the answer as it is kept: text, or a whole number."""
        value = self.cleaned_data[name_of(setting)]
        return value.isoformat() if isinstance(value, date) else value or ""

    def is_stale(self, seen: str) -> bool:
        """Tell whether a setting changed after the page that was sent was drawn."""
        return seen != digest(self.partnership, self.settings)

    def mark_changes(self) -> None:
        """Say beside each question what somebody else has set meanwhile."""
        for setting in self.settings:
            field, now = self[name_of(setting)], value_of(self.partnership, setting)
            if self.answer(setting) != now:
                message = _("Now set to: %(value)s") % {"value": now or _("nothing")}
                field.help_text = f"{field.help_text} {message}".strip()


def name_of(setting: Setting) -> str:
    return setting.key.replace(".", "-")


def question_about(setting: Setting, partnership: Partnership) -> Asked:
    """Return the question that asks for `setting`."""
    title, hint = _(str(setting.title)), hint_of(setting, partnership)
    if setting.kind == "number":
        return WholeNumber(title, hint=hint)
    told: dict[str, Any] = {"hint": hint, "required": False, "mark_optional": False}
    if setting.kind == "choice":
        teams = [(str(team.pk), team.name) for team in partnership.teams.all()]
        return Select(title, choices=teams, **told)
    if setting.kind == "yes_no":
        both = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
        missing = gettext_lazy("Select yes or no")
        return Radios(title, choices=both, inline=True, hint=hint, missing=missing)
    kind, drawing = KINDS.get(setting.kind, (TextArea, {"rows": 2}))
    return kind(title, **told | drawing)


def hint_of(setting: Setting, partnership: Partnership) -> str:
    """Return the hint, and whether the default was read at its source."""
    hint = str(setting.hint)
    if setting.key in partnership.settings or not setting.default:
        return hint
    checked = _("The default was verified.")
    if not setting.is_verified:
        checked = _("The default is not verified: check it.")
    return f"{hint} {checked}".strip()


def shown(setting: Setting, value: Any) -> Any:
    """Return a kept value as its question shows it."""
    return date.fromisoformat(value) if setting.kind == "day" and value else value


def digest(partnership: Partnership, settings: Iterable[Setting]) -> str:
    """Return a short mark of what is set, to tell whether it has changed."""
    held = [value_of(partnership, setting) for setting in settings]
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()[:16]
