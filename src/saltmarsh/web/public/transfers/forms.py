from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.transfers import rules
from saltmarsh.casework.transfers.lifecycle import Stage
from saltmarsh.casework.transfers.rules import Answerer
from saltmarsh.design.dates import today
from saltmarsh.design.fields import DateInput, Radios, TextArea, TextInput
from saltmarsh.design.forms import Form


class AnswerForm(Form):
    """What the other panel answers, and who says so. asked_on: when it was asked."""

    answer = Radios(
        _("Does your panel take the case over?"),
        choices=[
            (Stage.ACCEPTED, _("Yes, we lead it from now on")),
            (Stage.DECLINED, _("No, we decline")),
        ],
        missing=_("Select whether your panel takes the case over"),
    )
    name = TextInput(
        _("Your name"), missing=_("Enter your name"), most=150, autocomplete="name"
    )
    role = TextInput(
        _("Your job, and for whom you work"),
        missing=_("Enter your job, and for whom you work"),
        most=150,
    )
    reference = TextInput(
        _("If yes, your own reference of the case"),
        required=False,
        mark_optional=False,
        most=50,
    )
    on = DateInput(
        _("If yes, when did your panel accept it?"),
        called=_("The day"),
        latest=today,
        required=False,
        mark_optional=False,
    )
    words = TextArea(
        _("What do you want to say?"),
        hint=_("If you decline, say why. They read it."),
        required=False,
        rows=3,
    )

    def __init__(self, *args: Any, asked_on: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.asked_on = asked_on

    def accepts(self) -> bool:
        return bool(self.cleaned_data["answer"] == Stage.ACCEPTED)

    def who(self) -> Answerer:
        given = self.cleaned_data
        words, reference = given.get("words") or "", given.get("reference") or ""
        return Answerer(given["name"], given["role"], words, reference, given.get("on"))

    def clean(self) -> dict[str, Any]:
        """Say each barrier beside the question that it is about."""
        given = super().clean() or self.cleaned_data
        if not self.errors:
            when = {"asked_on": self.asked_on, "today": today()}
            accepts = self.accepts()
            barriers = rules.barriers_by_link(self.who(), accepts=accepts, **when)
            for barrier in barriers:
                self.add_error(self.beside(barrier), barrier)
        return given

    def beside(self, barrier: str) -> str:
        """Return the question that a barrier of `rules` is about."""
        day = self.asked_on
        of_reference, of_day = rules.barriers_by_link(
            Answerer("-", "-"), accepts=True, asked_on=day, today=day
        )
        return {of_reference: "reference", of_day: "on"}.get(barrier, "words")
