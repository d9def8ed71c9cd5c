"""The minutes of a meeting on one screen, written while it goes on."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.meetings import minutes, queries
from saltmarsh.casework.meetings.minutes import About, StaleMinute, UnreadMinutes
from saltmarsh.casework.meetings.models import Item, Meeting, Minute
from saltmarsh.foundation.refusals import Refused
from saltmarsh.web.desk.meetings.records import around, items_of, opened

# What the script sends along, so that it is answered in few words.
BY_SCRIPT = "application/json"
LONGEST = 100_000
WHOLE = "meeting"


@requires(Permission.MEETING_PREPARE)
def write(request: Request, meeting: UUID) -> HttpResponse:
    """Show the minutes, each case with its box; a press saves one box."""
    held = opened(request, meeting)
    if request.method == "POST":
        return save(request, held)
    return drawn(request, held)


def drawn(request: Request, meeting: Meeting, **more: Any) -> HttpResponse:
    items = list(items_of(request, meeting))
    request.record_ids += [key for item in items for key in (item.pk, item.case_id)]
    parts = [
        {
            "key": str(part.item.pk) if part.item else WHOLE,
            "item": part.item,
            "minute": part.minute,
            "addenda": part.addenda,
        }
        for part in queries.parts(meeting, items)
    ]
    shown = around(request, meeting, parts=parts, **more)
    return render(request, "desk/meetings/minutes.html", shown)


def part_of(request: Request, meeting: Meeting) -> About:
    """Return the part of the minutes that was posted. Raises Http404."""
    key = request.POST.get("part", "")
    if key == WHOLE:
        return About(meeting)
    try:
        item: Item = fetch(request, items_of(request, meeting), pk=UUID(key))
    except ValueError:
        item = fetch(request, items_of(request, meeting), pk=None)
    request.record_ids.append(item.case_id)
    return About(meeting, item)


def save(request: Request, meeting: Meeting) -> HttpResponse:
    """Save one part as typed. When two wrote at once both versions are shown."""
    about = part_of(request, meeting)
    text = request.POST.get("text", "").replace("\r\n", "\n")[:LONGEST]
    version = version_in(request, "version", otherwise=-1)
    by_script = request.headers.get("Accept") == BY_SCRIPT
    try:
        made = minutes.save(about, text=text, version=version, by=request.member)
    except StaleMinute:
        request.refused = True
        return both(request, about, text, by_script=by_script)
    except Refused as refusal:
        request.refused = True
        return unsaved(request, about, text, list(refusal.args), by_script=by_script)
    if by_script:
        return JsonResponse({"version": made.version, "saved": told(made)})
    place = reverse("desk:minutes", args=[meeting.pk])
    return redirect(f"{place}?saved={part_key(about)}#part-{part_key(about)}")


def version_in(request: Request, name: str, *, otherwise: int) -> int:
    """Return the version of a part that the page had before it, as it was posted."""
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdigit() and len(typed) < 9 else otherwise


def part_key(about: About) -> str:
    return str(about.item.pk) if about.item else WHOLE


def told(minute: Minute) -> str:
    """Return when it was saved, as the page says it."""
    return date_format(localtime(minute.saved_at), "H:i:s")


def both(request: Request, about: About, text: str, *, by_script: bool) -> HttpResponse:
    """Show what somebody else saved beside what was typed."""
    if by_script:
        return JsonResponse({"conflict": True}, status=409)
    theirs = about.meeting.written.filter(item=about.item).first()
    shown = around(
        request,
        about.meeting,
        item=about.item,
        part=part_key(about),
        theirs=theirs,
        text=text,
    )
    return render(request, "desk/meetings/both.html", shown)


def unsaved(
    request: Request, about: About, text: str, reasons: list[str], *, by_script: bool
) -> HttpResponse:
    """Say why nothing was saved, beside what was typed."""
    if by_script:
        return JsonResponse({"reasons": reasons}, status=409)
    key = part_key(about)
    problems = [{"text": why, "href": f"#text-{key}"} for why in reasons]
    return drawn(request, about.meeting, problems=problems, typed=text, typed_in=key)


@requires(Permission.CASE_DECIDE)
def approve(request: Request, meeting: UUID) -> HttpResponse:
    """Approve the minutes as they were read; what is new is shown first."""
    held = opened(request, meeting)
    if request.method == "POST":
        try:
            minutes.approve(held, read=read_in(request, held), by=request.member)
        except UnreadMinutes as refusal:
            request.refused = True
            return unread(request, held, refusal)
    return redirect("desk:minutes", held.pk)


def read_in(request: Request, meeting: Meeting) -> dict[UUID | None, int]:
    """Return which version of each part the member had before them: {item: version}."""
    keys = [None, *items_of(request, meeting).values_list("pk", flat=True)]
    return {
        key: version_in(request, f"read-{key or WHOLE}", otherwise=0) for key in keys
    }


def unread(request: Request, meeting: Meeting, new: UnreadMinutes) -> HttpResponse:
    """Show the minutes again, with what nobody who approves them has read yet."""
    keys = [str(each.item_id or WHOLE) for each in new.parts]
    problems = [{"text": new.args[0], "href": f"#part-{key}"} for key in keys]
    return drawn(request, meeting, problems=problems[:1], new=keys)


@requires(Permission.MEETING_PREPARE)
def add(request: Request, meeting: UUID) -> HttpResponse:
    """Add to approved minutes."""
    held = opened(request, meeting)
    if request.method == "POST":
        about = part_of(request, held)
        text = request.POST.get("text", "").replace("\r\n", "\n")[:LONGEST]
        try:
            minutes.add(about, text=text, by=request.member)
        except Refused as refusal:
            request.refused = True
            return unsaved(request, about, text, list(refusal.args), by_script=False)
    return redirect("desk:minutes", held.pk)
