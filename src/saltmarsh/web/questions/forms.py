"""A page of a referral's questions as a form, whatever version they are of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Field
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.referrals import answers as journey
from saltmarsh.casework.referrals import kinds
from saltmarsh.casework.referrals.schema import (
    ADDRESS_PARTS,
    CERTAINTIES,
    Kind,
    Page,
    Question,
)
from saltmarsh.design.fields import (
    Checkboxes,
    DateInput,
    EmailInput,
    PhoneInput,
    Radios,
    TextArea,
    TextInput,
)
from saltmarsh.design.forms import Form

# What is asked for in the parts of an address: (text, HTML token, width).
LINES = {
    "line_1": (_("Address line 1"), "address-line1", None),
    "line_2": (_("Address line 2"), "address-line2", None),
    "town": (_("Town or city"), "address-level2", 20),
    "postcode": (_("Postcode, or the first half of it"), "postal-code", 10),
}


@dataclass(frozen=True)
class Group:
    """One question as it is drawn. legend: of several inputs that belong together."""

    fields: list[Any]
    legend: str = ""
    hint: str = ""


class PageForm(Form):
    """Draws the questions of one page; the schema says what is wrong with answers.

    told: the answers given so far.
    """

    def __init__(
        self, data: QueryDict | None = None, *, page: Page, told: Mapping[str, Any]
    ):
        self.page, self.told = page, told
        super().__init__(data, initial=dict(initial(page, told)))
        for question in page.questions:
            self.fields |= fields_of(question, is_marked(question, page))

    @property
    def asks_its_title(self) -> bool:
        """Whether the heading of the page is its first question."""
        questions = self.page.questions
        return bool(questions) and (
            len(questions) == 1 or str(questions[0].text) == str(self.page.title)
        )

    @property
    def is_headed(self) -> bool:
        """Whether the first question is drawn as the heading: nothing stands above."""
        return self.asks_its_title and not (self.page.body or self.page.warning.en)

    def groups(self) -> Iterator[Group]:
        """Yield the questions as they are drawn, in order."""
        for question in self.page.questions:
            fields = [self.question(name) for name in fields_of(question)]
            if question.kind == Kind.ADDRESS:
                yield Group(fields, marked(question, self.page), str(question.hint))
            else:
                yield Group(fields)

    def _clean_fields(self) -> None:
        data: Any = self.data
        posted = {name: data.getlist(name) for name in self.page.inputs}
        self.cleaned_data, wrong = journey.problems(self.page, posted, self.told)
        for name, message in wrong.items():
            self.add_error(self.field_of(name), message)

    def field_of(self, question: str) -> str:
        """Return the name of the field that a question's error stands at."""
        asked = next(one for one in self.page.questions if one.name == question)
        return next(iter(fields_of(asked)))


def initial(page: Page, told: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield (field, what stands in it) for the answers given earlier."""
    for question in page.questions:
        typed = kinds.typed(question, told.get(question.name))
        if question.kind == Kind.DATE:
            parts = ("day", "month", "year")
            shown = {part: typed.get(f"{question.name}-{part}", "") for part in parts}
            yield question.name, shown
        yield from typed.items()


def is_marked(question: Question, page: Page) -> bool:
    """Say whether “(optional)” stands beside the question: not where one of several
    has to be answered.
    """
    needed = {name for rule in page.any_of for name in rule.of}
    return not question.required and question.name not in needed


def marked(question: Question, page: Page) -> str:
    if is_marked(question, page):
        return gettext("%(question)s (optional)") % {"question": question.text}
    return str(question.text)


def fields_of(question: Question, is_optional: bool = False) -> dict[str, Field]:
    """Return {name: field} for one question, the first one first.

    None is required: the schema says what is missing, and in which words.
    """
    if question.kind == Kind.ADDRESS:
        return dict(address_lines(question))
    made = MAKERS[question.kind]
    shared = {
        "hint": str(question.hint),
        "required": False,
        "mark_optional": is_optional,
    }
    fields = {question.name: made(question, **shared)}
    if question.kind == Kind.DATE and not question.exact:
        fields[f"{question.name}-certainty"] = Radios(
            gettext("How sure are you of the date?"),
            choices=[(value, str(text)) for value, text in CERTAINTIES.items()],
            required=False,
            mark_optional=False,
        )
    return fields


def address_lines(question: Question) -> Iterator[tuple[str, Field]]:
    for part in ADDRESS_PARTS:
        text, token, width = LINES[part]
        yield (
            f"{question.name}-{part}",
            TextInput(
                text,
                width=width,
                required=False,
                mark_optional=False,
                autocomplete=token if question.autocomplete else None,
            ),
        )


def line(question: Question, **shared: Any) -> Field:
    token = question.autocomplete or None
    return TextInput(
        str(question.text), most=question.most, autocomplete=token, **shared
    )


def lines(question: Question, **shared: Any) -> Field:
    return TextArea(str(question.text), most=question.most, **shared)


def email(question: Question, **shared: Any) -> Field:
    token = question.autocomplete or "off"
    return EmailInput(str(question.text), autocomplete=token, **shared)


def phone(question: Question, **shared: Any) -> Field:
    token = question.autocomplete or "off"
    return PhoneInput(str(question.text), autocomplete=token, **shared)


def age(question: Question, **shared: Any) -> Field:
    return TextInput(str(question.text), width=3, inputmode="numeric", **shared)


def a_date(question: Question, **shared: Any) -> Field:
    return DateInput(str(question.text), **shared)


def one_of(question: Question, **shared: Any) -> Field:
    hints = {one.value: str(one.hint) for one in question.choices if str(one.hint)}
    choices = list(question.labels.items())
    return Radios(str(question.text), choices=choices, hints=hints, **shared)


def some_of(question: Question, **shared: Any) -> Field:
    hints = {one.value: str(one.hint) for one in question.choices if str(one.hint)}
    alone = next((one.value for one in question.choices if one.alone), None)
    choices = list(question.labels.items())
    return Checkboxes(
        str(question.text), choices=choices, hints=hints, exclusive=alone, **shared
    )


MAKERS: dict[Kind, Any] = {
    Kind.TEXT: line,
    Kind.LONG_TEXT: lines,
    Kind.EMAIL: email,
    Kind.PHONE: phone,
    Kind.AGE: age,
    Kind.DATE: a_date,
    Kind.CHOICE: one_of,
    Kind.YES_NO_UNKNOWN: one_of,
    Kind.CHOICES: some_of,
}


class SendForm(Form):
    """The last page: nothing to fill in, and one line that only a machine fills in."""

    website = TextInput(_("Leave this empty"), autocomplete="off", required=False)
