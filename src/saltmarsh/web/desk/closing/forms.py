from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.closing.rules import HEADINGS, Closure, Standing
from saltmarsh.design.fields import Radios, TextArea
from saltmarsh.web.desk.changes import ChangeForm
from saltmarsh.web.desk.triage.forms import options, reasons

CONFIRM, DECLINE = "confirm", "decline"


class CloseForm(ChangeForm):
    """Asks for a reason under each heading, and only then what stands in the way."""

    title = _("Close the referral")
    button = _("Close")
    options = options()
    reasons = reasons(hint=_("In one or two sentences: why close it now?"))

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for key, heading in HEADINGS.items():
            missing = _("Enter your reasons under “%(heading)s”") % {"heading": heading}
            self.fields[key] = TextArea(heading, missing=missing, rows=3)
        if standing.asks_together:
            self.fields["together"] = TextArea(
                _("What has changed, and what do the referrals mean together?"),
                missing=_(
                    "Enter what has changed, and what the referrals mean together"
                ),
            )
        if standing.open_questions:
            self.fields["questions"] = TextArea(
                _("Questions are still open. Why do you not wait for answers?"),
                missing=_("Say why you do not wait for answers"),
            )
        if standing.onward_waiting:
            self.fields["onward"] = TextArea(
                _("A service has not answered. Why do you not wait for it?"),
                missing=_("Say why you do not wait for the service"),
            )

    def closure(self) -> Closure:
        given = self.cleaned_data
        return Closure(
            {key: given[key] for key in HEADINGS},
            together=given.get("together", ""),
            questions=given.get("questions", ""),
            onward=given.get("onward", ""),
        )


class SecondForm(ChangeForm):
    title = _("Confirm or decline closing")
    button = _("Record decision")
    answer = Radios(
        _("Do you close the referral?"),
        choices=[
            (CONFIRM, _("Yes, close it")),
            (DECLINE, _("No, go on working on it")),
        ],
        missing=_("Select whether you close the referral"),
    )
    reasons = reasons()


class ReopenForm(ChangeForm):
    title = _("Reopen the referral")
    button = _("Reopen")
    reasons = reasons()
