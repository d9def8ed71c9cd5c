from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.access.permissions import Permission, granted
from saltmarsh.casework.allocation.queries import Sight
from saltmarsh.casework.triage.clocks import end_of_day
from saltmarsh.design.dates import today
from saltmarsh.design.fields import Checkboxes, DateInput, Select, TextArea
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts.models import Membership, Team
from saltmarsh.web.desk.changes import ChangeForm

NOBODY = "nobody"


def people(members: Sequence[Membership]) -> list[tuple[str, str]]:
    return [(str(member.pk), str(member)) for member in members]


class AllocateForm(ChangeForm):
    """Team and owner of one referral. members: those with a place in a team."""

    title = _("Allocate the referral")
    button = _("Save")
    refused_beside = "owner"
    team = Select(_("Which team?"), missing=_("Select a team"))
    owner = Select(_("Who owns it?"), missing=_("Select who owns it"))

    def __init__(
        self,
        *args: Any,
        teams: Sequence[Team],
        members: Sequence[Membership],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        self.members = {str(member.pk): member for member in members}
        offer(self, "team", [(str(team.pk), team.name) for team in teams])
        offer(self, "owner", [(NOBODY, _("Nobody yet")), *people(members)])
        owner = self.referral.owner_id
        self.initial = {
            "team": str(self.referral.team_id),
            "owner": str(owner) if owner else NOBODY,
        }

    def chosen(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "team": self.teams[given["team"]],
            "owner": self.members.get(given["owner"]),
        }

    def now_known(self) -> dict[str, str]:
        return {
            "team": str(self.referral.team),
            "owner": str(self.referral.owner or _("Nobody yet")),
        }


def offer(form: Any, name: str, choices: list[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices


class AllocateManyForm(Form):
    """One owner for several referrals of a list that shows nothing of them."""

    referrals = Checkboxes(
        _("Referrals"), missing=_("Select at least one referral to allocate")
    )
    owner = Select(_("Who is to own them?"), missing=_("Select who is to own them"))

    def __init__(
        self,
        *args: Any,
        references: Sequence[str],
        members: Sequence[Membership],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        offer(self, "referrals", [(each, each) for each in references])
        offer(self, "owner", people(members))


class RestrictForm(ChangeForm):
    """Keeps a referral to named people. members: who may read referrals at all."""

    title = _("Restrict to named people")
    button = _("Restrict")
    refused_beside = "named"
    intro = _(
        "Until the day it ends, only the people you name see it: in lists, counts, "
        "searches and messages too. If you do not name yourself, you lose sight of it. "
        "Afterwards its team sees it again."
    )
    named = Checkboxes(
        _("Who may see it?"), missing=_("Select at least one person who may see it")
    )
    until = DateInput(
        _("What is the last day of the restriction?"),
        called=_("The last day"),
        earliest=today,
        missing=_("Enter the last day of the restriction"),
    )
    reasons = TextArea(
        _("Why is it restricted?"), missing=_("Enter why it is restricted")
    )

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        offer(self, "named", people(members))

    def sight(self) -> Sight:
        given = self.cleaned_data
        named = tuple(self.members[key] for key in given["named"])
        decide = [m for m in named if Permission.REFERRAL_DECIDE in granted(m.role)]
        until: datetime = end_of_day(given["until"])
        return Sight(named, len(decide), until, given["reasons"])
