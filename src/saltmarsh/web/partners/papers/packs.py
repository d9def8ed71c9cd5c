"""The papers of a meeting as one PDF, for those who were allowed it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import showing
from saltmarsh.casework.meetings import queries as meetings
from saltmarsh.casework.meetings.models import Item, Meeting
from saltmarsh.casework.packs import actions as packs
from saltmarsh.casework.packs import queries
from saltmarsh.web.partners.papers.views import meeting_of


def mine_of(request: Request, meeting: Meeting) -> list[Item]:
    """Return the cases of a meeting whose papers the member may read now."""
    every = meetings.papers(request.partnership, request.member, timezone.now())
    mine = every.filter(meeting=meeting).select_related(
        "case__partnership", "meeting__series"
    )
    items = showing(request, mine.order_by("position", "created_at"))
    request.record_ids += [item.case_id for item in items]
    return items


@requires(Permission.PAPERS_READ)
@never_cache
def show(request: Request, meeting: UUID) -> HttpResponse:
    """Show how far the pack is; open it, stamped, when it is whole."""
    held = meeting_of(request, meeting)
    items = mine_of(request, held)
    if not items or not queries.may_open(held, request.member):
        raise Http404
    if request.method == "POST":
        return opened(request, held, items)
    shown = {"meeting": held, "progress": queries.progress(items)}
    return render(request, "partners/papers/pack.html", shown)


def opened(request: Request, meeting: Meeting, items: list[Item]) -> HttpResponse:
    """Give the pack as a file that no browser keeps, or go back while it is printed."""
    now = timezone.now()
    made = packs.opened(meeting, items, by=request.member, now=now)
    if made is None:
        return redirect("partners:pack", meeting.pk)
    content, sheets = made
    for sheet in sheets:
        request.record_ids += [each.pk for each in sheet.paper.referrals]
    told = {
        "Content-Disposition": 'attachment; filename="papers.pdf"',
        "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return HttpResponse(content, content_type="application/pdf", headers=told)
