from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases.models import CaseQuerySet
from saltmarsh.casework.complaints.lifecycle import How
from saltmarsh.casework.complaints.models import Complaint
from saltmarsh.casework.complaints.queries import About
from saltmarsh.casework.complaints.rules import Received
from saltmarsh.casework.referrals.models import ReferralQuerySet
from saltmarsh.design.dates import DateInput, today
from saltmarsh.design.fields import Radios, Select, TextArea, TextInput
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.web.desk.allocation.forms import offer, people

OWNER = _("Select who answers it")


class RecordForm(Form):
    """A complaint as it came. cases and referrals: those that it may be about; members:
    those who can own it; colleagues: those whom it may be about.
    """

    title = _("Record a complaint")
    button = _("Record the complaint")
    complainant = TextArea(
        _("Who complains, and how are they reached?"),
        hint=_("Their name, what they are to the case, and an address or a number."),
        missing=_("Enter who complains"),
        rows=3,
    )
    words = TextArea(
        _("What is the complaint about?"),
        hint=_("In their own words, as far as you can."),
        missing=_("Enter what the complaint is about"),
    )
    received_on = DateInput(
        _("When did it come?"),
        called=_("The day of the complaint"),
        latest=today,
        missing=_("Enter the day on which the complaint came"),
    )
    how = Radios(
        _("How did it come?"),
        choices=How.choices,
        missing=_("Select how the complaint came"),
    )
    reference = TextInput(
        _("Which case or referral is it about?"),
        hint=_("Its reference. Leave it empty when it is about the service itself."),
        required=False,
    )
    member = Select(
        _("Is it about one person who works here?"),
        hint=_("They will not see the complaint, and cannot own or answer it."),
        required=False,
        blank=_("No"),
    )
    owner = Select(_("Who answers it?"), missing=OWNER)

    def __init__(
        self,
        *args: Any,
        seen: tuple[CaseQuerySet, ReferralQuerySet],
        members: Sequence[Membership],
        colleagues: Sequence[Membership],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.seen = seen
        self.members = {str(each.pk): each for each in [*colleagues, *members]}
        offer(self, "owner", people(members))
        offer(self, "member", people(colleagues))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.about = self.found(given.get("reference", "").strip().upper())
        if given.get("member"):
            same = given["member"] == given.get("owner")
            if same:
                self.add_error(
                    "owner",
                    _("Nobody owns a complaint about themselves: choose another owner"),
                )
        return given

    def found(self, reference: str) -> About:
        """Return which case or referral that is, and whom of the members it is about."""
        cases, referrals = self.seen
        member = self.members.get(self.cleaned_data.get("member", ""))
        if not reference:
            return About(member=member)
        case = cases.filter(reference=reference).first()
        referral = referrals.filter(reference=reference).first()
        if case is None and referral is None:
            self.add_error(
                "reference",
                _("You can see no case or referral with this reference"),
            )
        return About(case, None if case else referral, member)

    def received(self) -> Received:
        given = self.cleaned_data
        return Received(
            given["complainant"], given["words"], given["received_on"], given["how"]
        )

    def owned_by(self) -> Membership:
        return self.members[self.cleaned_data["owner"]]


class AnswerForm(Form):
    title = _("Record the answer")
    button = _("Record the answer")
    words = TextArea(
        _("What was the answer?"),
        hint=_("The words that whoever complained was given."),
        missing=_("Enter the answer that was given"),
    )
    answered_on = DateInput(
        _("When was it given?"),
        called=_("The day of the answer"),
        latest=today,
        missing=_("Enter the day on which the answer was given"),
    )

    def __init__(self, *args: Any, complaint: Complaint, **kwargs: Any):
        super().__init__(*args, **kwargs)
        day: Any = self.fields["answered_on"]
        day.earliest = complaint.received_on


class AddForm(Form):
    title = _("Add to the complaint")
    button = _("Add")
    words = TextArea(
        _("What do you want to add?"),
        hint=_("It stands below what was written before, which stays as it is."),
        missing=_("Enter what you want to add"),
    )


class OwnerForm(Form):
    """Asks who answers a complaint from now on. members: those who can own it."""

    title = _("Give the complaint to somebody else")
    button = _("Give the complaint")
    owner = Select(_("Who answers it?"), missing=OWNER)

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.members = {str(each.pk): each for each in members}
        offer(self, "owner", people(members))

    def owned_by(self) -> Membership:
        return self.members[self.cleaned_data["owner"]]
