"""The support plan of a case: its versions, its actions, and needs without one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.allocation import queries as working
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.interventions import queries as interventions
from saltmarsh.casework.support import actions as support
from saltmarsh.casework.support import queries
from saltmarsh.casework.support.lifecycle import Found, State
from saltmarsh.casework.support.models import Action
from saltmarsh.web.desk.cases.changes import CaseForm, asked, changing
from saltmarsh.web.desk.cases.people import PROVIDERS
from saltmarsh.web.desk.cases.records import around, opened
from saltmarsh.web.desk.support.forms import (
    ActForm,
    EndForm,
    NoActionForm,
    PlanForm,
    StartForm,
)


@requires(Permission.CASE_READ)
def show(request: Request, case: str) -> HttpResponse:
    """Show the plan that stands, its actions, each need, and the versions before."""
    held = opened(request, case)
    versions = list(held.plans.select_related("by").order_by("-number"))
    shown = around(
        request,
        held,
        here="plan",
        consent_plan=queries.consent_plan(held),
        plan=versions[0] if versions else None,
        earlier=versions[1:],
        rows=queries.rows(held),
        actions=interventions.with_contacts(queries.actions(held)),
        today=timezone.localdate(),
        found_words=dict(Found.choices),
    )
    return render(request, "desk/support/show.html", shown)


@requires(Permission.CASE_WORK)
def write(request: Request, case: str) -> HttpResponse:
    held = opened(request, case)
    form = PlanForm.bind(request, case=held, newest=queries.newest(held))
    done = changing(
        request,
        form,
        lambda version: support.plan(
            held, words=form.words(), version=version, by=request.member
        ),
    )
    return after(request, done, form)


@requires(Permission.CASE_WORK)
def act(request: Request, case: str) -> HttpResponse:
    """Plan an action for one need or more."""
    held = opened(request, case)
    form = ActForm.bind(
        request,
        case=held,
        needs=queries.open_needs(held),
        providers=working.working(request.partnership, PROVIDERS),
    )
    done = changing(
        request,
        form,
        lambda version: support.act(
            held, wanted=form.wanted(), version=version, by=request.member
        ),
    )
    return after(request, done, form)


@requires(Permission.CASE_WORK)
def start(request: Request, case: str, action: UUID) -> HttpResponse:
    """Start an action; without consent the page says why it cannot start."""
    held = opened(request, case)
    chosen = acted(request, held, action)
    form = StartForm.bind(request, case=held)
    done = changing(
        request, form, lambda _version: support.start(chosen, by=request.member)
    )
    barriers = queries.barriers_to_starting(held)
    subject = chosen.words["what"]
    return after(request, done, form, warnings=barriers, subject=subject)


@requires(Permission.CASE_WORK)
def end(request: Request, case: str, action: UUID) -> HttpResponse:
    held = opened(request, case)
    chosen = acted(request, held, action)
    form = EndForm.bind(request, case=held)
    done = changing(
        request,
        form,
        lambda _version: support.end(
            chosen,
            state=State(form.cleaned_data["state"]),
            words=form.cleaned_data["reasons"],
            by=request.member,
        ),
    )
    return after(request, done, form, subject=chosen.words["what"])


@requires(Permission.CASE_WORK)
def leave_out(request: Request, case: str, need: UUID) -> HttpResponse:
    """Say why there is no action for a need."""
    held = opened(request, case)
    chosen = fetch(request, held.needs.all(), pk=need)
    chosen.case = held
    form = NoActionForm.bind(request, case=held)
    done = changing(
        request,
        form,
        lambda _version: support.leave_out(
            chosen, reason=form.cleaned_data["reasons"], by=request.member
        ),
    )
    return after(request, done, form, subject=chosen.text)


def acted(request: Request, case: Case, action: UUID) -> Action:
    """Return one open action of the case. Raises Http404."""
    chosen = fetch(request, case.support_actions.open(), pk=action)
    chosen.case = case
    return chosen


def after(
    request: Request, done: HttpResponse | None, form: CaseForm, **more: str | list[str]
) -> HttpResponse:
    """Go to the plan once it is done, or draw the form."""
    if done:
        return redirect("desk:case-plan", form.case.reference)
    return asked(request, form, **more)
