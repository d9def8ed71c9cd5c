"""Assessments of the person: as recorded, and added to."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.assessments import actions as assessments
from saltmarsh.casework.assessments import queries
from saltmarsh.web.desk.assessments.forms import AddendumForm, AssessForm
from saltmarsh.web.desk.cases.changes import asked, changing
from saltmarsh.web.desk.cases.records import around, opened


@requires(Permission.CASE_READ)
def show(request: Request, case: str) -> HttpResponse:
    """Show every assessment of the case, and whether it came after its decision."""
    held = opened(request, case)
    shown = around(request, held, here="assessments", shown=queries.shown(held))
    return render(request, "desk/assessments/show.html", shown)


@requires(Permission.CASE_WORK)
def record(request: Request, case: str) -> HttpResponse:
    held = opened(request, case)
    form = AssessForm.bind(
        request,
        case=held,
        decisions=held.panel_decisions.order_by("-created_at"),
        is_first=queries.is_first(held),
    )
    done = changing(
        request,
        form,
        lambda version: assessments.record(
            held,
            assessed=form.assessed(),
            decision=form.for_decision(),
            version=version,
            by=request.member,
        ),
    )
    if done:
        return redirect("desk:case-assessments", held.reference)
    return asked(request, form)


@requires(Permission.CASE_WORK)
def add(request: Request, case: str, assessment: UUID) -> HttpResponse:
    """Add to an assessment; what it says stays."""
    held = opened(request, case)
    made = fetch(request, held.assessments.all(), pk=assessment)
    form = AddendumForm.bind(request, case=held)
    done = changing(
        request,
        form,
        lambda _version: assessments.add(
            made, text=form.cleaned_data["text"], by=request.member
        ),
    )
    if done:
        return redirect("desk:case-assessments", held.reference)
    return asked(request, form)
