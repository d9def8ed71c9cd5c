from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.closing.actions import Feedback
from saltmarsh.casework.triage import queries as triage
from saltmarsh.casework.triage.kinds import Told
from saltmarsh.design.fields import Confirm, Radios, TextArea
from saltmarsh.web.desk.changes import ChangeForm

OUTCOME = (Told.OUTCOME, _("Tell the outcome"))


class FeedbackForm(ChangeForm):
    """What the referrer is told. template: the text that the box begins with."""

    title = _("Feedback to the referrer")
    button = _("Record and send")
    intro = _(
        "They read it in their mailbox, word for word. Never write about the police, "
        "a panel, or the person’s life."
    )
    told = Radios(
        _("What do you tell the referrer?"),
        choices=[
            (Told.TOLD, _("A message that does not tell the outcome")),
            OUTCOME,
            (Told.NOT_TOLD, _("Nothing: they are not told")),
        ],
        missing=_("Select what you tell the referrer"),
    )
    text = TextArea(
        _("The message"),
        hint=_("Change it as you need. Leave it empty when they are not told."),
        required=False,
        mark_optional=False,
        rows=7,
    )
    decided = Confirm(
        _("I have decided to tell the outcome"), required=False, mark_optional=False
    )
    reason = TextArea(
        _("Why do you tell the outcome, or why are they not told?"),
        required=False,
        mark_optional=False,
        hint=_("Not needed for a message that does not tell the outcome."),
    )

    def __init__(self, *args: Any, template: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        offered = {each.key: each for each in triage.templates_for(self.referral)}
        self.template = offered.get(template)
        if self.template:
            told = Told.OUTCOME if self.template.tells_outcome else Told.TOLD
            self.initial = {"text": self.template.text, "told": told}
        if self.referral.is_anonymous:
            told_field: Any = self.fields["told"]
            told_field.choices = [
                each for each in told_field.choices if each != OUTCOME
            ]
            del self.fields["decided"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        told, text = given.get("told"), given.get("text", "")
        if told and told != Told.NOT_TOLD and not text.strip():
            self.add_error("text", _("Enter the message"))
        if told in {Told.OUTCOME, Told.NOT_TOLD} and not given.get("reason"):
            self.add_error("reason", _("Enter your reason"))
        if told == Told.OUTCOME and not given.get("decided"):
            self.add_error(
                "decided", _("Say that you have decided to tell the outcome")
            )
        if self.template and self.template.tells_outcome and told == Told.TOLD:
            self.add_error("told", _("This text tells the outcome. Say so, or change"))
        return given

    def feedback(self) -> Feedback:
        given = self.cleaned_data
        return Feedback(
            given["told"],
            given["text"],
            self.template.key if self.template else "",
            decided=given.get("decided", False),
        )
