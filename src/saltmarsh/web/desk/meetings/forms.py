"""What is asked to plan a meeting: when, where, who comes, which cases."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.meetings.actions import Comer, Shape, Where
from saltmarsh.casework.meetings.due import Due
from saltmarsh.casework.meetings.lifecycle import Side, Unit
from saltmarsh.casework.meetings.models import Attendee, Item, Meeting, Series
from saltmarsh.design.fields import (
    Checkboxes,
    DateInput,
    Radios,
    Select,
    TextInput,
)
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts.models import Membership, Team
from saltmarsh.web.desk.allocation.forms import offer
from saltmarsh.web.desk.meetings.times import CountInput, TimeInput
from saltmarsh.web.papers import reasons

FOR_ALL = "all"


def organisation(member: Membership) -> str:
    """Return whom a member works for, after their name, where it is known."""
    return f"{member}, {member.organisation}" if member.organisation else str(member)


class WhereForm(Form):
    """Asks when and where a meeting is. initial: where others of its series are."""

    title: Any = _("Plan a meeting")
    button: Any = _("Plan it")
    day = DateInput(
        _("On which day is it?"),
        called=_("The day of the meeting"),
        missing=_("Enter the day of the meeting"),
    )
    at = TimeInput(
        _("When does it start?"),
        hint=_("For example, 9:30am or 14:00."),
        missing=_("Enter when it starts"),
    )
    minutes = CountInput(
        _("How many minutes does it take?"),
        highest=600,
        missing=_("Enter how many minutes it takes"),
    )
    place = TextInput(
        _("Where is it?"),
        hint=_("Name no person here. It goes into calendars."),
        required=False,
    )
    link = TextInput(_("Link to join online"), required=False, most=300)

    def where(self) -> Where:
        given = self.cleaned_data
        return Where(given["at"], given["minutes"], given["place"], given["link"])


def as_held(held: Series | Meeting) -> dict[str, Any]:
    """Return the answers that a series or a meeting has already."""
    return {"minutes": held.minutes, "place": held.place, "link": held.link}


class SeriesForm(WhereForm):
    title = _("Begin a series of meetings")
    button = _("Begin the series")
    field_order = ["name", "team", "day", "at", "minutes", "place", "link"]
    name = TextInput(
        _("What is the series called?"),
        hint=_("Members read this. For example, “Channel panel”. Name no person."),
        missing=_("Enter what the series is called"),
        most=100,
    )
    team = Select(
        _("Which team’s cases does it discuss?"), missing=_("Select the team")
    )
    every = CountInput(
        _("It meets again after how many weeks or months?"),
        highest=52,
        missing=_("Enter after how many weeks or months it meets again"),
    )
    unit = Radios(
        _("Weeks or months?"),
        choices=Unit.choices,
        missing=_("Select weeks or months"),
    )
    count = CountInput(
        _("How many meetings do you plan now?"),
        highest=26,
        missing=_("Enter how many meetings you plan now"),
    )

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        offer(self, "team", [(str(team.pk), team.name) for team in teams])
        self.fields["day"].label = _("On which day is the first meeting?")

    def shape(self) -> Shape:
        given = self.cleaned_data
        return Shape(given["name"], given["every"], given["unit"], self.where())


class ComerForm(Form):
    """Asks who comes. members: those who have an account here."""

    title: Any = _("Add a standing member")
    button: Any = _("Add")
    member = Select(_("Who comes?"), missing=_("Select who comes"))
    side = Radios(
        _("For whom do they come?"),
        choices=Side.choices,
        hints={
            Side.AUTHORITY: _("Only somebody of the local authority can be the chair."),
            Side.POLICE: _("Section 37 asks for the force of where a person lives."),
        },
        reveals={Side.POLICE: "force"},
        missing=_("Select for whom they come"),
    )
    force = TextInput(
        _("Which police force?"), missing=_("Enter the police force that they come for")
    )
    agency = TextInput(
        _("Which agency do they come for?"), missing=_("Enter the agency")
    )

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.members = {str(each.pk): each for each in members}
        offer(
            self, "member", [(key, organisation(m)) for key, m in self.members.items()]
        )

    def comer(self) -> Comer:
        given = self.cleaned_data
        return Comer(
            side=given["side"],
            agency=given["agency"],
            force=given["force"] or "",
            member=self.members.get(given["member"]),
        )


class InviteForm(ComerForm):
    """Asks who comes to one meeting: a member or a guest, for all of it or for one case,
    or as somebody's substitute.
    """

    title = _("Add somebody to this meeting")
    field_order = ["member", "name", "side", "force", "agency", "only_for"]
    member = Select(
        _("Who comes?"),
        blank=_("Nobody with an account"),
        required=False,
        mark_optional=False,
    )
    name = TextInput(
        _("Their name, if they have no account"),
        hint=_("A guest reads no papers here."),
        required=False,
        mark_optional=False,
    )
    only_for = Select(
        _("For the whole meeting, or for one case?"),
        blank=_("The whole meeting"),
        required=False,
        mark_optional=False,
    )
    stands_for = Select(
        _("Are they a substitute for somebody?"),
        blank=_("No"),
        required=False,
        mark_optional=False,
    )

    def __init__(
        self,
        *args: Any,
        items: Sequence[Item],
        coming: Sequence[Attendee],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.items = {str(each.pk): each for each in items}
        self.coming = {str(each.pk): each for each in coming}
        offer(self, "only_for", [(k, i.case.reference) for k, i in self.items.items()])
        offer(self, "stands_for", [(k, str(a)) for k, a in self.coming.items()])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "member" in given and not given["member"] and not given.get("name"):
            self.add_error("name", now_("Select who comes, or enter their name"))
        return given

    def comer(self) -> Comer:
        given = self.cleaned_data
        return Comer(
            side=given["side"],
            agency=given["agency"],
            force=given["force"] or "",
            member=self.members.get(given["member"]),
            name=given["name"],
            only_for=self.items.get(given["only_for"]),
            stands_for=self.coming.get(given["stands_for"]),
        )


class AgendaForm(Form):
    """Offers what is due, each with why, and any other open case by its reference."""

    title = _("Add to the agenda")
    button = _("Add")
    due = Checkboxes(_("What is due, and why"), required=False, mark_optional=False)
    other = Select(
        _("Another open case"),
        hint=_("By choice, also when nothing is due."),
        blank=_("No other"),
        required=False,
        mark_optional=False,
    )

    def __init__(
        self,
        *args: Any,
        offered: Sequence[Due],
        others: Sequence[Any],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.offered = {each.key: each for each in offered}
        self.others = {str(case.pk): case for case in others}
        due = [(key, reasons.offered(each)) for key, each in self.offered.items()]
        offer(self, "due", due)
        if not offered:
            self.intro = _("Nothing else is due for this meeting.")
            del self.fields["due"]
        offer(self, "other", [(key, c.reference) for key, c in self.others.items()])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and not given.get("due") and not given["other"]:
            self.add_error("other", now_("Select at least one case"))
        return given
