from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.notes.lifecycle import Visibility
from saltmarsh.design.fields import Radios, TextArea
from saltmarsh.web.desk.changes import ChangeForm


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
    )


class AnswerForm(ChangeForm):
    title = _("Answer the question")
    button = _("Save answer")
    text = TextArea(_("Answer"), missing=_("Enter the answer"))

    def __init__(self, *args: Any, question: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.intro = question.text
