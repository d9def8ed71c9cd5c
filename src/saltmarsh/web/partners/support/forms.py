from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.interventions.lifecycle import State
from saltmarsh.casework.interventions.rules import Outcome
from saltmarsh.design.dates import today
from saltmarsh.design.fields import Confirm, DateInput, Radios, TextArea
from saltmarsh.design.forms import Form


class ReadForm(Form):
    read = Confirm(
        _("I have read the briefing, and I know whom to ring"),
        missing=_("Confirm that you have read the briefing"),
    )


class PlanForm(Form):
    on = DateInput(
        _("When is the session?"),
        called=_("The day of the session"),
        earliest=today,
        missing=_("Enter when the session is"),
    )


class SessionForm(Form):
    """Asks what became of a session."""

    state = Radios(
        _("Was the session held?"),
        choices=[(State.HELD, _("Yes")), (State.MISSED, _("No"))],
        missing=_("Select whether the session was held"),
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
            "What was talked about, how the person was, anything that worries you, and "
            "what is next. In an emergency ring 999 first."
        ),
        missing=_("Enter a short report, or why it was not held"),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        is_undated = not given.get("on") and "on" not in self.errors
        if given.get("state") == State.HELD and is_undated:
            self.add_error("on", _("Enter when it was held"))
        return given

    def outcome(self) -> Outcome:
        given = self.cleaned_data
        return Outcome(given["state"], given["report"], given["on"])
