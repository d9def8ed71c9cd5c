from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.assessments.rules import WORDS, Assessed
from saltmarsh.casework.panels.models import PanelDecision
from saltmarsh.design.dates import today
from saltmarsh.design.fields import DateInput, Select, TextArea, TextInput
from saltmarsh.web.desk.allocation.forms import offer
from saltmarsh.web.desk.cases.changes import CaseForm

NEXT = "next"


class AssessForm(CaseForm):
    """Asks what an assessment came to. decisions: those it may be said to support.
    is_first: whether nothing can have changed since the last one.
    """

    title = _("Record an assessment")
    button = _("Record assessment")
    intro = _(
        "The assessment itself is made, and stays, where your framework keeps it. Here "
        "stands that it was made and what it came to. What you record is never changed: "
        "you can add to it later."
    )
    made_on = DateInput(
        _("When was it made?"),
        called=_("The day of the assessment"),
        latest=today,
        missing=_("Enter when it was made"),
    )
    decision = Select(
        _("Which decision of the panel is it for?"),
        missing=_("Select which decision it is for"),
    )
    framework = TextInput(
        _("Which framework was used?"), missing=_("Enter the name of the framework")
    )
    edition = TextInput(
        _("Which version of it?"), missing=_("Enter the version of the framework")
    )
    reference = TextInput(
        _("Where is the assessment itself kept?"),
        hint=_("For example its reference in the national record."),
        missing=_("Enter where the assessment itself is kept"),
    )
    assessed_by = TextInput(
        _("Who made it?"),
        hint=_("Name, role and agency."),
        missing=_("Enter who made the assessment"),
    )
    outcome = TextInput(_("What was its outcome?"), missing=_("Enter its outcome"))
    needs = TextArea(
        _("Which needs does it name?"),
        hint=_(
            "Each on a line of its own. Every need must meet an action, or a reason why "
            "there is none."
        ),
        required=False,
    )
    protective = TextArea(
        _("Which protective factors are there?"),
        rows=3,
        missing=_("Enter the protective factors, or that there are none"),
    )
    summary = TextArea(_("Summary"), missing=_("Enter the summary"))
    plan = TextArea(
        _("What does it say should be done?"), rows=3, missing=_("Enter the plan")
    )

    def __init__(
        self,
        *args: Any,
        decisions: Sequence[PanelDecision],
        is_first: bool,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.decisions = {str(each.pk): each for each in decisions}
        named = [(str(each.pk), called(each)) for each in decisions]
        offer(self, "decision", [(NEXT, _("The panel’s next decision")), *named])
        if is_first:
            return
        self.fields["needs"].help_text = _(
            "Only those that stand in no earlier assessment, each on a line of its own. "
            "Those named before stay until a review finds them met."
        )
        self.fields["changed"] = TextArea(
            _("What has changed since the last assessment?"),
            missing=_("Enter what has changed since the last assessment"),
        )
        self.order_fields(["made_on", "decision", "changed"])

    def assessed(self) -> Assessed:
        given = self.cleaned_data
        # The form's own `version` is that of the case.
        given["version"] = given["edition"]
        words = {name: given.get(name) or "" for name in WORDS}
        needs = tuple((given["needs"] or "").splitlines())
        return Assessed(given["made_on"], words, needs)

    def for_decision(self) -> PanelDecision | None:
        return self.decisions.get(self.cleaned_data["decision"])


def called(decision: PanelDecision) -> str:
    words = {
        "outcome": decision.get_outcome_display(),
        "day": date_format(decision.decided_on, "j F Y"),
    }
    return gettext("%(outcome)s, on %(day)s") % words


class AddendumForm(CaseForm):
    title = _("Add to the assessment")
    button = _("Add")
    intro = _("What was recorded stays as it is. This stands below it, with your name.")
    text = TextArea(_("What do you add?"), missing=_("Enter what you add"))
