"""What the panel gave people to do, across its meetings."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch, showing
from saltmarsh.casework.allocation import queries as working
from saltmarsh.casework.panels import queries, tasks
from saltmarsh.web.desk.meetings.records import COMERS
from saltmarsh.web.desk.meetings.sitting_forms import OwnerForm
from saltmarsh.web.refusals import refusals_on

PER_PAGE = 25


@requires(Permission.MEETING_PREPARE)
def index(request: Request) -> HttpResponse:
    """List the actions: open, overdue, one's own or done."""
    which = request.GET.get("show", "")
    which = which if which in queries.SHOWN else "open"
    found = queries.log(request.member, timezone.now(), which)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    actions = showing(request, page.object_list)
    request.record_ids += [action.case_id for action in actions]
    shown = {
        "actions": actions,
        "page": page,
        "which": which,
        "today": timezone.localdate(),
    }
    return render(request, "desk/actions/index.html", shown)


@requires(Permission.MEETING_PREPARE)
def pass_on(request: Request, task: UUID) -> HttpResponse:
    """Give an action to somebody else, as when its owner leaves."""
    seen = queries.seen_by(request.member, timezone.now()).waiting()
    held = fetch(request, seen.select_related("case__partnership", "owner"), pk=task)
    request.record_ids.append(held.case_id)
    form = OwnerForm.bind(request, members=working.working(request.partnership, COMERS))
    if form.is_valid():
        with refusals_on(request, form):
            tasks.pass_on(
                held,
                owner=form.owned_by(),
                agency=form.cleaned_data["agency"],
                by=request.member,
            )
            return redirect("desk:actions")
    shown = {"form": form, "task": held}
    return render(request, "desk/actions/pass_on.html", shown)
