"""Who alone sees a case, for a time."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.casework.allocation import queries as working
from saltmarsh.casework.cases import queries, sight
from saltmarsh.web.desk.cases.changes import asked, changing
from saltmarsh.web.desk.cases.forms import RestrictForm
from saltmarsh.web.desk.cases.people import READERS
from saltmarsh.web.desk.cases.records import opened, seen


@requires(Permission.CASE_RESTRICT)
def restrict(request: Request, case: str) -> HttpResponse:
    """Keep the case to its lead and to named people for a time."""
    form = RestrictForm.bind(
        request,
        case=opened(request, case),
        members=working.working(request.partnership, READERS),
    )
    done = changing(
        request,
        form,
        lambda version: sight.restrict(
            form.case, sight=form.sight(), version=version, by=request.member
        ),
    )
    # Whoever did not name themselves sees it no more.
    if done and not seen(request).filter(pk=form.case.pk).exists():
        return redirect("desk:cases")
    named = queries.named_for(form.case, timezone.now())
    return done or asked(request, form, named=named)


@requires(Permission.CASE_RESTRICT)
def lift(request: Request, case: str) -> HttpResponse:
    """Let the team see the case again."""
    held = opened(request, case)
    if request.method == "POST":
        sight.lift(held, by=request.member.user_id)
    return redirect("desk:case", held.reference)
