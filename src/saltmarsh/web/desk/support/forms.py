from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.assessments.models import Need
from saltmarsh.casework.support.lifecycle import State
from saltmarsh.casework.support.models import Plan
from saltmarsh.casework.support.queries import Wanted
from saltmarsh.casework.support.rules import ACTION_WORDS, PLAN_WORDS
from saltmarsh.design.dates import today
from saltmarsh.design.fields import (
    Checkboxes,
    DateInput,
    Radios,
    Select,
    TextArea,
    TextInput,
)
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.web.desk.allocation.forms import offer, people
from saltmarsh.web.desk.cases.changes import CaseForm


class PlanForm(CaseForm):
    """Asks for the contents of section 36(5). newest: the version that stands."""

    title = _("Write the support plan")
    button = _("Save this version")
    intro = _(
        "Section 36(5) asks for these, and for how, when and by whom consent is asked "
        "for, which stands in the panel’s decision. Every version is kept."
    )
    nature = TextArea(
        _("What is the nature of the support?"),
        missing=_("Enter the nature of the support"),
    )
    responsible = TextArea(
        _("Who is responsible for providing it?"),
        rows=3,
        missing=_("Enter who is responsible for it"),
    )
    how = TextArea(
        _("How and when is it provided?"),
        rows=3,
        missing=_("Enter how and when it is provided"),
    )

    def __init__(self, *args: Any, newest: Plan | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if newest is None:
            return
        self.fields["changed"] = TextArea(
            _("What does this version change, and why?"),
            missing=_("Enter what this version changes, and why"),
        )
        kept = ("nature", "responsible", "how")
        self.initial = {name: newest.words.get(name, "") for name in kept}

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name) or "" for name in PLAN_WORDS}


class ActForm(CaseForm):
    """Puts an action on the plan. needs: those that no review has found met. providers:
    the intervention providers who can be commissioned.
    """

    title = _("Plan an action")
    button = _("Save")
    intro = _(
        "An action has one agency and one person there. It starts later, and only with "
        "consent. An intervention provider is then briefed in writing."
    )
    needs = Checkboxes(
        _("Which needs does it meet?"),
        missing=_("Select at least one need that it meets"),
    )
    what = TextArea(_("What is done?"), rows=3, missing=_("Enter what is done"))
    agency = TextInput(
        _("Which agency does it?"), missing=_("Enter which agency does it")
    )
    person = TextInput(
        _("Who there is responsible for it?"),
        missing=_("Enter who there is responsible for it"),
    )
    provider = Select(
        _("If an intervention provider gives it, who?"),
        blank=_("No intervention provider"),
        required=False,
        mark_optional=False,
    )
    how = TextArea(
        _("How and when is it provided?"),
        rows=3,
        missing=_("Enter how and when it is provided"),
    )
    due_on = DateInput(
        _("By when is it done, or looked at again?"),
        hint=_("If it is still open after that day, it comes up for the next meeting."),
        called=_("The day of the action"),
        earliest=today,
        missing=_("Enter by when it is done, or looked at again"),
    )

    def __init__(
        self,
        *args: Any,
        needs: Sequence[Need],
        providers: Sequence[Membership],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.named = {str(need.pk): need for need in needs}
        self.providers = {str(member.pk): member for member in providers}
        offer(self, "needs", [(str(need.pk), need.text) for need in needs])
        offer(self, "provider", people(providers))

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        return Wanted(
            {name: given[name] for name in ACTION_WORDS},
            tuple(self.named[key] for key in given["needs"]),
            self.providers.get(given["provider"]),
            given["due_on"],
        )


class StartForm(CaseForm):
    title = _("Start the action")
    button = _("Start it")
    intro = _("No action starts without consent that stands.")


class EndForm(CaseForm):
    title = _("End the action")
    button = _("Record")
    state = Radios(
        _("How does it end?"),
        choices=[
            (State.DONE, _("It is done")),
            (State.STOPPED, _("It stops, or never starts")),
        ],
        missing=_("Select how it ends"),
    )
    reasons = TextArea(
        _("What came of it, or why does it stop?"),
        missing=_("Enter what came of it, or why it stops"),
    )


class NoActionForm(CaseForm):
    title = _("Say why there is no action for a need")
    button = _("Save")
    reasons = TextArea(
        _("Why is there no action for this need?"),
        missing=_("Enter why there is no action for this need"),
    )
