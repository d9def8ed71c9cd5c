"""Who leads a case: asked of somebody, answered by them, taken back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.allocation import queries as working
from saltmarsh.casework.cases import leading
from saltmarsh.casework.cases.lifecycle import Handover
from saltmarsh.web.desk.cases.changes import asked, changing
from saltmarsh.web.desk.cases.forms import AnswerForm, HandOverForm
from saltmarsh.web.desk.cases.people import WORKERS
from saltmarsh.web.desk.cases.records import opened
from saltmarsh.web.refusals import refusals_on


@requires(Permission.CASE_WORK)
def hand_over(request: Request, case: str) -> HttpResponse:
    """Ask somebody to lead the case."""
    form = HandOverForm.bind(
        request,
        case=opened(request, case),
        members=working.working(request.partnership, WORKERS),
    )
    done = changing(
        request,
        form,
        lambda version: leading.ask(
            form.case,
            leading=form.leading(),
            reason=form.cleaned_data["reasons"],
            version=version,
            by=request.member,
        ),
    )
    return done or asked(request, form)


@requires(Permission.CASE_WORK)
def take_back(request: Request, case: str) -> HttpResponse:
    """Take back what was asked of somebody."""
    held = opened(request, case)
    wish = held.handovers.waiting().first()
    if request.method == "POST" and wish is not None:
        leading.take_back(wish, by=request.member)
    return redirect("desk:case", held.reference)


@requires(Permission.CASE_WORK)
def answer(request: Request, handover: UUID) -> HttpResponse:
    """Accept or decline to lead a case. Its receiver alone opens this."""
    mine = request.partnership.handovers.to(request.member)
    held = mine.select_related("case__lead__user", "case__partnership", "by")
    wish = fetch(request, held, pk=handover)
    form = AnswerForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            state = Handover(form.cleaned_data["state"])
            words = form.cleaned_data["words"]
            leading.answer(wish, state=state, words=words, by=request.member)
            if state == Handover.ACCEPTED:
                return redirect("desk:case", wish.case.reference)
            return redirect("desk:cases")
    shown = {"form": form, "wish": wish, "case": wish.case}
    return render(request, "desk/cases/handover.html", shown)
