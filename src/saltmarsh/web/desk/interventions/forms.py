from django.utils.translation import gettext_lazy as _

from saltmarsh.design.dates import today
from saltmarsh.design.fields import DateInput, TextArea
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
    intro = _("An actual contact of another agency with the person, not a planned one.")
    on = DateInput(
        _("When was it?"),
        called=_("The day of the contact"),
        latest=today,
        missing=_("Enter when it was"),
    )
    report = TextArea(_("What came of it?"), missing=_("Enter a short report"))


class SilenceForm(CaseForm):
    title = _("Explain why there was no contact")
    button = _("Save")
    intro = _("The warning goes once this is saved, and comes back if silence goes on.")
    reasons = TextArea(
        _("Why was there no contact, and what follows?"),
        missing=_("Enter why there was no contact, and what follows"),
    )
