"""Questions answered by picking: radios, checkboxes and lists."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from saltmarsh.design.questions import Asked, Question


class Choice(Question):
    """A question answered by picking from a list of buttons."""

    def params(self) -> dict[str, Any]:
        """Return what the macro takes, with "fieldset" and "items" for "label"."""
        picked = self.picked()
        items: list[dict[str, Any]] = []
        for value, text in self.field.choices:
            if value == self.field.apart:
                items.append({"divider": gettext("or")})
            items.append(self.item(str(value), str(text), picked))
        return super().params() | {
            "idPrefix": self.auto_id,
            "value": None,
            "classes": "govuk-radios--inline" if self.field.inline else "",
            "fieldset": {"legend": self.heading("govuk-fieldset__legend")},
            "items": items,
        }

    def picked(self) -> set[str]:
        """Return the values that are picked, as the page sends them."""
        value = self.value()
        several = value if isinstance(value, list | tuple | set) else [value]
        return {str(one) for one in several if one is not None}

    def item(self, value: str, text: str, picked: set[str]) -> dict[str, Any]:
        hint = self.field.hints.get(value)
        revealed = self.field.reveals.get(value)
        return {
            "value": value,
            "text": text,
            "checked": value in picked,
            "hint": {"text": str(hint)} if hint else None,
            "conditional": {"html": str(self.form[revealed])} if revealed else None,
            "behaviour": "exclusive" if value == self.field.exclusive else None,
        }


class Picked(Asked):
    """What radios and checkboxes have in common.

    hints: {value: hint}. reveals: {value: name of the question of this form that is
    asked only when the value is picked}. apart: the value that "or" stands before.
    """

    bound: type[Question] = Choice
    inline = False
    exclusive: str | None = None

    def __init__(self, question: Any, **kwargs: Any):
        self.hints: dict[str, Any] = kwargs.pop("hints", {})
        self.reveals: dict[str, str] = kwargs.pop("reveals", {})
        self.inline = kwargs.pop("inline", False)
        self.apart: str | None = kwargs.pop("apart", None) or self.exclusive
        wrong = {"invalid_choice": gettext_lazy("Select an answer from the list")}
        messages = wrong | kwargs.pop("error_messages", {})
        super().__init__(question, error_messages=messages, **kwargs)

    def revealed(self, answer: Any) -> set[str]:
        """Return the names of the questions that `answer` asks as well."""
        answers = answer if isinstance(answer, list) else [answer]
        return {self.reveals[one] for one in answers if one in self.reveals}


class Radios(Picked, forms.ChoiceField):
    """One of a few. `inline=True` for two short ones."""

    template_name = "fields/radios.html"


class YesNoChoice(Choice):
    def picked(self) -> set[str]:
        answer = self.value()
        return {{True: "yes", False: "no"}.get(answer, str(answer))}


class YesNo(Radios):
    """Yes or no, side by side; the answer is True or False, or None when optional."""

    bound = YesNoChoice

    def __init__(self, question: Any, **kwargs: Any):
        both = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
        options = {"inline": "reveals" not in kwargs, "choices": both}
        super().__init__(question, **options | kwargs)

    def clean(self, value: Any) -> Any:
        return {"yes": True, "no": False}.get(super().clean(value))

    def revealed(self, answer: Any) -> set[str]:
        return super().revealed({True: "yes", False: "no"}.get(answer))

    def unanswered(self) -> None:
        return None


class Checkboxes(Picked, forms.MultipleChoiceField):
    """Any number of a few. exclusive: the value that goes with no other."""

    template_name = "fields/checkboxes.html"

    def __init__(self, question: Any, **kwargs: Any):
        self.exclusive = kwargs.pop("exclusive", None)
        super().__init__(question, **kwargs)

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if self.exclusive in value and len(value) > 1:
            choices: Any = self.choices
            alone = dict(choices)[self.exclusive]
            message = gettext("Select the answers that apply, or select “%(alone)s”")
            raise ValidationError(message % {"alone": alone}, code="exclusive")


class Tick(Question):
    def params(self) -> dict[str, Any]:
        """Return what the macro of checkboxes takes for a single one."""
        tick = {"value": "yes", "text": self.text, "checked": bool(self.value())}
        shared = super().params()
        return shared | {"idPrefix": self.auto_id, "value": None, "items": [tick]}


class Confirm(Asked, forms.BooleanField):
    """A statement to tick; the answer is True or False."""

    bound = Tick
    template_name = "fields/checkboxes.html"
    widget = forms.CheckboxInput


class Listed(Question):
    def params(self) -> dict[str, Any]:
        return super().params() | {"value": str(self.value() or "")}

    def options(self) -> list[tuple[str, str]]:
        """Return what can be picked: (value, text); an empty choice comes first."""
        choices = [("", self.field.blank), *self.field.choices]
        return [(str(value), str(text)) for value, text in choices]


class Select(Asked, forms.ChoiceField):
    """One of many, from the browser's own list. blank: what it says at first."""

    bound = Listed
    template_name = "fields/select.html"

    def __init__(self, question: Any, **kwargs: Any):
        self.blank = kwargs.pop("blank", gettext_lazy("Choose an answer"))
        wrong = {"invalid_choice": gettext_lazy("Select an answer from the list")}
        messages = wrong | kwargs.pop("error_messages", {})
        super().__init__(question, error_messages=messages, **kwargs)
