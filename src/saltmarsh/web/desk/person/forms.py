"""A form for each kind of fact; what it says is checked by the action."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.people.actions import Learnt
from saltmarsh.casework.people.lifecycle import Certainty, Kind, NameKind, Source
from saltmarsh.casework.people.rules import Value
from saltmarsh.design.dates import month_of, number, today
from saltmarsh.design.fields import (
    DateInput,
    EmailInput,
    PhoneInput,
    Radios,
    TextArea,
    TextInput,
)
from saltmarsh.web.desk.changes import ChangeForm

WHOLE_NUMBER = _("Enter a whole number")


def part(question: Any, **options: Any) -> TextInput:
    """Return a question that may be left empty, about somebody else than the reader."""
    return TextInput(question, required=False, autocomplete="off", **options)


class FactForm(ChangeForm):
    """What every fact says beside itself: who said so, how sure it is, since when."""

    kind: Kind
    button = _("Save")
    intro = _(
        "What was told stays as it was told. What you add stands beside it, and the "
        "person is found by it from now on."
    )
    ends: tuple[str, ...] = ("since", "until")
    since = part(_("Since when?"), hint=_("As far as you know, like March 2024"))
    until = part(_("Until when?"), hint=_("Leave it empty while it is so"))
    source = Radios(
        _("Who says so?"), choices=Source.choices, missing=_("Select who says so")
    )
    told_by = part(_("Who exactly?"), hint=_("Like the name of a teacher"))
    certainty = Radios(
        _("How sure is it?"),
        choices=Certainty.choices,
        missing=_("Select how sure it is"),
    )
    because = TextArea(
        _("Why is the earlier one not right?"),
        hint=_("The earlier one stays, marked as corrected, with this reason."),
        missing=_("Enter why the earlier one is not right"),
        rows=3,
    )

    def __init__(self, *args: Any, corrects: Value | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        label = {"kind": self.kind.label}
        self.title = _("Add: %(kind)s") % label
        if corrects is None:
            del self.fields["because"]
        else:
            self.title = _("Correct: %(kind)s") % label
            self.initial = self.shown(corrects)
        for name in {"since", "until"} - set(self.ends):
            del self.fields[name]
        last = ["since", "until", "source", "told_by", "certainty", "because"]
        own = [name for name in self.fields if name not in last]
        self.order_fields([*own, *last])

    def shown(self, value: Value) -> dict[str, Any]:
        """Return what stands in the boxes when a fact is corrected."""
        return value

    def value(self) -> Value:
        """Return the fact as it is kept, without what was left empty."""
        names = ("text", "kind_of_name", "lines", "postcode", *self.ends, "told_by")
        given = {name: self.cleaned_data.get(name) for name in names}
        given["kind"] = given.pop("kind_of_name")
        return {key: said for key, said in given.items() if said}

    def learnt(self) -> Learnt:
        given = self.cleaned_data
        return Learnt(self.kind, self.value(), given["source"], given["certainty"])


class NameForm(FactForm):
    kind = Kind.NAME
    refused_beside = "text"
    ends = ("since",)
    text = TextInput(
        _("Name"),
        hint=_("As it is written, in any script"),
        missing=_("Enter the name"),
        autocomplete="off",
        spellcheck=False,
    )
    kind_of_name = Radios(
        _("What kind of name is it?"),
        choices=NameKind.choices,
        missing=_("Select what kind of name it is"),
    )

    def shown(self, value: Value) -> dict[str, Any]:
        return value | {"kind_of_name": value["kind"]}


class BirthForm(FactForm):
    kind = Kind.BIRTH
    refused_beside = "year"
    ends = ()
    day = part(_("Day of birth"), width=2, inputmode="numeric")
    month = part(_("Month of birth"), hint=_("Like 3 or March"), width=10)
    year = part(
        _("Year of birth"),
        hint=_("Enter as much of the date as is known: the year alone will do"),
        width=4,
        inputmode="numeric",
    )
    age = part(
        _("Or their age in years"),
        hint=_("When no year is known"),
        width=3,
        inputmode="numeric",
    )
    on = DateInput(
        _("On which day were they of this age?"),
        required=False,
        called=_("The day"),
        latest=today,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name in ("day", "month", "year", "age"):
            read = month_of if name == "month" else number
            if (typed := given.get(name)) and not (read(typed) or typed == "0"):
                self.add_error(name, ValidationError(WHOLE_NUMBER))
        return given

    def value(self) -> Value:
        given = self.cleaned_data
        parts: Value = {
            name: month_of(given[name]) if name == "month" else number(given[name])
            for name in ("day", "month", "year", "age")
            if given[name]
        }
        if given["on"]:
            parts["on"] = given["on"].isoformat()
        return parts | super().value()


class HomeForm(FactForm):
    kind = Kind.HOME
    refused_beside = "lines"
    lines = TextArea(_("Address, without the postcode"), required=False, rows=3)
    postcode = part(_("Postcode"), width=10)


class SchoolForm(FactForm):
    kind = Kind.SCHOOL
    refused_beside = "text"
    text = TextInput(
        _("Name of the school, college or university"), missing=_("Enter its name")
    )


class EmployerForm(FactForm):
    kind = Kind.EMPLOYER
    refused_beside = "text"
    text = TextInput(_("Name of the employer"), missing=_("Enter the name"))


class PhoneForm(FactForm):
    kind = Kind.PHONE
    refused_beside = "text"
    text = PhoneInput(
        _("Telephone number"),
        missing=_("Enter the telephone number"),
        autocomplete="off",
    )


class EmailForm(FactForm):
    kind = Kind.EMAIL
    refused_beside = "text"
    text = EmailInput(
        _("Email address"), missing=_("Enter the email address"), autocomplete="off"
    )


class OnlineForm(FactForm):
    kind = Kind.ONLINE
    refused_beside = "text"
    intro = _(
        "Enter the name only as it was told. Do not look for it: nobody here watches "
        "anybody online."
    )
    text = TextInput(
        _("Name used online"),
        hint=_("As told, and where, like robin_e on a game"),
        missing=_("Enter the name used online"),
        autocomplete="off",
        spellcheck=False,
    )


FORMS: dict[str, type[FactForm]] = {
    form.kind: form
    for form in (
        NameForm,
        BirthForm,
        HomeForm,
        SchoolForm,
        EmployerForm,
        PhoneForm,
        EmailForm,
        OnlineForm,
    )
}
