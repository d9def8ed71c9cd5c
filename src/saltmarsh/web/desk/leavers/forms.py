from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.exits.leavers import Waiting
from saltmarsh.casework.gathering.models import InformationRequest
from saltmarsh.casework.meetings.models import Seat
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.support.models import Action
from saltmarsh.design.fields import Checkboxes, Select, TextArea, TextInput
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.web.desk.allocation.forms import offer, people


class CasesForm(Form):
    """Gives cases of somebody who leaves to one of `members`."""

    button = _("Give these cases")
    cases = Checkboxes(_("Which cases?"), missing=_("Select at least one case"))
    lead = Select(_("Who is to lead them?"), missing=_("Select who is to lead them"))
    agency = TextInput(
        _("Which agency will they lead for?"), missing=_("Enter the agency that leads")
    )

    def __init__(
        self,
        *args: Any,
        held: Sequence[Case],
        members: Sequence[Membership],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.held = {case.reference: case for case in held}
        self.members = {str(member.pk): member for member in members}
        offer(self, "cases", [(case.reference, told(case)) for case in held])
        offer(self, "lead", people(members))

    def chosen(self) -> list[Case]:
        return [self.held[key] for key in self.cleaned_data["cases"]]

    def leading(self) -> Leading:
        given = self.cleaned_data
        return Leading(self.members[given["lead"]], given["agency"])


class ReferralsForm(Form):
    """Gives referrals of somebody who leaves to one of `members`."""

    button = _("Give these referrals")
    referrals = Checkboxes(
        _("Which referrals?"), missing=_("Select at least one referral")
    )
    owner = Select(_("Who is to own them?"), missing=_("Select who is to own them"))

    def __init__(
        self,
        *args: Any,
        held: Sequence[Referral],
        members: Sequence[Membership],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.held = {referral.reference: referral for referral in held}
        self.members = {str(member.pk): member for member in members}
        offer(self, "referrals", [(one.reference, told(one)) for one in held])
        offer(self, "owner", people(members))

    def chosen(self) -> list[Referral]:
        return [self.held[key] for key in self.cleaned_data["referrals"]]


class TasksForm(Form):
    """Gives what waits for somebody who leaves to one of `members`."""

    button = _("Give these tasks")
    tasks = Checkboxes(_("Which tasks?"), missing=_("Select at least one task"))
    doer = Select(_("Who is to do them?"), missing=_("Select who is to do them"))

    def __init__(
        self,
        *args: Any,
        held: Sequence[Waiting],
        members: Sequence[Membership],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.held = {each.key: each for each in held}
        self.members = {str(member.pk): member for member in members}
        offer(self, "tasks", [(each.key, in_words(each)) for each in held])
        offer(self, "doer", people(members))

    def chosen(self) -> list[Waiting]:
        return [self.held[key] for key in self.cleaned_data["tasks"]]

    def owned_by(self) -> Membership:
        return self.members[self.cleaned_data["doer"]]


class RequestsForm(Form):
    """Asks somebody else of their organisation what a partner who leaves was asked."""

    button = _("Ask this person instead")
    requests = Checkboxes(
        _("Which requests?"), missing=_("Select at least one request")
    )
    whom = Select(_("Who do you ask instead?"), missing=_("Select who you ask instead"))

    def __init__(
        self,
        *args: Any,
        held: Sequence[InformationRequest],
        members: Sequence[Membership],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.held = {str(each.pk): each for each in held}
        self.members = {str(member.pk): member for member in members}
        offer(self, "requests", [(key, asked(each)) for key, each in self.held.items()])
        offer(self, "whom", people(members))

    def chosen(self) -> list[InformationRequest]:
        return [self.held[key] for key in self.cleaned_data["requests"]]

    def asked_instead(self) -> Membership:
        return self.members[self.cleaned_data["whom"]]


class SupportForm(Form):
    """Gives support of a provider who leaves to somebody else of their agency."""

    button = _("Give this support")
    support = Checkboxes(_("Which support?"), missing=_("Select at least one action"))
    giver = Select(_("Who is to give it?"), missing=_("Select who is to give it"))
    reason = TextArea(
        _("Why does somebody else give it?"),
        rows=3,
        missing=_("Enter why somebody else gives it"),
    )

    def __init__(
        self,
        *args: Any,
        held: Sequence[Action],
        members: Sequence[Membership],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.held = {str(each.pk): each for each in held}
        self.members = {str(member.pk): member for member in members}
        offer(self, "support", [(key, given(one)) for key, one in self.held.items()])
        offer(self, "giver", people(members))

    def chosen(self) -> list[Action]:
        return [self.held[key] for key in self.cleaned_data["support"]]

    def given_by(self) -> Membership:
        return self.members[self.cleaned_data["giver"]]


class SeatsForm(Form):
    """Gives standing places of somebody who leaves to a colleague."""

    button = _("Give these places")
    seats = Checkboxes(_("Which places?"), missing=_("Select at least one place"))
    comer = Select(_("Who is to come?"), missing=_("Select who is to come"))

    def __init__(
        self,
        *args: Any,
        held: Sequence[Seat],
        members: Sequence[Membership],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.held = {str(each.pk): each for each in held}
        self.members = {str(member.pk): member for member in members}
        offer(self, "seats", [(key, seated(one)) for key, one in self.held.items()])
        offer(self, "comer", people(members))

    def chosen(self) -> list[Seat]:
        return [self.held[key] for key in self.cleaned_data["seats"]]

    def coming(self) -> Membership:
        return self.members[self.cleaned_data["comer"]]


def given(one: Action) -> str:
    return f"{one.case.reference}, {one.words['what']}"


def seated(one: Seat) -> str:
    """Return in which series the place is, and for which agency and force."""
    parts = [one.series.name, one.agency, one.force]
    return ", ".join(part for part in parts if part)


def asked(one: InformationRequest) -> str:
    """Return which request it is, and by when it is to be answered."""
    words = {"what": one.case.reference, "day": date_format(one.due_on, "j F Y")}
    return gettext("%(what)s, by %(day)s") % words


def in_words(one: Waiting) -> str:
    """Return what waits, about what, and by when."""
    day = date_format(one.due_on, "j F Y")
    about = f"{one.what}, {one.reference}" if one.reference else one.what
    return gettext("%(what)s, by %(day)s") % {"what": about, "day": day}


def told(record: Case | Referral) -> str:
    return f"{record.reference}, {record.get_stage_display()}"
