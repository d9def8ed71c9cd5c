from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.access.permissions import Role
from saltmarsh.design.fields import (
    Checkboxes,
    EmailInput,
    Password,
    Radios,
    TextInput,
)
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts.models import Team


class WorkForm(Form):
    """What a person may do here, and with whom."""

    role = Radios(
        _("Role"), choices=Role.choices, missing=_("Select what this person does here")
    )
    teams = Checkboxes(
        _("Teams"),
        required=False,
        hint=_("A referral is seen by the team that works on it"),
    )
    organisation = TextInput(
        _("Organisation"), required=False, hint=_("Where they work, if not with you")
    )

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["teams"].choices = [(str(t.pk), t.name) for t in teams]  # type: ignore[attr-defined]
        self.known = {str(team.pk): team for team in teams}
        if not teams:
            del self.fields["teams"]

    def places(self) -> list[Team]:
        return [self.known[key] for key in self.cleaned_data.get("teams", [])]


class AddForm(WorkForm):
    name = TextInput(_("Full name"), missing=_("Enter the person’s name"), most=150)
    email = EmailInput(
        _("Work email address"),
        missing=_("Enter the person’s email address"),
        hint=_("An invitation is sent to it"),
    )
    field_order = ["name", "email", "role", "teams", "organisation"]


class ConfirmForm(Form):
    """The administrator's own password, again."""

    password = Password(_("Your own password"), missing=_("Enter your own password"))


class TeamForm(Form):
    name = TextInput(_("Name of the team"), missing=_("Enter a name"), most=100)
