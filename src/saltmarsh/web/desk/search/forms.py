from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.referrals.references import tidied
from saltmarsh.casework.search import rules
from saltmarsh.casework.search.actions import Asked, Why
from saltmarsh.casework.search.lifecycle import Purpose
from saltmarsh.design.fields import (
    Confirm,
    EmailInput,
    PhoneInput,
    Radios,
    TextArea,
    TextInput,
)
from saltmarsh.design.forms import Form

OLDEST_YEARS = 120
WHOM = ("name", "year", "place", "phone", "email", "reference")


def clue(question: Any, **options: Any) -> TextInput:
    """Return a question about whom is searched for: each may be left empty."""
    return TextInput(
        question,
        required=False,
        mark_optional=False,
        autocomplete="off",
        spellcheck=False,
        **options,
    )


class SearchForm(Form):
    """Whom somebody searches for, and what for."""

    name = clue(
        _("Name, as far as you remember it"),
        hint=_("In any spelling or script, in any order. A nickname will do."),
    )
    year = clue(
        _("About which year were they born?"),
        hint=_("Like 2009"),
        width=4,
        inputmode="numeric",
    )
    place = clue(
        _("Postcode or place"),
        hint=_("A postcode, or a street or town with a name"),
        width=20,
    )
    phone = PhoneInput(
        _("Telephone number"), required=False, mark_optional=False, autocomplete="off"
    )
    email = EmailInput(
        _("Email address"), required=False, mark_optional=False, autocomplete="off"
    )
    reference = clue(_("Reference of a referral"), hint=_("Like K7M2-9QXP"), width=10)
    every = Confirm(_("Look through every record that I can open"), required=False)
    purpose = Radios(
        _("What is the search for?"),
        hint=_("It is kept in the log, with your name. What you type above is not."),
        choices=Purpose.choices,
        missing=_("Select what the search is for"),
        reveals={Purpose.OTHER: "reason"},
    )
    reason = TextArea(
        _("What for?"),
        hint=_("It is kept sealed. Do not name the person."),
        missing=_("Enter what the search is for"),
        rows=2,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offers_every = bool(self.data.get("every"))

    def clean_year(self) -> int | None:
        typed = self.cleaned_data["year"]
        if not typed:
            return None
        this = timezone.localdate().year
        if not (typed.isascii() and typed.isdigit() and len(typed) == 4):
            raise ValidationError(_("Year must include 4 numbers"))
        if not this - OLDEST_YEARS <= int(typed) <= this:
            raise ValidationError(_("Enter a year of the last 120 years"))
        return int(typed)

    def clean_reference(self) -> str:
        typed = self.cleaned_data["reference"]
        found = tidied(typed) or ""
        if typed and not found:
            raise ValidationError(
                _("This is no reference. Look at its letters and numbers again")
            )
        return found

    def asked(self) -> Asked:
        """Return whom to search for."""
        given = self.cleaned_data
        told = rules.asked(**{name: given[name] for name in WHOM[:-1]})
        typed = tuple((name, self.data.get(name, "").strip()) for name in WHOM)
        return Asked(told, given["reference"], tuple(one for one in typed if one[1]))

    def why(self) -> Why:
        return Why(self.cleaned_data["purpose"], self.cleaned_data["reason"])

    def in_words(self, typed: dict[str, str]) -> list[tuple[str, str]]:
        """Return what was typed, each beside its question."""
        return [
            (str(self.fields[name].label), typed[name])
            for name in WHOM
            if name in typed
        ]

    def say_too_little(self, reasons: list[str], *, can_be_scanned: bool) -> None:
        """Say what is missing, and offer to look through everything if that helps."""
        self.offers_every = can_be_scanned
        if can_be_scanned:
            reasons = [
                _g("%(reason)s. Or look through every record: see below")
                % {"reason": reason}
                for reason in reasons
            ]
        self.add_error("name", reasons)
