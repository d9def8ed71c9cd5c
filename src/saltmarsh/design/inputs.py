"""Questions answered by typing: one line, several lines, an address, a password."""

from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saltmarsh.design.questions import Asked, Question

TOO_LONG = _("Your answer must be %(limit_value)d characters or less")


class Line(Question):
    """An answer on one line, as wide as it is expected to be."""

    def params(self) -> dict[str, Any]:
        width = self.field.width
        classes = f"govuk-input--width-{width}" if width else ""
        return super().params() | {"type": self.field.kind, "classes": classes}


class TextInput(Asked, forms.CharField):
    """One line. width: 2, 3, 4, 5, 10, 20 or 30 characters. most: the longest."""

    bound: type[Question] = Line
    template_name = "fields/input.html"
    drawing = ("autocomplete", "inputmode", "spellcheck", "autocapitalize", "prefix")
    kind = "text"

    def __init__(self, question: Any, *, width: int | None = None, **kwargs: Any):
        self.width = width
        super().__init__(question, **limited(kwargs, most=200))


def limited(kwargs: dict[str, Any], *, most: int) -> dict[str, Any]:
    """Turn `most` and `too_long` into Django's words for them."""
    message = kwargs.pop("too_long", TOO_LONG)
    kwargs["max_length"] = kwargs.pop("most", most)
    kwargs["error_messages"] = {"max_length": message} | kwargs.pop(
        "error_messages", {}
    )
    return kwargs


class EmailInput(TextInput, forms.EmailField):
    kind = "email"
    default_error_messages = {
        "invalid": _(
            "Enter an email address in the correct format, like name@example.com"
        )
    }

    def __init__(self, question: Any, **kwargs: Any):
        options: dict[str, Any] = {
            "autocomplete": "email",
            "spellcheck": False,
            "most": 254,
        }
        super().__init__(question, **options | kwargs)


class PhoneInput(TextInput):
    """A telephone number, kept as it was typed when it could be one."""

    kind = "tel"
    default_error_messages = {
        "invalid": _(
            "Enter a phone number, like 01632 960 001, 07700 900 982 or"
            " +44 808 157 0192"
        )
    }

    def __init__(self, question: Any, **kwargs: Any):
        options: dict[str, Any] = {"autocomplete": "tel", "width": 20, "most": 40}
        super().__init__(question, **options | kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not is_possible_number(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")


def is_possible_number(typed: str) -> bool:
    """Say whether `typed` could be dialled, from the United Kingdom or with a +.

    Possible, not valid: numbers kept for drama and tests pass.
    """
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(typed, "GB"))
    except phonenumbers.NumberParseException:
        return False


class Secret(Question):
    def params(self) -> dict[str, Any]:
        """Return what the macro takes, without what was typed."""
        return super().params() | {
            "value": None,
            "showPasswordText": gettext("Show"),
            "hidePasswordText": gettext("Hide"),
            "showPasswordAriaLabelText": gettext("Show password"),
            "hidePasswordAriaLabelText": gettext("Hide password"),
            "passwordShownAnnouncementText": gettext("Your password is visible"),
            "passwordHiddenAnnouncementText": gettext("Your password is hidden"),
        }


class Password(TextInput):
    """A password: never stripped, never drawn again, shown on request."""

    template_name = "fields/password.html"
    widget = forms.PasswordInput
    bound = Secret

    def __init__(self, question: Any, **kwargs: Any):
        options: dict[str, Any] = {
            "autocomplete": "current-password",
            "strip": False,
            "most": 1000,
        }
        super().__init__(question, **options | kwargs)


class Lines(Question):
    def params(self) -> dict[str, Any]:
        """Return what the macro takes; with a `most` it counts characters."""
        counted = counting(self.field.max_length) if self.field.counted else {}
        shown = {"rows": self.field.rows, "value": self.value() or ""}
        return super().params() | shown | counted


def counting(most: int) -> dict[str, Any]:
    """Return what the macro says about characters; its script fills in the %{count}."""
    return {
        "maxlength": most,
        "textareaDescriptionText": gettext("You can enter up to %{count} characters"),
        "charactersAtLimitText": gettext("You have 0 characters remaining"),
        "charactersUnderLimitText": {
            "one": gettext("You have %{count} character remaining"),
            "other": gettext("You have %{count} characters remaining"),
        },
        "charactersOverLimitText": {
            "one": gettext("You have %{count} character too many"),
            "other": gettext("You have %{count} characters too many"),
        },
    }


class TextArea(Asked, forms.CharField):
    """Several lines. Saying `most=` also shows how many characters are left."""

    bound = Lines
    template_name = "fields/textarea.html"
    drawing = ("autocomplete", "spellcheck")
    widget = forms.Textarea

    def __init__(self, question: Any, *, rows: int = 5, **kwargs: Any):
        self.rows = rows
        self.counted = "most" in kwargs
        super().__init__(question, **limited(kwargs, most=20_000))

    def to_python(self, value: Any) -> Any:
        # A browser sends a line break as two characters and counts it as one.
        return super().to_python(value and str(value).replace("\r\n", "\n"))
