from typing import Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.interventions.lifecycle import State
from saltmarsh.casework.interventions.rules import Outcome
from saltmarsh.design.dates import today
from saltmarsh.design.fields import DateInput, Radios, TextArea
from saltmarsh.web.desk.cases.changes import CaseForm


class BriefForm(CaseForm):
    title = _("Brief the intervention provider")
    button = _("Send the briefing")
    intro = _(
        "No session can be recorded before the provider has said that they have read "
        "it. They see the support plan, the needs of this action, and this. Never enter "
        "intelligence: sources, methods or investigations."
    )
    text = TextArea(
        _("What must the provider know?"),
        hint=_(
            "Who the person is and how to reach them, what worries us, what support is "
            "to change, what to look out for, and whom to ring."
        ),
        rows=10,
        missing=_("Enter the briefing"),
    )


class ContactForm(CaseForm):
    title = _("Record a contact")
    button = _("Record")
    intro = _(
        "An actual contact of another agency with the person. What became of one that "
        "was planned is recorded beside its day on the plan."
    )
    on = DateInput(
        _("When was it?"),
        called=_("The day of the contact"),
        latest=today,
        missing=_("Enter when it was"),
    )
    report = TextArea(_("What came of it?"), missing=_("Enter a short report"))


class PlanContactForm(CaseForm):
    title = _("Plan a contact")
    button = _("Plan it")
    intro = _(
        "When another agency is to meet the person next. After that day say what became "
        "of it: until you do, it counts as no contact."
    )
    on = DateInput(
        _("When is the contact?"),
        called=_("The day of the contact"),
        earliest=today,
        missing=_("Enter when the contact is"),
    )


class OutcomeForm(CaseForm):
    """Asks what became of another agency's contact that was planned."""

    title = _("Record what became of a contact")
    button = _("Record")
    state = Radios(
        _("Was it held?"),
        choices=[(State.HELD, _("Yes")), (State.MISSED, _("No"))],
        missing=_("Select whether it was held"),
    )
    on = DateInput(
        _("If it was held: when?"),
        called=_("The day it was held"),
        latest=today,
        required=False,
        mark_optional=False,
    )
    report = TextArea(
        _("A short report, or why it was not held"),
        hint=_(
            "Who told you, what was talked about, how the person was, what is next."
        ),
        missing=_("Enter a short report, or why it was not held"),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        is_undated = not given.get("on") and "on" not in self.errors
        if given.get("state") == State.HELD and is_undated:
            self.add_error("on", now_("Enter when it was held"))
        return given

    def outcome(self) -> Outcome:
        given = self.cleaned_data
        return Outcome(given["state"], given["report"], given["on"])


class SilenceForm(CaseForm):
    title = _("Explain why there was no contact")
    button = _("Save")
    intro = _("The warning goes once this is saved, and comes back if silence goes on.")
    reasons = TextArea(
        _("Why was there no contact, and what follows?"),
        missing=_("Enter why there was no contact, and what follows"),
    )
