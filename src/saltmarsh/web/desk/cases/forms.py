from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases.lifecycle import Handover
from saltmarsh.casework.cases.queries import Leading, Sight
from saltmarsh.casework.triage.clocks import end_of_day
from saltmarsh.design.dates import today
from saltmarsh.design.fields import (
    Checkboxes,
    DateInput,
    Radios,
    Select,
    TextArea,
    TextInput,
)
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.web.desk.allocation.forms import offer, people
from saltmarsh.web.desk.cases.changes import CaseForm
from saltmarsh.web.desk.changes import ChangeForm


def reasons(**kwargs: Any) -> TextArea:
    given = {"missing": _("Enter your reasons")} | kwargs
    return TextArea(_("What are your reasons?"), **given)


class OpenForm(ChangeForm):
    """Opens a case on a referral. members: those who may lead it."""

    title = _("Open a case")
    button = _("Open case")
    intro = _(
        "Section 36 is met. The case carries every referral of the same person, and "
        "somebody leads it from its first moment."
    )
    agency = TextInput(
        _("Which agency leads?"), missing=_("Enter the agency that leads")
    )
    lead = Select(_("Who leads it?"), missing=_("Select who leads it"))

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        offer(self, "lead", people(members))

    def leading(self) -> Leading:
        given = self.cleaned_data
        return Leading(self.members[given["lead"]], given["agency"])


class JoinForm(ChangeForm):
    title = _("Let it join the person’s case")
    button = _("Join the case")
    intro = _(
        "This person has a case already. The referral joins it, its lead is told, and a "
        "case that has ended is opened again."
    )

    def leading(self) -> None:
        return None


class ListForm(CaseForm):
    title = _("List for the panel")
    button = _("List it")
    intro = _(
        "The case goes to the panel’s next meeting. The chair records the decision."
    )
    reasons = TextArea(
        _("What has been gathered, and what is still missing?"),
        missing=_("Enter what has been gathered, and what is still missing"),
    )


class LeaveForm(CaseForm):
    title = _("Move it to the police to lead")
    button = _("Record")
    intro = _(
        "The case ends here: the police lead from now on. "
        "Never enter intelligence: sources, methods or investigations."
    )
    who = TextInput(_("Which police team, and who there said so?"), required=False)
    reasons = reasons()


class HandOverForm(CaseForm):
    """Asks one of `members` to lead a case."""

    title = _("Hand the case over")
    button = _("Ask")
    intro = _(
        "Whoever leads the case now leads it until the person you ask has accepted."
    )
    lead = Select(_("Who is to lead it?"), missing=_("Select who is to lead it"))
    agency = TextInput(
        _("Which agency will they lead for?"), missing=_("Enter the agency that leads")
    )
    reasons = TextArea(
        _("Why is it handed over, and what must they know?"),
        hint=_("They read this before they accept, and nothing else of the case."),
        missing=_("Enter why it is handed over"),
    )

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        offer(self, "lead", people(members))

    def leading(self) -> Leading:
        given = self.cleaned_data
        return Leading(self.members[given["lead"]], given["agency"])


class AnswerForm(Form):
    state = Radios(
        _("Will you lead the case?"),
        choices=[
            (Handover.ACCEPTED, _("Yes, I lead it from now on")),
            (Handover.DECLINED, _("No")),
        ],
        missing=_("Select whether you will lead the case"),
    )
    words = TextArea(
        _("What do you want to say?"),
        hint=_("If you decline, say why."),
        required=False,
    )


class RestrictForm(CaseForm):
    """Keeps a case to named people. members: who may read cases at all."""

    title = _("Restrict to named people")
    button = _("Restrict")
    intro = _(
        "Until the day it ends, only the lead person and the people you name see it, in "
        "lists and notices too. If you do not name yourself, you lose sight of it. "
        "Its referrals are restricted one by one, each on its own page."
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
        return Sight(named, end_of_day(given["until"]), given["reasons"])
