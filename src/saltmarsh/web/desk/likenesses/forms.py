from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.likenesses.rules import Given, Purpose, State
from saltmarsh.design.fields import Confirm, Radios, TextArea
from saltmarsh.design.forms import Form
from saltmarsh.web.desk.changes import ChangeForm


class CompareForm(ChangeForm):
    """Asks whether two referrals are about one person."""

    title = _("Is it the same person?")
    button = _("Record answer")
    answer = Radios(
        _("Are both referrals about the same person?"),
        choices=[
            (State.SAME, _("Yes, the same person")),
            (State.DIFFERENT, _("No, not the same person")),
            (State.UNSURE, _("Unsure")),
        ],
        hints={
            State.SAME: _(
                "Both become repeat referrals, and a second person closes each. Whoever "
                "may read the other one sees that it is a repeat."
            ),
            State.DIFFERENT: _("Nobody is asked again unless what is known changes."),
            State.UNSURE: _("It stays listed, and a second person closes each."),
        },
        reveals={State.DIFFERENT: "related"},
        missing=_("Select whether both are about the same person"),
    )
    related = Confirm(
        _("They are relatives"),
        hint=_("It is kept as your reason. It leads to nobody’s referral."),
        required=False,
    )
    reasons = TextArea(
        _("What are your reasons?"),
        hint=_("What agrees and what does not, and how you know."),
        missing=_("Enter your reasons"),
    )
    refused_beside = "answer"

    def given(self) -> Given:
        told: dict[str, Any] = self.cleaned_data
        related = bool(told.get("related"))
        return Given(told["answer"], told["reasons"], are_related=related)


class WeakerForm(Form):
    """Asks what somebody wants to see weak matches for."""

    purpose = Radios(
        _("Why do you need to see weaker matches?"),
        hint=_("They are mostly strangers. Your answer is kept in the log."),
        choices=Purpose.choices,
        missing=_("Select why you need to see weaker matches"),
    )
