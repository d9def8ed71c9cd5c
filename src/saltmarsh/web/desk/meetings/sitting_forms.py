"""What is asked on the day of a meeting: who attends, where the person lives, what was
decided, who has an interest, who does what.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.meetings.lifecycle import Attendance, Side
from saltmarsh.casework.meetings.models import Attendee
from saltmarsh.casework.meetings.rules import Home
from saltmarsh.casework.panels.lifecycle import Outcome
from saltmarsh.casework.panels.rules import Decided, Task
from saltmarsh.design.dates import today
from saltmarsh.design.fields import DateInput, Radios, Select, TextArea, TextInput
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.web.desk.allocation.forms import offer
from saltmarsh.web.desk.meetings.forms import organisation
from saltmarsh.web.desk.panels.forms import NO, YES, OutcomeForm

OTHER = "other"


class AttendanceForm(Form):
    """Asks of everybody on the list whether they attend, and who is in the chair."""

    title = _("Who attends?")
    button = _("Save attendance")
    chair = Select(
        _("Who is in the chair, for the local authority?"),
        blank=_("Nobody"),
        required=False,
        mark_optional=False,
    )

    def __init__(self, *args: Any, everybody: Sequence[Attendee], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.everybody = {f"person-{each.pk}": each for each in everybody}
        ours = [each for each in everybody if each.side == Side.AUTHORITY]
        self.chairs = {str(each.pk): each for each in ours}
        offer(self, "chair", [(key, str(each)) for key, each in self.chairs.items()])
        sitting = [key for key, each in self.chairs.items() if each.is_chair]
        self.fields["chair"].initial = sitting[0] if sitting else ""
        for name, each in self.everybody.items():
            self.fields[name] = Radios(
                str(each),
                choices=Attendance.choices,
                initial=each.state,
                inline=True,
                missing=_("Select whether they attend"),
            )

    def states(self) -> dict[UUID, str]:
        given = self.cleaned_data
        return {each.pk: given[name] for name, each in self.everybody.items()}

    def in_the_chair(self) -> Attendee | None:
        return self.chairs.get(self.cleaned_data["chair"])


class PlaceForm(Form):
    """Asks which police force covers where the person lives, and who chairs the case.

    forces: those that somebody on the list comes for.
    """

    title = _("Where does the person live?")
    button = _("Save")
    force = Radios(
        _("Which police force covers where the person lives?"),
        reveals={OTHER: "other_force"},
        missing=_("Select which police force covers where the person lives"),
    )
    other_force = TextInput(
        _("Which force?"), missing=_("Enter the name of the police force")
    )
    home = Radios(
        _("Is it known where they live?"),
        choices=[(YES, _("Yes")), (NO, _("No, or they have no home"))],
        reveals={NO: "why"},
        missing=_("Select whether it is known where they live"),
    )
    why = TextInput(
        _("Why is this the force to attend?"),
        missing=_("Enter why this force attends, as the home is not known"),
        most=500,
    )
    chair = Select(
        _("Is somebody else in the chair for this case?"),
        hint=_("Where whoever chairs the meeting has an interest in it."),
        blank=_("No, whoever chairs the meeting"),
        required=False,
        mark_optional=False,
    )

    def __init__(
        self,
        *args: Any,
        forces: Sequence[str],
        everybody: Sequence[Attendee],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        offer(
            self, "force", [*[(each, each) for each in forces], (OTHER, _("Another"))]
        )
        ours = [each for each in everybody if each.side == Side.AUTHORITY]
        self.chairs = {str(each.pk): each for each in ours}
        offer(self, "chair", [(key, str(each)) for key, each in self.chairs.items()])

    def found(self) -> Home:
        given = self.cleaned_data
        picked = given["force"]
        return Home(
            force=given["other_force"] if picked == OTHER else picked,
            is_known=given["home"] == YES,
            why=given["why"] or "",
        )

    def in_the_chair(self) -> Attendee | None:
        return self.chairs.get(self.cleaned_data["chair"])


def as_known(home: Home, forces: Sequence[str]) -> dict[str, Any]:
    """Return the answers that are recorded already."""
    if not home.force:
        return {}
    known = home.force in forces
    return {
        "force": home.force if known else OTHER,
        "other_force": "" if known else home.force,
        "home": YES if home.is_known else NO,
        "why": home.why,
    }


class ItemDecisionForm(OutcomeForm):
    """Records what the panel decided by those who attend."""

    intro = _(
        "It stands as recorded and is never edited. Who sat is taken from the "
        "attendance of the meeting; nobody with an interest is counted."
    )


class ItemClosingForm(ItemDecisionForm):
    """Records that the panel decided that a case is to be closed."""

    title = _("Record that the panel decides to close the case")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("outcome", "consent_plan", "care", "care_why", "care_to"):
            del self.fields[name]

    def decided(self) -> Decided:
        return replace(super().decided(), outcome=Outcome.CLOSE)


class InterestForm(Form):
    """Asks who has an interest in a case. coming: those on the list of the meeting."""

    title = _("Declare an interest")
    button = _("Declare")
    who = Select(
        _("Who has an interest?"), missing=_("Select who has an interest in this case")
    )
    reason = TextArea(
        _("What is the interest?"),
        hint=_("For example, that they are related, or treated the person."),
        missing=_("Enter what the interest is"),
        rows=3,
    )

    def __init__(self, *args: Any, coming: Sequence[Attendee], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.coming = {str(each.pk): each for each in coming}
        offer(self, "who", [(key, str(each)) for key, each in self.coming.items()])

    def attendee(self) -> Attendee:
        return self.coming[self.cleaned_data["who"]]


class ErrorForm(Form):
    title = _("Record that an interest was declared in error")
    button = _("Record")
    intro = _(
        "They may read about the case again, and count when it is discussed. What was "
        "declared, and this, stay on the record."
    )
    reason = TextArea(
        _("Why was it declared in error?"),
        hint=_("For example, that it is another person of the same name."),
        missing=_("Enter why it was declared in error"),
        rows=3,
    )


class OwnerForm(Form):
    """Asks which one person does what is to be done. members: who can own an action."""

    title: Any = _("Give the action to somebody else")
    button: Any = _("Give the action")
    owner = Select(
        _("Who does it?"),
        hint=_("One person. They read this."),
        missing=_("Select who does it"),
    )
    agency = TextInput(
        _("Which agency do they act for?"),
        missing=_("Enter the agency that the owner acts for"),
    )

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.members = {str(each.pk): each for each in members}
        offer(
            self, "owner", [(key, organisation(m)) for key, m in self.members.items()]
        )

    def owned_by(self) -> Membership:
        return self.members[self.cleaned_data["owner"]]


class TaskForm(OwnerForm):
    title = _("Give an action")
    field_order = ["text"]
    text = TextArea(
        _("What is to be done?"), missing=_("Enter what is to be done"), rows=3
    )
    due_on = DateInput(
        _("By when?"),
        called=_("The day"),
        earliest=today,
        missing=_("Enter by when it is to be done"),
    )

    def task(self) -> Task:
        given = self.cleaned_data
        return Task(given["text"], given["agency"], given["due_on"])
