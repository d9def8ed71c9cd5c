"""The panel's meetings: the list, one meeting, its agenda and its invitation."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import showing
from saltmarsh.casework.meetings import actions as meetings
from saltmarsh.casework.meetings import agenda, due, invitations, queries
from saltmarsh.casework.packs import queries as packs
from saltmarsh.web.desk.meetings.forms import AgendaForm
from saltmarsh.web.desk.meetings.records import (
    PREPARERS,
    around,
    item_of,
    items_of,
    opened,
)
from saltmarsh.web.refusals import refusals_on


@requires(Permission.MEETING_PREPARE)
def index(request: Request) -> HttpResponse:
    """List the meetings of the member's teams, and the series they belong to."""
    every = queries.latest(request.member, timezone.now())
    shown = {name: showing(request, found) for name, found in every.items()}
    series = request.partnership.series.seen_by(request.member).order_by("name")
    return render(request, "desk/meetings/index.html", shown | {"series": series})


@requires(Permission.MEETING_PREPARE)
def show(request: Request, meeting: UUID) -> HttpResponse:
    """Show one meeting: who comes, what is discussed, what stands in the way."""
    held, now = opened(request, meeting), timezone.now()
    items = showing(request, items_of(request, held))
    request.record_ids += [item.case_id for item in items]
    shown = around(
        request,
        held,
        rows=[
            (item, barriers, due.in_words(item))
            for item, barriers in queries.standings(held, items, now)
        ],
        everybody=queries.coming(held),
        window=queries.window(held, request.partnership),
        has_packs=packs.is_on(request.partnership),
    )
    return render(request, "desk/meetings/show.html", shown)


@requires(Permission.MEETING_PREPARE)
def add(request: Request, meeting: UUID) -> HttpResponse:
    """Add to the agenda what is due, each with why, or another open case of the team."""
    held, now = opened(request, meeting), timezone.now()
    offered = due.due(held, request.member, now)
    known = {each.case for each in offered}
    others = due.pickable(held, request.member, now)
    form = AgendaForm.bind(
        request,
        offered=offered,
        others=[case for case in others if case not in known],
    )
    if form.is_valid():
        with refusals_on(request, form):
            given = form.cleaned_data
            chosen = [form.offered[key] for key in given.get("due") or []]
            if given["other"]:
                chosen.append(agenda.picked(form.others[given["other"]]))
            for each in chosen:
                agenda.add(held, due=each, by=request.member)
            return redirect("desk:meeting", held.pk)
    shown = around(request, held, form=form)
    return render(request, "desk/meetings/form.html", shown)


@requires(Permission.MEETING_PREPARE)
def move_up(request: Request, item: UUID) -> HttpResponse:
    held = item_of(request, item)
    if request.method == "POST":
        agenda.move_up(held, by=request.member)
    return redirect("desk:meeting", held.meeting_id)


@requires(Permission.MEETING_PREPARE)
def remove(request: Request, item: UUID) -> HttpResponse:
    held = item_of(request, item)
    if request.method == "POST":
        agenda.remove(held, by=request.member)
    return redirect("desk:meeting", held.meeting_id)


@requires(Permission.MEETING_PREPARE)
def call(request: Request, meeting: UUID) -> HttpResponse:
    """Send the invitations."""
    held = opened(request, meeting)
    if request.method == "POST":
        meetings.call(held, preparers=PREPARERS, by=request.member)
        return redirect(f"{reverse('desk:meeting', args=[held.pk])}?sent=1")
    return redirect("desk:meeting", held.pk)


@requires(Permission.MEETING_PREPARE)
def invitation(request: Request, meeting: UUID) -> HttpResponse:
    """Give the meeting as a file for a calendar."""
    held = opened(request, meeting)
    page = request.build_absolute_uri(reverse("desk:meeting", args=[held.pk]))
    host = request.partnership.hosts[0]
    written = invitations.calendar(held, host=host, page=page)
    named = {"Content-Disposition": 'attachment; filename="meeting.ics"'}
    return HttpResponse(written, content_type="text/calendar", headers=named)
