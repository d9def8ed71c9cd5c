import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saltmarsh.access.permissions import Permission, granted
from saltmarsh.casework.desks.actions import Particulars
from saltmarsh.casework.desks.lifecycle import DeskKind, Unit
from saltmarsh.casework.desks.models import Desk, Rule
from saltmarsh.casework.desks.rules import Terms
from saltmarsh.design.fields import (
    Checkboxes,
    EmailInput,
    Radios,
    Select,
    TextInput,
    YesNo,
)
from saltmarsh.design.forms import Form
from saltmarsh.foundation.partnerships.models import Partnership

T = gettext_lazy
WHOLE = re.compile(r"[0-9]{1,4}")
DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")


def whole(typed: str, missing: str) -> int | None:
    """Return the whole number that was typed, None for nothing."""
    if not typed:
        return None
    if not WHOLE.fullmatch(typed):
        raise ValidationError(missing)
    return int(typed)


class DeskForm(Form):
    """What an administrator says of a desk."""

    name = TextInput(T("Name of the desk"), missing=T("Enter the name"), most=100)
    kind = Radios(
        T("What kind of desk is it?"),
        choices=DeskKind.choices,
        missing=T("Select what kind of desk it is"),
    )
    reached = Radios(
        T("How is it reached?"),
        choices=[
            ("team", T("A team that signs in here")),
            ("mailbox", T("A registered mailbox, without accounts")),
        ],
        reveals={"team": "team", "mailbox": "mailbox"},
        missing=T("Select how the desk is reached"),
    )
    team = Select(T("Team"), missing=T("Select the team"))
    mailbox = EmailInput(
        T("E-mail address of the mailbox"),
        hint=T("Notices and codes go there. Use a shared mailbox, not a person’s."),
        missing=T("Enter the address of the mailbox"),
    )
    within = TextInput(
        T("How long may it take to acknowledge?"),
        missing=T("Enter a number"),
        width=4,
        inputmode="numeric",
    )
    unit = Radios(
        T("Minutes or working days?"),
        choices=Unit.choices,
        inline=True,
        missing=T("Select minutes or working days"),
    )
    fallback = Select(
        T("Who is told when nobody acknowledges?"), missing=T("Select a person")
    )
    shows_referrer = YesNo(
        T("May a mailbox desk see who made the referral?"),
        missing=T("Select yes if it may"),
    )

    def __init__(self, data: Any, *, partnership: Partnership, **kwargs: Any):
        super().__init__(data, **kwargs)
        self.teams = {str(team.pk): team for team in partnership.teams.all()}
        members = partnership.memberships.active().select_related("user")
        self.members = {
            str(member.pk): member
            for member in members.order_by("user__name")
            if Permission.DELIVERY_ACKNOWLEDGE in granted(member.role)
        }
        self.offer("team", self.teams)
        self.offer("fallback", self.members)

    def offer(self, name: str, offered: dict[str, Any]) -> None:
        choices = [("", _("Select one")), *((k, str(v)) for k, v in offered.items())]
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_within(self) -> int:
        wrong = _("Enter a whole number, 1 or more")
        number = whole(self.cleaned_data["within"], wrong)
        if not number:
            raise ValidationError(wrong)
        return number

    def particulars(self) -> Particulars:
        told = self.cleaned_data
        return Particulars(
            name=told["name"],
            kind=told["kind"],
            team=self.teams.get(told["team"]),
            mailbox=told["mailbox"],
            fallback=self.members.get(told["fallback"]),
            within=told["within"],
            unit=told["unit"],
            shows_referrer=bool(told["shows_referrer"]),
        )


def said_of_desk(desk: Desk) -> dict[str, Any]:
    """Return the desk as the form shows it."""
    return {
        "name": desk.name,
        "kind": desk.kind,
        "reached": "team" if desk.team_id else "mailbox",
        "team": str(desk.team_id or ""),
        "mailbox": desk.mailbox or "",
        "within": str(desk.within),
        "unit": desk.unit,
        "fallback": str(desk.fallback_id or ""),
        "shows_referrer": desk.shows_referrer,
    }


class DefaultRuleForm(Form):
    """Where every referral goes that no other rule is for."""

    desks = Checkboxes(
        T("Which desks does it go to?"), missing=T("Select at least one desk")
    )

    def __init__(self, data: Any, *, partnership: Partnership, **kwargs: Any):
        super().__init__(data, **kwargs)
        every = partnership.desks.order_by("name")
        self.known = {str(desk.pk): desk for desk in every}
        offered = [(key, desk.name) for key, desk in self.known.items()]
        self.fields["desks"].choices = offered  # type: ignore[attr-defined]

    def goes_to(self) -> list[Desk]:
        return [self.known[key] for key in self.cleaned_data["desks"]]

    def terms(self) -> Terms:
        return Terms()


class RuleForm(DefaultRuleForm):
    """Which referrals a rule is for, and where they go."""

    age_from = TextInput(
        T("From which age?"), required=False, width=3, inputmode="numeric"
    )
    age_to = TextInput(
        T("To which age, that age included?"),
        required=False,
        width=3,
        inputmode="numeric",
    )
    areas = TextInput(
        T("In which postcode districts?"),
        hint=T("For example CO1, CO2. Leave empty for everywhere."),
        required=False,
    )
    field_order = ["age_from", "age_to", "areas", "desks"]

    def clean_age_from(self) -> int | None:
        return whole(self.cleaned_data["age_from"], _("Enter an age in whole years"))

    def clean_age_to(self) -> int | None:
        return whole(self.cleaned_data["age_to"], _("Enter an age in whole years"))

    def clean_areas(self) -> tuple[str, ...]:
        typed = re.split(r"[,\s]+", self.cleaned_data["areas"].upper())
        areas = tuple(area for area in typed if area)
        if wrong := [area for area in areas if not DISTRICT.fullmatch(area)]:
            said = _("%(area)s is not a postcode district, like CO1")
            raise ValidationError(said % {"area": wrong[0]})
        return areas

    def terms(self) -> Terms:
        told = self.cleaned_data
        return Terms(told["age_from"], told["age_to"], told["areas"])


def said_of_rule(rule: Rule) -> dict[str, Any]:
    """Return the rule as the form shows it."""
    return {
        "age_from": "" if rule.age_from is None else str(rule.age_from),
        "age_to": "" if rule.age_to is None else str(rule.age_to),
        "areas": ", ".join(rule.areas),
        "desks": [str(row.desk_id) for row in rule.goes_to.all()],
    }
