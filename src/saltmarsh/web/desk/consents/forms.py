from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.consents import rules
from saltmarsh.casework.consents.lifecycle import Age, Capacity, Giver, How, State
from saltmarsh.casework.consents.queries import Plan
from saltmarsh.casework.consents.rules import Asked
from saltmarsh.design.dates import today
from saltmarsh.design.fields import DateInput, Radios, Select, TextArea, TextInput
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.web.desk.allocation.forms import offer, people
from saltmarsh.web.desk.cases.changes import CaseForm
from saltmarsh.web.desk.triage.forms import tomorrow

WORDS = (
    "asked_by",
    "giver_name",
    "relationship",
    "evidence",
    "own_view",
    "capacity_words",
    "interpreter",
    "explained",
    "leaflet",
    "who_is_told",
    "said",
)
# What the rules call a word, where the form asks for it under another name.
CALLED = {"giver_name": "giver", "capacity_words": "capacity"}
# The questions in the order in which the rules give their reasons.
ALWAYS = ["asked_by", "explained", "leaflet", "who_is_told"]
OF_CHILD = ["giver_name", "relationship", "evidence", "own_view"]


class PlannedForm(CaseForm):
    """Asks when the further assessment is made, and by whom. members: who may own it."""

    due_on = DateInput(
        _("Without consent: when will the further assessment be made?"),
        called=_("The day of the further assessment"),
        hint=_("Section 36(4)(e) asks for one where consent is refused or withdrawn."),
        earliest=tomorrow,
        required=False,
        mark_optional=False,
    )
    owner = Select(
        _("Without consent: who owns that assessment?"),
        required=False,
        mark_optional=False,
    )

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        offer(self, "owner", people(members))

    def plan(self) -> Plan | None:
        given = self.cleaned_data
        owner = self.members.get(given.get("owner", ""))
        if not given.get("due_on") or owner is None:
            return None
        return Plan(given["due_on"], owner)

    def need_plan(self) -> None:
        """Say beside the questions that a further assessment must be planned."""
        if "due_on" not in self.errors and not self.cleaned_data.get("due_on"):
            words = _("Enter when the further assessment will be made")
            self.add_error("due_on", words)
        if not self.cleaned_data.get("owner"):
            self.add_error("owner", _("Select who owns the further assessment"))


class ConsentForm(PlannedForm):
    title = _("Record the answer about consent")
    button = _("Record answer")
    intro = _(
        "Consent comes after adoption and before support. It is voluntary, and may be "
        "withdrawn at any time. Under 18 a parent or guardian answers, and the young "
        "person’s own view stands beside it, never in its place."
    )
    asked_by = TextInput(
        _("Who asked for consent?"), required=False, mark_optional=False
    )
    how = Radios(
        _("How was it asked for?"),
        choices=How.choices,
        missing=_("Select how it was asked for"),
    )
    asked_on = DateInput(
        _("When was it asked for?"),
        called=_("The day of asking"),
        latest=today,
        missing=_("Enter when it was asked for"),
    )
    age = Radios(
        _("How old is the person?"),
        choices=Age.choices,
        missing=_("Select how old the person is"),
    )
    giver = Radios(
        _("Who answered?"), choices=Giver.choices, missing=_("Select who answered")
    )
    giver_name = TextInput(
        _("Under 18: name of the parent or guardian"),
        required=False,
        mark_optional=False,
    )
    relationship = TextInput(
        _("Under 18: how are they related?"), required=False, mark_optional=False
    )
    evidence = TextInput(
        _("Under 18: what shows that they have parental responsibility?"),
        required=False,
        mark_optional=False,
    )
    own_view = TextArea(
        _("Under 18: what is the young person’s own view?"),
        required=False,
        mark_optional=False,
        rows=3,
    )
    capacity = Radios(
        _("Can whoever answered decide this?"),
        choices=Capacity.choices,
        missing=_("Select whether they can decide this"),
    )
    capacity_words = TextInput(
        _("If in doubt: what was done about it?"), required=False
    )
    interpreter = TextInput(
        _("Was there an interpreter, and for which language?"), required=False
    )
    explained = TextArea(
        _("What was explained?"),
        hint=_("That it is Prevent and Channel, its aims, and that it is voluntary."),
        required=False,
        mark_optional=False,
        rows=3,
    )
    leaflet = TextInput(
        _("Which version of the leaflet was given?"),
        required=False,
        mark_optional=False,
    )
    who_is_told = TextArea(
        _("Who may be told, as it was explained?"),
        required=False,
        mark_optional=False,
        rows=3,
    )
    state = Radios(
        _("What was the answer?"),
        choices=[
            (State.GIVEN, _("Consent was given")),
            (State.REFUSED, _("Consent was refused")),
        ],
        missing=_("Select what the answer was"),
    )
    answered_on = DateInput(
        _("When was it answered?"),
        called=_("The day of the answer"),
        latest=today,
        missing=_("Enter when it was answered"),
    )
    said = TextArea(_("What else did they say?"), required=False, rows=3)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        last = ["due_on", "owner"]
        self.order_fields([*(n for n in self.fields if n not in last), *last])

    def asked(self) -> Asked:
        given = self.cleaned_data
        words = {CALLED.get(name, name): given.get(name) or "" for name in WORDS}
        names = ("state", "age", "giver", "how", "capacity", "asked_on", "answered_on")
        return Asked(**{name: given[name] for name in names}, words=words)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("state") == State.REFUSED:
            self.need_plan()
        if not set(self.errors) - {"due_on", "owner"}:
            for barrier in rules.barriers_to_recording(self.asked(), today()):
                self.add_error(self.beside(barrier), barrier)
        return given

    def beside(self, barrier: str) -> str:
        """Return the question that a barrier of `rules` is about."""
        day = today()
        child = Asked("given", Age.CHILD, Giver.PARENT, "phone", "no_doubt", day, day)
        empty = rules.barriers_to_recording(child, day)
        known = dict(zip(empty, [*ALWAYS, *OF_CHILD], strict=True))
        if barrier in known:
            return known[barrier]
        about_giver = rules.barriers_of_age(self.asked())
        return "giver" if barrier in about_giver else "answered_on"


class WithdrawForm(PlannedForm):
    title = _("Record that consent was withdrawn")
    button = _("Record withdrawal")
    intro = _("Support stops now, and the case goes on to a further assessment.")
    reasons = TextArea(
        _("Who withdrew it, and what did they say?"),
        missing=_("Enter who withdrew consent, and what they said"),
    )
    field_order = ["reasons", "due_on", "owner"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.need_plan()
        return given


class SupportForm(CaseForm):
    title = _("Start support")
    button = _("Start support")
    intro = _("No support starts without consent that stands.")
    reasons = TextArea(
        _("What support starts, by whom and when?"),
        missing=_("Enter what support starts, by whom and when"),
    )


class AskAgainForm(CaseForm):
    title = _("Ask for consent again")
    button = _("Go back to asking")
    reasons = TextArea(_("What has changed?"), missing=_("Enter what has changed"))


class FurtherForm(CaseForm):
    title = _("Record the further assessment")
    button = _("Record")
    found = TextArea(
        _("What was found, and what follows?"),
        missing=_("Enter what was found, and what follows"),
    )
    next_on = DateInput(
        _("When is the next one due?"),
        called=_("The day of the next one"),
        hint=_("There always is one while there is no consent."),
        earliest=tomorrow,
        required=False,
    )
