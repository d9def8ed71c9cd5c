"""The series of a panel's meetings: begun, its standing members, each meeting's day."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.allocation import queries as working
from saltmarsh.casework.meetings import actions as meetings
from saltmarsh.casework.meetings import rules
from saltmarsh.casework.meetings.models import Series
from saltmarsh.web.desk.meetings.forms import (
    ComerForm,
    SeriesForm,
    WhereForm,
    as_held,
)
from saltmarsh.web.desk.meetings.records import COMERS, around, opened, series_of
from saltmarsh.web.refusals import refusals_on


@requires(Permission.MEETING_PREPARE)
def begin(request: Request) -> HttpResponse:
    """Begin a series, with its first meetings."""
    mine = working.teams_of(request.member)
    teams = list(request.partnership.teams.filter(pk__in=mine).order_by("name"))
    form = SeriesForm.bind(request, teams=teams)
    if form.is_valid():
        given, shape = form.cleaned_data, form.shape()
        made = meetings.begin(
            form.teams[given["team"]],
            shape=shape,
            days=meetings.days_from(given["day"], shape, given["count"]),
            by=request.member,
        )
        return redirect("desk:series", made.pk)
    return render(request, "desk/meetings/form.html", {"form": form})


@requires(Permission.MEETING_PREPARE)
def show_series(request: Request, series: UUID) -> HttpResponse:
    """Show the standing members of a series and its meetings."""
    held = series_of(request, series)
    seats = held.seats.filter(ended_at=None).select_related("member__user")
    shown = {
        "series": held,
        "seats": seats.order_by("side", "created_at"),
        "meetings": held.meetings.order_by("-starts_at")[:50],
    }
    return render(request, "desk/meetings/series.html", shown)


@requires(Permission.MEETING_PREPARE)
def seat(request: Request, series: UUID) -> HttpResponse:
    """Add a standing member."""
    held = series_of(request, series)
    members = working.working(request.partnership, COMERS)
    form = ComerForm.bind(request, members=members)
    if form.is_valid():
        with refusals_on(request, form):
            meetings.seat(held, comer=form.comer(), by=request.member)
            return redirect("desk:series", held.pk)
    shown = {"form": form, "series": held}
    return render(request, "desk/meetings/form.html", shown)


@requires(Permission.MEETING_PREPARE)
def unseat(request: Request, series: UUID, seat: UUID) -> HttpResponse:
    """End a standing member's seat."""
    held = series_of(request, series)
    taken = fetch(request, held.seats.filter(ended_at=None), pk=seat)
    if request.method == "POST":
        meetings.unseat(taken, by=request.member)
    return redirect("desk:series", held.pk)


@requires(Permission.MEETING_PREPARE)
def plan(request: Request, series: UUID) -> HttpResponse:
    """Plan one more meeting of a series; the next day that follows is filled in."""
    held = series_of(request, series)
    known = as_held(held) | {"at": held.at, "day": next_day(held)}
    form = WhereForm.bind(request, initial=known)
    if form.is_valid():
        made = meetings.plan(
            held, day=form.cleaned_data["day"], where=form.where(), by=request.member
        )
        return redirect("desk:meeting", made.pk)
    shown = {"form": form, "series": held}
    return render(request, "desk/meetings/form.html", shown)


def next_day(series: Series):
    last = series.meetings.order_by("-starts_at").first()
    if last is None:
        return None
    day = timezone.localdate(last.starts_at)
    return rules.next_day(day, series.every, series.unit)


@requires(Permission.MEETING_PREPARE)
def move(request: Request, meeting: UUID) -> HttpResponse:
    """Change when and where a meeting is."""
    held = opened(request, meeting)
    starts = timezone.localtime(held.starts_at)
    known = as_held(held) | {"at": starts.time(), "day": starts.date()}
    form = WhereForm.bind(request, initial=known)
    if form.is_valid():
        with refusals_on(request, form):
            day = form.cleaned_data["day"]
            meetings.move(held, day=day, where=form.where(), by=request.member)
            return redirect("desk:meeting", held.pk)
    shown = around(request, held, form=form, changes=True)
    return render(request, "desk/meetings/form.html", shown)


@requires(Permission.MEETING_PREPARE)
def cancel(request: Request, meeting: UUID) -> HttpResponse:
    """Cancel a meeting, once that is confirmed."""
    held = opened(request, meeting)
    if request.method == "POST":
        meetings.cancel(held, by=request.member)
        return redirect("desk:meeting", held.pk)
    return render(request, "desk/meetings/cancel.html", around(request, held))
