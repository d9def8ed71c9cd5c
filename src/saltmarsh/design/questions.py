"""A question on a page: a Django form field that draws itself.

A template only says `{{ form.outcome }}`, or `{{ form.outcome.as_heading() }}`
where the question is the heading of its page.
"""

from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext


class Question(forms.BoundField):
    """A field on its form, ready to be drawn."""

    field: Any
    is_heading = False
    is_hidden = False

    def __str__(self) -> SafeString:
        return self.as_field_group()

    __html__ = __str__

    def as_heading(self) -> SafeString:
        """Draw the question so that its label or legend is the page's h1."""
        self.is_heading = True
        return self.as_field_group()

    def as_quiet(self) -> SafeString:
        """Draw the question with its label or legend for screen readers alone, where
        the heading of the page asks the same.
        """
        self.is_hidden = True
        return self.as_field_group()

    @property
    def text(self) -> str:
        """The question in words, marked when no answer is needed."""
        label = str(self.label)
        if self.field.required or not self.field.mark_optional:
            return label
        return gettext("%(question)s (optional)") % {"question": label}

    @property
    def error_id(self) -> str:
        """The id of the input that the error summary links to."""
        return str(self.auto_id)

    def heading(self, block: str) -> dict[str, Any]:
        """Return the label or legend that the macro takes; `block` is its class."""
        size = "l" if self.is_heading else "s"
        return {
            "text": self.text,
            "classes": "govuk-visually-hidden"
            if self.is_hidden
            else f"{block}--{size}",
            "isPageHeading": self.is_heading,
        }

    def params(self) -> dict[str, Any]:
        """Return what the GOV.UK macro takes.

        Shape: {"name", "id", "value", "label", "hint", "errorMessage"} and what
        the field was told about its drawing.
        """
        hint, errors = str(self.help_text or ""), self.errors
        return {
            "name": self.html_name,
            "id": self.auto_id,
            "value": self.value(),
            "label": self.heading("govuk-label"),
            "hint": {"text": hint} if hint else None,
            "errorMessage": said_in_error(str(errors[0])) if errors else None,
            **self.field.drawn,
        }


def said_in_error(message: str) -> dict[str, str]:
    """Return an error message as the macros take one."""
    return {"text": message, "visuallyHiddenText": gettext("Error")}


class Asked(forms.Field):
    """Makes a Django field a question: `Radios("What happened?", missing="…")`.

    missing: what is said when it is left unanswered; a required question cannot
    be made without it. `mark_optional=False` leaves out the "(optional)" of a
    question that the domain may still insist on. `drawing` names the options
    that go to the macro as they are.
    """

    bound: type[Question] = Question
    template_name: str
    drawing: tuple[str, ...] = ()

    def __init__(self, question: Any, *, missing: Any = "", **kwargs: Any):
        self.mark_optional = kwargs.pop("mark_optional", True)
        self.drawn = {k: kwargs.pop(k) for k in self.drawing if k in kwargs}
        messages = {"required": missing} | kwargs.pop("error_messages", {})
        super().__init__(
            label=question,
            help_text=kwargs.pop("hint", ""),
            error_messages=messages,
            template_name=self.template_name,
            **kwargs,
        )
        if self.required and not missing:
            raise TypeError(f"{question!r} is required: say what is missing")

    def get_bound_field(self, form: forms.BaseForm, name: str) -> Question:
        return self.bound(form, self, name)

    def unanswered(self) -> Any:
        """Return the value of a question that was not asked."""
        return self.to_python(None)
