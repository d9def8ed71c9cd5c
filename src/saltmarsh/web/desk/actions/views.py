"""What the panel gave people to do, across its meetings."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import showing
from saltmarsh.casework.panels import queries

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
