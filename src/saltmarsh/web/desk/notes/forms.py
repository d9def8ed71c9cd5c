from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.notes.lifecycle import Visibility
from saltmarsh.casework.triage.kinds import Told
from saltmarsh.design.fields import Radios, TextArea
from saltmarsh.web.desk.changes import ChangeForm

NOTHING = (Told.TOLD, _("No, it tells no outcome"))
OUTCOME = (Told.OUTCOME, _("Yes, and I have decided to tell it"))


class NoteForm(ChangeForm):
    """A note for the team; for others only when that is chosen."""

    title = _("Add a note")
    button = _("Save note")
    text = TextArea(_("Note"), missing=_("Enter the note"))
    visibility = Radios(
        _("Who can read this note?"),
        choices=Visibility.choices,
        initial=Visibility.TEAM,
        missing=_("Select who can read this note"),
        reveals={Visibility.REFERRER: "tells"},
    )
    tells = Radios(
        _("Does the note tell the referrer an outcome?"),
        hint=_(
            "What was found or decided, who was asked to help, or what follows from "
            "it. Never write about the police, a panel, or the person’s life."
        ),
        choices=[NOTHING, OUTCOME],
        missing=_("Select whether the note tells the referrer an outcome"),
        reveals={Told.OUTCOME: "reason"},
    )
    reason = TextArea(
        _("Why do you tell the outcome?"),
        hint=_("It is recorded as your decision, beside the other decisions."),
        missing=_("Enter why you tell the outcome"),
        rows=3,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.referral.is_anonymous:
            tells: Any = self.fields["tells"]
            tells.choices, tells.reveals = [NOTHING], {}
            tells.help_text = _("The referrer is anonymous: no outcome is told.")
            del self.fields["reason"]

    def tells_outcome(self) -> bool | None:
        """Return what the writer said of it; None where nobody outside reads it."""
        said = self.cleaned_data["tells"]
        return said == Told.OUTCOME if said else None


class AnswerForm(ChangeForm):
    title = _("Answer the question")
    button = _("Save answer")
    text = TextArea(_("Answer"), missing=_("Enter the answer"))

    def __init__(self, *args: Any, question: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.intro = question.text
