"""What somebody reads who comes to a panel's meetings: their meetings, the papers around
them, and what the panel gave them to do.
"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch, showing
from saltmarsh.casework.cases import sight
from saltmarsh.casework.meetings import invitations, queries
from saltmarsh.casework.meetings.models import Item, Meeting
from saltmarsh.casework.packs import queries as packs
from saltmarsh.casework.panels import queries as actions
from saltmarsh.casework.panels import tasks
from saltmarsh.web.documents.pages import download
from saltmarsh.web.papers import pages
from saltmarsh.web.partners.papers.forms import DeclareForm, DoneForm
from saltmarsh.web.refusals import refusals_on


@requires(Permission.PAPERS_READ)
def index(request: Request) -> HttpResponse:
    """List the meetings that the member comes to, and their open actions."""
    now = timezone.now()
    mine = queries.meetings_of(request.member, now).select_related("series")
    meetings = showing(request, mine)
    shown = {
        "meetings": [
            (each, queries.window(each, request.partnership).is_open(now))
            for each in meetings
        ],
        "actions": showing(request, open_actions(request)),
        "today": timezone.localdate(now),
    }
    return render(request, "partners/papers/index.html", shown)


def open_actions(request: Request):
    mine = actions.owned_by(request.member).waiting()
    return mine.select_related("case").order_by("due_on", "created_at")


def meeting_of(request: Request, key: UUID) -> Meeting:
    """Return one meeting that the member comes to. Raises Http404."""
    mine = queries.meetings_of(request.member, timezone.now())
    return fetch(request, mine.select_related("series"), pk=key)


@requires(Permission.PAPERS_READ)
def meeting(request: Request, meeting: UUID) -> HttpResponse:
    """Show one meeting: when and where, and the papers while they are open."""
    held, now = meeting_of(request, meeting), timezone.now()
    every = queries.papers(request.partnership, request.member, now)
    mine = every.filter(meeting=held).select_related("case")
    items = showing(request, mine.order_by("position", "created_at"))
    request.record_ids += [item.case_id for item in items]
    window = queries.window(held, request.partnership)
    shown = {
        "meeting": held,
        "items": items,
        "window": window,
        "is_open": window.is_open(now),
        "has_pack": packs.may_open(held, request.member),
    }
    return render(request, "partners/papers/meeting.html", shown)


def paper_of(request: Request, key: UUID) -> Item:
    """Return one case whose paper the member may read now. Raises Http404."""
    every = queries.papers(request.partnership, request.member, timezone.now())
    held = every.select_related("case__partnership", "case__lead__user", "meeting")
    item = fetch(request, held, pk=key)
    request.record_ids.append(item.case_id)
    return item


@requires(Permission.PAPERS_READ)
def paper(request: Request, item: UUID) -> HttpResponse:
    held = paper_of(request, item)
    return pages.paper(
        request,
        held,
        template="partners/papers/paper.html",
        open_document=lambda key: reverse("partners:paper-document", args=[item, key]),
    )


@requires(Permission.PAPERS_READ)
@never_cache
def open_document(request: Request, item: UUID, annex: UUID) -> HttpResponse:
    """Download a document that goes with a paper, while the member may read that."""
    about = request.partnership.documents.about(paper_of(request, item).pk)
    return download(fetch(request, about.ready(), pk=annex))


@requires(Permission.PAPERS_READ)
def declare(request: Request, item: UUID) -> HttpResponse:
    """Declare one's own interest in a case, and see no more of it."""
    held = paper_of(request, item)
    form = DeclareForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            sight.declare(
                held.case,
                member=request.member,
                reason=form.cleaned_data["reason"],
                by=request.member,
            )
            return redirect("partners:meeting", held.meeting_id)
    shown = {"form": form, "case": held.case, "item": held}
    return render(request, "partners/papers/declare.html", shown)


@requires(Permission.PAPERS_READ)
def invitation(request: Request, meeting: UUID) -> HttpResponse:
    """Give the meeting as a file for a calendar."""
    held = meeting_of(request, meeting)
    page = request.build_absolute_uri(reverse("partners:meeting", args=[held.pk]))
    host = request.partnership.hosts[0]
    written = invitations.calendar(held, host=host, page=page)
    named = {"Content-Disposition": 'attachment; filename="meeting.ics"'}
    return HttpResponse(written, content_type="text/calendar", headers=named)


@requires(Permission.ACTION_OWN)
def action(request: Request, task: UUID) -> HttpResponse:
    """Show what the panel gave the member to do; record that it is done."""
    mine = actions.owned_by(request.member)
    held = fetch(request, mine.select_related("case__partnership", "by"), pk=task)
    request.record_ids.append(held.case_id)
    form = DoneForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            tasks.finish(held, note=form.cleaned_data["note"], by=request.member)
            return redirect("partners:action", held.pk)
    shown = {"form": form, "task": held, "today": timezone.localdate()}
    return render(request, "partners/papers/action.html", shown)
