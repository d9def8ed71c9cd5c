"""The day of a meeting: attendance, and each case in its turn."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.allocation import queries as working
from saltmarsh.casework.cases import queries as cases
from saltmarsh.casework.cases import sight
from saltmarsh.casework.cases.lifecycle import CLOSE
from saltmarsh.casework.gathering import queries as gathering
from saltmarsh.casework.meetings import actions as meetings
from saltmarsh.casework.meetings import due, queries, sitting
from saltmarsh.casework.meetings.models import Item
from saltmarsh.casework.panels import tasks
from saltmarsh.web.desk.cases.changes import changing
from saltmarsh.web.desk.meetings import documents
from saltmarsh.web.desk.meetings.forms import InviteForm
from saltmarsh.web.desk.meetings.records import (
    COMERS,
    around,
    item_of,
    items_of,
    opened,
)
from saltmarsh.web.desk.meetings.sitting_forms import (
    AttendanceForm,
    ErrorForm,
    InterestForm,
    ItemClosingForm,
    ItemDecisionForm,
    PlaceForm,
    TaskForm,
    as_known,
)
from saltmarsh.web.papers import pages
from saltmarsh.web.refusals import refusals_on


@requires(Permission.MEETING_PREPARE)
def attend(request: Request, meeting: UUID) -> HttpResponse:
    """Record who attends, and who is in the chair."""
    held = opened(request, meeting)
    form = AttendanceForm.bind(request, everybody=queries.coming(held))
    if form.is_valid():
        with refusals_on(request, form):
            states, chair = form.states(), form.in_the_chair()
            sitting.attend(held, states=states, chair=chair, by=request.member)
            return redirect("desk:meeting", held.pk)
    shown = around(request, held, form=form)
    return render(request, "desk/meetings/form.html", shown)


@requires(Permission.MEETING_PREPARE)
def invite(request: Request, meeting: UUID) -> HttpResponse:
    """Add somebody to one meeting: a guest, a substitute, a partner for one case."""
    held = opened(request, meeting)
    form = InviteForm.bind(
        request,
        members=working.working(request.partnership, COMERS),
        items=list(items_of(request, held)),
        coming=queries.coming(held),
    )
    if form.is_valid():
        with refusals_on(request, form):
            meetings.invite(held, comer=form.comer(), by=request.member)
            return redirect("desk:meeting", held.pk)
    shown = around(request, held, form=form)
    return render(request, "desk/meetings/form.html", shown)


def around_item(request: Request, item: Item, **more: Any) -> dict[str, Any]:
    """Return what every page of one case in a meeting shows around its own."""
    room = queries.room_of(item)
    shown = {
        "item": item,
        "case": item.case,
        "room": room,
        "home": queries.home_of(item),
        "barriers": queries.barriers(item, room, timezone.now()),
    }
    return around(request, item.meeting, **shown, **more)


@requires(Permission.MEETING_PREPARE)
def show(request: Request, item: UUID) -> HttpResponse:
    """Show one case in the meeting: what stands in the way of it, what came of it."""
    held = item_of(request, item)
    interests = held.case.interests.select_related("member__user", "ended_by")
    actions = held.case.panel_actions.select_related("owner__user")
    shown = around_item(
        request,
        held,
        reasons=due.in_words(held),
        may_be_closed=held.case.stage in CLOSE.sources,
        interests=interests.order_by("created_at"),
        actions=actions.order_by("due_on", "created_at"),
        **documents.attached(request, held),
    )
    return render(request, "desk/meetings/item.html", shown)


@requires(Permission.MEETING_PREPARE)
def paper(request: Request, item: UUID) -> HttpResponse:
    """Show the paper of a case as those who come read it."""
    held = item_of(request, item)
    return pages.paper(
        request,
        held,
        template="desk/meetings/paper.html",
        open_document=documents.opening(held),
    )


@requires(Permission.MEETING_PREPARE)
def place(request: Request, item: UUID) -> HttpResponse:
    """Record which police force covers where the person lives."""
    held = item_of(request, item)
    forces = queries.forces(held.meeting)
    known = as_known(queries.home_of(held), forces) | {"chair": held.chair_id}
    everybody = queries.coming(held.meeting)
    form = PlaceForm.bind(request, forces=forces, everybody=everybody, initial=known)
    if form.is_valid():
        with refusals_on(request, form):
            home, chair = form.found(), form.in_the_chair()
            sitting.place(held, home=home, chair=chair, by=request.member)
            return redirect("desk:item", held.pk)
    return render(
        request, "desk/meetings/form.html", around_item(request, held, form=form)
    )


@requires(Permission.CASE_DECIDE)
def open_item(request: Request, item: UUID) -> HttpResponse:
    """Open the case in the meeting; section 37 may stand in the way."""
    held = item_of(request, item)
    if request.method == "POST":
        sitting.open_item(held, by=request.member)
    return redirect("desk:item", held.pk)


@requires(Permission.CASE_DECIDE)
def decide(request: Request, item: UUID) -> HttpResponse:
    """Record what the panel decided about the case that is open."""
    held = item_of(request, item)
    asked_again = gathering.asked_again(held.case)
    known = {"is_referrer_asked": asked_again is not None}
    asks = ItemClosingForm if held.case.stage in CLOSE.sources else ItemDecisionForm
    form = asks.bind(request, case=held.case, **known)
    done = changing(
        request,
        form,
        lambda version: sitting.decide(
            held, decided=form.decided(), version=version, by=request.member
        ),
    )
    if done:
        return redirect("desk:item", held.pk)
    shown = around_item(request, held, form=form, decides=True, asked_again=asked_again)
    return render(request, "desk/meetings/form.html", shown)


@requires(Permission.MEETING_PREPARE)
def declare(request: Request, item: UUID) -> HttpResponse:
    """Record that somebody who comes has an interest in the case."""
    held = item_of(request, item)
    barred = cases.barred(held.case)
    free = [
        each
        for each in queries.coming(held.meeting)
        if not {each.pk, each.member_id} & barred
    ]
    form = InterestForm.bind(request, coming=free)
    if form.is_valid():
        with refusals_on(request, form):
            who, reason = form.attendee(), form.cleaned_data["reason"]
            sitting.declare(held, attendee=who, reason=reason, by=request.member)
            # Who declares their own interest sees no more of the case.
            if who.member_id == request.member.pk:
                return redirect("desk:meeting", held.meeting_id)
            return redirect("desk:item", held.pk)
    return render(
        request, "desk/meetings/form.html", around_item(request, held, form=form)
    )


@requires(Permission.CASE_DECIDE)
def set_aside(request: Request, item: UUID, interest: UUID) -> HttpResponse:
    """Record that an interest in the case was declared in error."""
    held = item_of(request, item)
    declared = fetch(request, held.case.interests.standing(), pk=interest)
    declared.case = held.case
    form = ErrorForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            reason = form.cleaned_data["reason"]
            sight.set_aside(declared, reason=reason, by=request.member)
            return redirect("desk:item", held.pk)
    return render(
        request, "desk/meetings/form.html", around_item(request, held, form=form)
    )


@requires(Permission.MEETING_PREPARE)
def give(request: Request, item: UUID) -> HttpResponse:
    """Give somebody an action about the case."""
    held = item_of(request, item)
    form = TaskForm.bind(request, members=working.working(request.partnership, COMERS))
    if form.is_valid():
        with refusals_on(request, form):
            tasks.give(
                held.case,
                task=form.task(),
                owner=form.owned_by(),
                given_on=timezone.localdate(held.meeting.starts_at),
                by=request.member,
            )
            return redirect("desk:item", held.pk)
    return render(
        request, "desk/meetings/form.html", around_item(request, held, form=form)
    )
