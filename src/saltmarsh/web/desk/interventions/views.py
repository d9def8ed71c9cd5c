"""What the lead does about contact: brief a provider, record what another agency did,
explain a silence.
"""

from uuid import UUID

from django.http import Http404, HttpResponse

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.interventions import actions as interventions
from saltmarsh.casework.support.models import Action
from saltmarsh.web.desk.cases.changes import asked, changing
from saltmarsh.web.desk.cases.records import opened
from saltmarsh.web.desk.interventions.forms import (
    BriefForm,
    ContactForm,
    OutcomeForm,
    PlanContactForm,
    SilenceForm,
)
from saltmarsh.web.desk.support.views import acted, after


@requires(Permission.CASE_WORK)
def brief(request: Request, case: str, action: UUID) -> HttpResponse:
    """Brief the action's intervention provider in writing."""
    held = opened(request, case)
    chosen = acted(request, held, action)
    form = BriefForm.bind(request, case=held)
    done = changing(
        request,
        form,
        lambda _version: interventions.brief(
            chosen, text=form.cleaned_data["text"], by=request.member
        ),
    )
    return after(request, done, form, subject=chosen.words["what"])


@requires(Permission.CASE_WORK)
def log(request: Request, case: str, action: UUID) -> HttpResponse:
    """Record that another agency was in contact with the person."""
    held = opened(request, case)
    chosen = acted(request, held, action)
    form = ContactForm.bind(request, case=held)
    done = changing(
        request,
        form,
        lambda _version: interventions.log(
            chosen,
            on=form.cleaned_data["on"],
            report=form.cleaned_data["report"],
            by=request.member,
        ),
    )
    return after(request, done, form, subject=chosen.words["what"])


@requires(Permission.CASE_WORK)
def plan_contact(request: Request, case: str, action: UUID) -> HttpResponse:
    """Plan when another agency meets the person."""
    held = opened(request, case)
    chosen = of_agency(request, held, action)
    form = PlanContactForm.bind(request, case=held)
    done = changing(
        request,
        form,
        lambda _version: interventions.plan(
            chosen, on=form.cleaned_data["on"], by=request.member
        ),
    )
    return after(request, done, form, subject=chosen.words["what"])


@requires(Permission.CASE_WORK)
def record_contact(
    request: Request, case: str, action: UUID, session: UUID
) -> HttpResponse:
    """Record what became of another agency's contact that was planned."""
    held = opened(request, case)
    chosen = of_agency(request, held, action)
    planned = fetch(request, chosen.sessions.planned(), pk=session)
    planned.action, planned.case = chosen, held
    form = OutcomeForm.bind(request, case=held)
    done = changing(
        request,
        form,
        lambda _version: interventions.record(
            planned, outcome=form.outcome(), by=request.member
        ),
    )
    return after(request, done, form, subject=chosen.words["what"])


def of_agency(request: Request, case: Case, action: UUID) -> Action:
    """Return an open action that no provider of ours gives: its lead says when there is
    contact. Raises Http404.
    """
    chosen = acted(request, case, action)
    if chosen.provider_id:
        raise Http404
    return chosen


@requires(Permission.CASE_WORK)
def explain(request: Request, case: str) -> HttpResponse:
    """Explain in writing why nobody met the person."""
    form = SilenceForm.bind(request, case=opened(request, case))
    done = changing(
        request,
        form,
        lambda _version: interventions.explain(
            form.case, text=form.cleaned_data["reasons"], by=request.member
        ),
    )
    return done or asked(request, form)
