from dataclasses import fields, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.panels import rules
from saltmarsh.casework.panels.lifecycle import MOVES, Care, Mode, Outcome, Taken
from saltmarsh.casework.panels.rules import Decided, Sitting
from saltmarsh.design.dates import today
from saltmarsh.design.fields import DateInput, Radios, TextArea, TextInput
from saltmarsh.web.desk.cases.changes import CaseForm
from saltmarsh.web.desk.cases.forms import reasons

YES, NO = "yes", "no"
DECIDED = [one.name for one in fields(Decided)]


class OutcomeForm(CaseForm):
    """Asks what the panel decided about a case, how and why."""

    title = _("Record the panel’s decision")
    button = _("Record decision")
    outcome = Radios(
        _("What did the panel decide?"),
        choices=[(outcome, outcome.label) for outcome in MOVES],
        reveals={Outcome.ADOPTED: "consent_plan"},
        hints={
            Outcome.TRANSFER: _(
                "The case stays here until the other panel has accepted it. Say in the "
                "reasons which panel: somebody who works on the case asks it."
            ),
        },
        missing=_("Select what the panel decided"),
    )
    consent_plan = TextArea(
        _("How, when and by whom is consent asked for?"),
        required=False,
        mark_optional=False,
        rows=3,
    )
    care = Radios(
        _(
            "If the case is not adopted: was a referral to health or social care considered?"
        ),
        choices=Care.choices,
        required=False,
        mark_optional=False,
    )
    care_why = TextArea(
        _("If the case is not adopted: why that referral, or why none?"),
        required=False,
        mark_optional=False,
        rows=3,
    )
    care_to = TextInput(
        _("If arrangements are made: which service was asked to take the person?"),
        hint=_("Its answer is waited for, and recorded on the page of the case."),
        required=False,
        mark_optional=False,
    )
    mode = Radios(
        _("How did the panel decide?"),
        choices=Mode.choices,
        missing=_("Select how the panel decided"),
    )
    dissent = TextArea(
        _("Who dissented, and why?"),
        hint=_("Needed unless the panel was unanimous."),
        required=False,
        mark_optional=False,
        rows=3,
    )
    unasked_why = TextArea(
        _("Who made the referral was not asked again. Why not?"),
        hint=_("Or ask them first, from the page of the case."),
        required=False,
        mark_optional=False,
        rows=3,
    )
    reasons = reasons()

    def __init__(self, *args: Any, is_referrer_asked: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.is_referrer_asked = is_referrer_asked
        if is_referrer_asked:
            del self.fields["unasked_why"]

    def decided(self) -> Decided:
        given = self.cleaned_data
        return Decided(**{name: given.get(name) or "" for name in DECIDED})

    def clean(self) -> dict[str, Any]:
        """Say each barrier beside the question that it is about."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        asked, why = self.is_referrer_asked, given.get("unasked_why") or ""
        for barrier in rules.barriers_without_the_referrer(is_asked=asked, why=why):
            self.add_error("unasked_why", barrier)
        for barrier in rules.barriers_to_deciding(self.decided()):
            self.add_error(self.beside(barrier), barrier)
        return given

    def beside(self, barrier: str) -> str:
        """Return the question that a barrier of `rules` is about."""
        adopted = Decided(Outcome.ADOPTED, Mode.MAJORITY, ".")
        of_dissent, of_plan = rules.barriers_to_deciding(adopted)
        refused = Decided(Outcome.NOT_ADOPTED, Mode.UNANIMOUS, ".")
        [of_care] = rules.barriers_to_deciding(refused)
        sent = replace(refused, care=Care.REFERRED, care_why=".")
        [of_service] = rules.barriers_to_referring(sent)
        known = {of_dissent: "dissent", of_plan: "consent_plan", of_care: "care_why"}
        known[of_service] = "care_to"
        return known.get(barrier, "reasons")


class DecisionForm(OutcomeForm):
    """Records what the panel decided about a case, and who sat."""

    intro = _(
        "It stands as recorded and is never edited. Section 37 does not let the panel "
        "decide about a person without the local authority in the chair and the police "
        "force of where the person lives."
    )
    on = DateInput(
        _("When did the panel meet?"),
        called=_("The day of the meeting"),
        latest=today,
        missing=_("Enter when the panel met"),
    )
    chair = TextInput(
        _("Who attended for the local authority, in the chair?"),
        required=False,
        mark_optional=False,
    )
    police = TextInput(
        _("Who attended for the police?"), required=False, mark_optional=False
    )
    force = TextInput(
        _("Which force did they come from?"), required=False, mark_optional=False
    )
    home = Radios(
        _("Is it known where the person lives?"),
        choices=[
            (YES, _("Yes, in the area of that force")),
            (NO, _("No, or they have no home")),
        ],
        reveals={NO: "force_why"},
        missing=_("Select whether it is known where the person lives"),
    )
    force_why = TextInput(
        _("Why did this force attend?"), required=False, mark_optional=False
    )
    field_order = ["on", "chair", "police", "force", "home", "force_why"]

    def sitting(self) -> Sitting:
        given = self.cleaned_data
        return Sitting(
            on=given["on"],
            chair=given["chair"],
            police=given["police"],
            force=given["force"],
            home_is_known=given["home"] == YES,
            force_why=given.get("force_why") or "",
        )

    def clean(self) -> dict[str, Any]:
        """Say each barrier beside the question that it is about."""
        given = super().clean() or self.cleaned_data
        if not {"on", "chair", "police", "force", "home"} & set(self.errors):
            for barrier in rules.barriers_to_sitting(self.sitting(), today()):
                self.add_error(self.beside(barrier), barrier)
        return given

    def beside(self, barrier: str) -> str:
        empty = Sitting(today(), "", "", "", home_is_known=False)
        of_chair, of_police, of_force = rules.barriers_to_sitting(empty, today())
        known = {of_chair: "chair", of_police: "police", of_force: "force_why"}
        return known.get(barrier) or super().beside(barrier)


class CareForm(CaseForm):
    title = _("Record the answer of health or social care")
    button = _("Record")
    state = Radios(
        _("Did they take the person?"),
        choices=[
            (Taken.ACCEPTED, _("Yes, they have accepted the referral")),
            (Taken.DECLINED, _("No, they have declined it")),
        ],
        missing=_("Select whether they took the person"),
    )
    reasons = TextArea(
        _("What did they say, and what follows?"),
        hint=_(
            "Who answered and when. If they declined: why, and who helps the person now."
        ),
        missing=_("Enter what they said, and what follows"),
    )
