from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.onward.lifecycle import Stage, Way
from saltmarsh.casework.triage import rules
from saltmarsh.casework.triage.kinds import (
    Deconfliction,
    Grounds,
    PoliceOutcome,
    Quality,
)
from saltmarsh.design.dates import today
from saltmarsh.design.fields import Confirm, DateInput, Radios, TextArea, TextInput
from saltmarsh.web.desk.changes import ChangeForm


def tomorrow() -> date:
    return today() + timedelta(days=1)


def options(**kwargs: Any) -> TextArea:
    hint = _("What else could be done, and what speaks for and against it.")
    missing = _("Enter the options you considered")
    given: dict[str, Any] = {"hint": hint, "missing": missing, "rows": 3} | kwargs
    return TextArea(_("Which options did you consider?"), **given)


def reasons(**kwargs: Any) -> TextArea:
    given = {"missing": _("Enter your reasons")} | kwargs
    return TextArea(_("What are your reasons?"), **given)


class AcknowledgeForm(ChangeForm):
    title = _("Acknowledge the referral")
    button = _("Acknowledge")
    intro = _("You say that a person has read it and that the team is looking at it.")
    reasons = reasons(required=False, rows=3)


class PassToPoliceForm(ChangeForm):
    title = _("Pass to the police")
    button = _("Record that it was passed on")
    intro = _(
        "For deconfliction and the gateway assessment. Record it here once the police "
        "have it."
    )
    options = options()
    reasons = reasons()


class PoliceOutcomeForm(ChangeForm):
    title = _("Record the police outcome")
    button = _("Record outcome")
    intro = _(
        "Record the outcome alone. Never enter intelligence: sources, methods, "
        "investigations or what the police hold."
    )
    deconfliction = Radios(
        _("What did deconfliction find?"),
        choices=Deconfliction.choices,
        missing=_("Select what deconfliction found"),
    )
    code = Radios(
        _("What is the outcome?"),
        choices=PoliceOutcome.choices,
        missing=_("Select the outcome"),
    )
    assessed_on = DateInput(
        _("When was the gateway assessment done?"),
        called=_("The date of the gateway assessment"),
        latest=today,
        required=False,
    )
    options = options(required=False)
    reasons = reasons()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("deconfliction") == Deconfliction.AWAITED:
            words = _("Wait for the result of deconfliction, then record it")
            self.add_error("deconfliction", words)
        is_dated = given.get("assessed_on") or "assessed_on" in self.errors
        if given.get("code") != PoliceOutcome.POLICE_LED and not is_dated:
            words = _("Enter the date that the gateway assessment was done")
            self.add_error("assessed_on", words)
        return given


class MoreInformationForm(ChangeForm):
    title = _("Ask for more information")
    button = _("Ask")
    of_referrer = TextArea(
        _("What do you want to ask the referrer?"),
        hint=_("They read it in their mailbox, word for word."),
        required=False,
    )
    tells_nothing = Confirm(
        _("My question to the referrer tells no outcome"),
        hint=_(
            "Not what was found or decided, nor who was asked to help. To tell an "
            "outcome, give feedback."
        ),
        required=False,
        mark_optional=False,
    )
    of_team = TextArea(
        _("What do you want to ask somebody else?"),
        hint=_("Who is to find out what. Only the team reads it."),
        required=False,
    )
    options = options(required=False)
    reasons = reasons()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        asked = [given.get(name, "") for name in ("of_referrer", "of_team")]
        for barrier in rules.barriers_to_asking(of_referrer=asked[0], of_team=asked[1]):
            self.add_error("of_referrer", barrier)
        if asked[0].strip() and not given.get("tells_nothing"):
            words = _("Check that your question tells no outcome, and say so")
            self.add_error("tells_nothing", words)
        return given


class ReferOnForm(ChangeForm):
    title = _("Signpost or refer on to another service")
    button = _("Record")
    way = Radios(
        _("How is the service asked?"),
        choices=Way.choices,
        missing=_("Select how the service is asked"),
    )
    name = TextInput(
        _("Which service?"),
        hint=_("Its name, and which part of it"),
        missing=_("Enter the name of the service"),
    )
    contact = TextInput(
        _("How is it reached?"),
        hint=_("A name and a telephone number or an e-mail address"),
        missing=_("Enter how the service is reached"),
    )
    chase_on = DateInput(
        _("When will you chase its answer?"),
        called=_("The day to chase the answer"),
        earliest=tomorrow,
        missing=_("Enter the day to chase the answer"),
    )
    options = options()
    reasons = reasons()


class OnwardAnswerForm(ChangeForm):
    title = _("Record the service’s answer")
    button = _("Record answer")
    stage = Radios(
        _("What did the service answer?"),
        choices=[
            (Stage.ACCEPTED, Stage.ACCEPTED.label),
            (Stage.DECLINED, Stage.DECLINED.label),
            (Stage.NO_ANSWER, _("It has not answered, and I have stopped waiting")),
        ],
        missing=_("Select what the service answered"),
    )
    words = TextArea(
        _("What did it say?"),
        hint=_("Who answered, when, and what they will do."),
        missing=_("Enter what the service said"),
    )


class BelowThresholdForm(ChangeForm):
    title = _("Below the threshold")
    button = _("Record decision")
    intro = _("Somebody leads, and somebody looks again: both are always recorded.")
    lead_agency = TextInput(
        _("Which agency leads now?"), missing=_("Enter which agency leads now")
    )
    review_on = DateInput(
        _("When will you review it?"),
        called=_("The review"),
        earliest=tomorrow,
        missing=_("Enter when you will review it"),
    )
    options = options()
    reasons = reasons()


class Section36Form(ChangeForm):
    title = _("Section 36 decision")
    button = _("Record decision")
    intro = _(
        "Section 36 of the Counter-Terrorism and Security Act 2015: are there "
        "reasonable grounds to believe that the person is vulnerable to being drawn "
        "into terrorism?"
    )
    code = Radios(
        _("Are the grounds met?"),
        choices=Grounds.choices,
        inline=True,
        missing=_("Select whether the grounds are met"),
    )
    options = options()
    reasons = reasons(hint=_("Name the grounds."))


class QualityForm(ChangeForm):
    title = _("Mistaken, misguided or malicious")
    button = _("Record decision")
    intro = _(
        "It is reviewed, and kept, for a shorter time than others. "
        "What follows is a decision of its own."
    )
    code = Radios(
        _("What was the referral?"),
        choices=Quality.choices,
        missing=_("Select what the referral was"),
    )
    options = options()
    reasons = reasons()
