"""Consent to support: asked for, answered, withdrawn, and what follows without it."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.cases import queries as cases
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.consents import actions as consents
from saltmarsh.casework.consents import queries
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.web.desk.cases.changes import asked, changing
from saltmarsh.web.desk.cases.people import WORKERS
from saltmarsh.web.desk.cases.records import opened
from saltmarsh.web.desk.consents.forms import (
    AskAgainForm,
    ConsentForm,
    FurtherForm,
    SupportForm,
    WithdrawForm,
)


def owners(case: Case) -> list[Membership]:
    """Return who may own a further assessment: those who work on the case."""
    return [one.member for one in cases.readers(case, WORKERS, timezone.now())]


@requires(Permission.CASE_WORK)
def record(request: Request, case: str) -> HttpResponse:
    held = opened(request, case)
    form = ConsentForm.bind(request, case=held, members=owners(held))
    done = changing(
        request,
        form,
        lambda version: consents.record(
            held,
            asked=form.asked(),
            plan=form.plan(),
            version=version,
            by=request.member,
        ),
    )
    return done or asked(request, form)


@requires(Permission.CASE_WORK)
def withdraw(request: Request, case: str) -> HttpResponse:
    held = opened(request, case)
    form = WithdrawForm.bind(request, case=held, members=owners(held))
    done = changing(
        request,
        form,
        lambda version: consents.withdraw(
            held,
            reason=form.cleaned_data["reasons"],
            plan=form.plan(),
            version=version,
            by=request.member,
        ),
    )
    return done or asked(request, form)


@requires(Permission.CASE_WORK)
def start_support(request: Request, case: str) -> HttpResponse:
    """Start support; without consent the page says why it cannot start."""
    held = opened(request, case)
    form = SupportForm.bind(request, case=held)
    done = changing(
        request,
        form,
        lambda version: consents.start_support(
            held,
            words=form.cleaned_data["reasons"],
            version=version,
            by=request.member,
        ),
    )
    return done or asked(request, form, warnings=queries.barriers_to_supporting(held))


@requires(Permission.CASE_WORK)
def ask_again(request: Request, case: str) -> HttpResponse:
    form = AskAgainForm.bind(request, case=opened(request, case))
    done = changing(
        request,
        form,
        lambda version: consents.ask_again(
            form.case,
            reasons=form.cleaned_data["reasons"],
            version=version,
            by=request.member,
        ),
    )
    return done or asked(request, form)


@requires(Permission.CASE_WORK)
def assess_further(request: Request, case: str, task: UUID) -> HttpResponse:
    """Record what a further assessment found, and when the next one is due."""
    held = opened(request, case)
    waiting = held.further_assessments.waiting()
    planned = fetch(request, waiting.select_related("consent", "owner"), pk=task)
    planned.case = held
    form = FurtherForm.bind(request, case=held)
    done = changing(
        request,
        form,
        lambda _version: consents.finish(
            planned,
            found=form.cleaned_data["found"],
            next_on=form.cleaned_data["next_on"],
            by=request.member,
        ),
    )
    return done or asked(request, form)
