"""What an intervention provider sees: the plan and the sessions that are theirs."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch, showing
from saltmarsh.casework.interventions import actions as interventions
from saltmarsh.casework.interventions import queries as interventions_of
from saltmarsh.casework.support import queries as support
from saltmarsh.casework.support.models import Action
from saltmarsh.design.forms import Form
from saltmarsh.foundation.refusals import Refused
from saltmarsh.web.partners.support.forms import PlanForm, ReadForm, SessionForm
from saltmarsh.web.refusals import reasons_of


@requires(Permission.SUPPORT_PROVIDE)
def index(request: Request) -> HttpResponse:
    """List the support that the provider is commissioned to give."""
    held = interventions_of.given_by(request.member, timezone.localdate())
    shown = {"actions": showing(request, held)}
    return render(request, "partners/support/index.html", shown)


@requires(Permission.SUPPORT_PROVIDE)
@never_cache
def show(request: Request, action: UUID) -> HttpResponse:
    """Show the plan, the briefing and the sessions; note that the briefing was read."""
    held = opened(request, action)
    form = ReadForm.bind(request)
    done = changing(
        request, form, held, lambda: interventions.acknowledge(held, by=request.member)
    )
    return done or render(request, "partners/support/show.html", around(held, form))


@requires(Permission.SUPPORT_PROVIDE)
@never_cache
def plan(request: Request, action: UUID) -> HttpResponse:
    """Plan a session."""
    held = opened(request, action)
    form = PlanForm.bind(request)
    done = changing(
        request,
        form,
        held,
        lambda: interventions.plan(held, on=form.cleaned_data["on"], by=request.member),
    )
    return done or render(request, "partners/support/plan.html", around(held, form))


@requires(Permission.SUPPORT_PROVIDE)
@never_cache
def record(request: Request, action: UUID, session: UUID) -> HttpResponse:
    """Record what became of a session, with a short report."""
    held = opened(request, action)
    planned = fetch(request, held.sessions.planned(), pk=session)
    planned.action, planned.case = held, held.case
    form = SessionForm.bind(request)
    done = changing(
        request,
        form,
        held,
        lambda: interventions.record(
            planned, outcome=form.outcome(), by=request.member
        ),
    )
    shown = around(held, form) | {"session": planned}
    return done or render(request, "partners/support/record.html", shown)


def opened(request: Request, action: UUID) -> Action:
    """Return what the provider is commissioned to give. Raises Http404."""
    mine = request.partnership.support_actions.commissioned_to(request.member)
    held = mine.select_related("case__lead__user", "case__partnership", "provider")
    return fetch(request, held, pk=action)


def changing(
    request: Request, form: Form, action: Action, act: Callable[[], object]
) -> HttpResponse | None:
    """Do what a valid form asks, and go back to the support; None to draw the form."""
    if not form.is_valid():
        return None
    try:
        act()
    except Refused as refusal:
        request.refused = True
        form.add_error(None, reasons_of(refusal))
        return None
    return redirect("partners:support-one", action.pk)


def around(action: Action, form: Form) -> dict[str, Any]:
    """Return what every page of one commission shows."""
    briefings = action.briefings.standing()
    return {
        "commission": action,
        "case": action.case,
        "form": form,
        "plan": support.newest(action.case),
        "needs": [aim.need for aim in action.aims.select_related("need")],
        "briefings": briefings.select_related("by").order_by("-created_at"),
        "is_unread": briefings.unread().exists(),
        "barriers": interventions.barriers_to_contact(action),
        "sessions": action.sessions.order_by("-planned_for", "-created_at"),
        "today": timezone.localdate(),
    }
