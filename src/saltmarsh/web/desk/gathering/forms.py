from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.gathering import queries, rules
from saltmarsh.casework.gathering.asking import PURPOSE
from saltmarsh.casework.gathering.lifecycle import Sector
from saltmarsh.casework.gathering.models import Contact
from saltmarsh.casework.gathering.queries import Criteria
from saltmarsh.casework.gathering.rules import Known, Wanted
from saltmarsh.casework.people.lifecycle import Kind
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.design.dates import today
from saltmarsh.design.fields import (
    Checkboxes,
    Confirm,
    DateInput,
    EmailInput,
    Radios,
    Select,
    TextArea,
    TextInput,
)
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.web.desk.allocation.forms import offer
from saltmarsh.web.desk.cases.changes import CaseForm


class AskForm(CaseForm):
    """Asks one partner of a sector. whom: those who can be asked; known: the facts that
    can tell who it is about.
    """

    title: Any = _("Ask a partner for information")
    button = _("Send the request")
    intro = _(
        "Ask for the least that the panel needs. The e-mail says nothing about anybody: "
        "who it is about is shown only after they sign in or enter a code."
    )
    whom = Select(_("Who do you ask?"), missing=_("Select who you ask"))
    is_referrer = Confirm(
        _("They, or their organisation, made the referral"),
        required=False,
        mark_optional=False,
        hint=_(
            "Then this counts as asking the referrer again before the panel decides."
        ),
    )
    person = Checkboxes(
        _("What tells them who it is about?"),
        hint=_("As little as they need to recognise the person. Nothing else is sent."),
        required=False,
        mark_optional=False,
    )
    also = TextInput(
        _("Something else that they need to recognise the person"), required=False
    )
    asks = TextArea(_("What do you ask?"), missing=_("Enter what you ask"), rows=8)
    purpose = TextArea(_("Why do you ask?"), missing=_("Enter the purpose"), rows=3)
    basis = TextArea(
        _("What is the lawful basis?"),
        hint=_("The words are your authority’s own, in its settings."),
        missing=_("Enter the lawful basis"),
        rows=4,
    )
    due_on = DateInput(
        _("By when do they answer?"),
        called=_("The day to answer by"),
        earliest=today,
        missing=_("Enter the day by which they answer"),
    )

    def __init__(
        self,
        *args: Any,
        sector: Sector,
        whom: Sequence[Membership | Contact],
        known: Sequence[Known],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.title = gettext("Ask a partner: %(sector)s") % {"sector": sector.label}
        self.sector, self.known = sector, {one.key: one.text for one in known}
        self.offered = {str(one.pk): one for one in whom}
        offer(self, "whom", [(key, named(one)) for key, one in self.offered.items()])
        fields: dict[str, Any] = self.fields
        fields["person"].choices = list(self.known.items())
        fields["person"].hints = {one.key: Kind(one.kind).label for one in known}
        if not known:
            del self.fields["person"]
        self.initial = self.at_first(self.case.partnership, known)

    def at_first(
        self, partnership: Partnership, known: Sequence[Known]
    ) -> dict[str, Any]:
        """Return what stands in the questions before anybody has typed."""
        return {
            "person": rules.minimum(known),
            "asks": queries.questions_for(partnership, self.sector),
            "purpose": str(PURPOSE),
            "basis": queries.basis_for(partnership),
            "due_on": queries.due_on(partnership, today()),
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.told():
            beside = "person" if "person" in self.fields else "also"
            self.add_error(beside, _("Say who the request is about"))
        return given

    def told(self) -> list[str]:
        """Return what tells who it is about."""
        given = self.cleaned_data
        picked = [self.known[key] for key in given.get("person") or []]
        return [text for text in [*picked, given.get("also") or ""] if text]

    def chosen(self) -> Membership | Contact:
        return self.offered[self.cleaned_data["whom"]]

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        return Wanted(
            sector=self.sector,
            purpose=given["purpose"],
            basis=given["basis"],
            questions=given["asks"],
            person=self.told(),
            due_on=given["due_on"],
            is_referrer=given["is_referrer"],
        )


def named(one: Membership | Contact) -> str:
    """Return who somebody is, and how they answer."""
    if isinstance(one, Contact):
        return str(_("%(name)s, by link and code")) % {"name": one}
    organisation = f", {one.organisation}" if one.organisation else ""
    return str(_("%(name)s, signed in")) % {"name": f"{one.user}{organisation}"}


class WithdrawForm(CaseForm):
    title = _("Withdraw the request")
    button = _("Withdraw")
    intro = _("Whoever was asked can open it no more. They are not told why.")
    reason = TextArea(
        _("Why do you withdraw the request?"),
        missing=_("Enter why you withdraw the request"),
        rows=3,
    )


class AskReferrerForm(CaseForm):
    """Asks in the mailbox of one of `referrals`."""

    title = _("Ask the referrer again")
    button = _("Ask")
    intro = _(
        "They read it in their mailbox, word for word. Never write about the police, the "
        "panel, or the person’s life."
    )
    referral = Radios(
        _("Which referral?"), missing=_("Select which referral you ask about")
    )
    text = TextArea(
        _("What do you ask?"),
        hint=_("Ask only what the panel needs, like what they have seen since."),
        missing=_("Enter what you ask"),
    )

    def __init__(self, *args: Any, referrals: Sequence[Referral], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.referrals = {str(each.pk): each for each in referrals}
        field: Any = self.fields["referral"]
        field.choices = [(str(each.pk), each.reference) for each in referrals]
        if len(referrals) == 1:
            self.initial = {"referral": str(referrals[0].pk)}

    def chosen(self) -> Referral:
        return self.referrals[self.cleaned_data["referral"]]


class ContactForm(Form):
    sector = Select(
        _("What kind of partner?"),
        choices=Sector.choices,
        missing=_("Select what kind of partner it is"),
    )
    organisation = TextInput(_("Organisation"), missing=_("Enter the organisation"))
    name = TextInput(
        _("Name of the person who is asked"),
        missing=_("Enter the name of the person who is asked"),
    )
    mailbox = EmailInput(
        _("Email address of their registered mailbox"),
        hint=_("Links and codes go there, and to nobody else."),
        missing=_("Enter the address of the mailbox"),
    )
    reason = TextArea(
        _("How do you know that this mailbox is theirs?"),
        hint=_("For example, who you rang, on which published number."),
        missing=_("Enter how you know that this mailbox is theirs"),
        rows=3,
    )


STATES = [
    ("late", _("Overdue")),
    ("answered", _("Answered")),
    ("withdrawn", _("Withdrawn")),
]


class FilterForm(Form):
    sector = Select(
        _("Partner"),
        choices=Sector.choices,
        required=False,
        mark_optional=False,
        blank=_("All"),
    )
    state = Select(
        _("How it stands"),
        choices=STATES,
        required=False,
        mark_optional=False,
        blank=_("Still out"),
    )

    def criteria(self) -> Criteria:
        """Return what is asked for; what cannot be is left out."""
        self.is_valid()
        given = self.cleaned_data if self.is_bound else {}
        return Criteria(given.get("sector", ""), given.get("state", ""))
