from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.triage import actions as triage
from saltmarsh.casework.triage.queries import PoliceAnswer
from saltmarsh.web.desk.changes import ChangeForm, changing
from saltmarsh.web.desk.records import around, opened
from saltmarsh.web.desk.triage.forms import (
    AcknowledgeForm,
    BelowThresholdForm,
    MoreInformationForm,
    OnwardAnswerForm,
    PassToPoliceForm,
    PoliceOutcomeForm,
    QualityForm,
    ReferOnForm,
    Section36Form,
)


@requires(Permission.REFERRAL_DECIDE)
def acknowledge(request: Request, reference: str) -> HttpResponse:
    form = AcknowledgeForm.bind(request, referral=opened(request, reference))
    done = changing(
        request,
        form,
        lambda referral, by: triage.acknowledge(referral, why=form.why(), by=by),
    )
    return done or asked(request, form)


@requires(Permission.REFERRAL_DECIDE)
def pass_to_police(request: Request, reference: str) -> HttpResponse:
    form = PassToPoliceForm.bind(request, referral=opened(request, reference))
    done = changing(
        request,
        form,
        lambda referral, by: triage.pass_to_police(referral, why=form.why(), by=by),
    )
    return done or asked(request, form)


@requires(Permission.REFERRAL_DECIDE)
def record_police_outcome(request: Request, reference: str) -> HttpResponse:
    form = PoliceOutcomeForm.bind(request, referral=opened(request, reference))
    done = changing(
        request,
        form,
        lambda referral, by: triage.record_police_outcome(
            referral,
            answer=PoliceAnswer(
                form.cleaned_data["code"],
                form.cleaned_data["deconfliction"],
                form.cleaned_data["assessed_on"],
            ),
            why=form.why(),
            by=by,
        ),
    )
    return done or asked(request, form)


@requires(Permission.REFERRAL_DECIDE)
def ask_for_more(request: Request, reference: str) -> HttpResponse:
    form = MoreInformationForm.bind(request, referral=opened(request, reference))
    done = changing(
        request,
        form,
        lambda referral, by: triage.ask_for_more(
            referral,
            of_referrer=form.cleaned_data["of_referrer"],
            of_team=form.cleaned_data["of_team"],
            why=form.why(),
            by=by,
        ),
    )
    return done or asked(request, form)


@requires(Permission.REFERRAL_DECIDE)
def refer_on(request: Request, reference: str) -> HttpResponse:
    form = ReferOnForm.bind(request, referral=opened(request, reference))
    done = changing(
        request,
        form,
        lambda referral, by: triage.refer_on(
            referral,
            service={name: form.cleaned_data[name] for name in SERVICE},
            chase_on=form.cleaned_data["chase_on"],
            why=form.why(),
            by=by,
        ),
    )
    return done or asked(request, form)


SERVICE = ("name", "contact", "way")


@requires(Permission.REFERRAL_DECIDE)
def record_answer(request: Request, reference: str, onward: UUID) -> HttpResponse:
    referral = opened(request, reference)
    held = fetch(request, referral.onward_referrals.all(), pk=onward)
    form = OnwardAnswerForm.bind(request, referral=referral)
    done = changing(
        request,
        form,
        lambda _referral, by: triage.record_answer(
            held,
            stage=form.cleaned_data["stage"],
            words=form.cleaned_data["words"],
            by=by,
        ),
    )
    return done or asked(request, form)


@requires(Permission.REFERRAL_DECIDE)
def find_below(request: Request, reference: str) -> HttpResponse:
    form = BelowThresholdForm.bind(request, referral=opened(request, reference))
    done = changing(
        request,
        form,
        lambda referral, by: triage.find_below(
            referral,
            review_on=form.cleaned_data["review_on"],
            lead_agency=form.cleaned_data["lead_agency"],
            why=form.why(),
            by=by,
        ),
    )
    return done or asked(request, form)


@requires(Permission.REFERRAL_DECIDE)
def decide_section_36(request: Request, reference: str) -> HttpResponse:
    form = Section36Form.bind(request, referral=opened(request, reference))
    done = changing(
        request,
        form,
        lambda referral, by: triage.decide_section_36(
            referral, code=form.cleaned_data["code"], why=form.why(), by=by
        ),
    )
    return done or asked(request, form)


@requires(Permission.REFERRAL_DECIDE)
def record_quality(request: Request, reference: str) -> HttpResponse:
    form = QualityForm.bind(request, referral=opened(request, reference))
    done = changing(
        request,
        form,
        lambda referral, by: triage.record_quality(
            referral, code=form.cleaned_data["code"], why=form.why(), by=by
        ),
    )
    return done or asked(request, form)


def asked(request: Request, form: ChangeForm) -> HttpResponse:
    return render(
        request, "desk/change.html", around(request, form.referral, form=form)
    )
