from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.assessments.models import Need
from saltmarsh.casework.reviews.actions import Reviewed
from saltmarsh.casework.reviews.lifecycle import Result
from saltmarsh.casework.support.lifecycle import Found
from saltmarsh.design.dates import today
from saltmarsh.design.fields import DateInput, Radios, TextArea
from saltmarsh.web.desk.cases.changes import CaseForm
from saltmarsh.web.desk.cases.forms import reasons


class LiveReviewForm(CaseForm):
    """Asks what a review came to, and of each of `needs` whether it is met."""

    title = _("Record a review of the support")
    button = _("Record review")
    intro = _("The next review is due a cycle after this one.")
    held_on = DateInput(
        _("When was it held?"),
        called=_("The day of the review"),
        latest=today,
        missing=_("Enter when it was held"),
    )
    seen = TextArea(
        _("What was seen?"),
        hint=_("What the support has changed, and what it has not."),
        missing=_("Enter what was seen"),
    )
    result = Radios(
        _("What follows?"),
        choices=Result.choices,
        missing=_("Select what follows"),
    )
    reasons = reasons()

    def __init__(self, *args: Any, needs: Sequence[Need], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.asked = {f"need-{need.pk}": need for need in needs}
        for name, need in self.asked.items():
            self.fields[name] = Radios(
                now("Is this need met? %(need)s") % {"need": need.text},
                choices=Found.choices,
                missing=_("Select whether this need is met"),
            )
        self.order_fields(["held_on", "seen", *self.asked])

    def reviewed(self) -> Reviewed:
        given = self.cleaned_data
        return Reviewed(
            given["held_on"],
            Result(given["result"]),
            given["seen"],
            given["reasons"],
            {need: Found(given[name]) for name, need in self.asked.items()},
        )
