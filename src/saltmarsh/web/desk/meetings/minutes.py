"""The minutes of a meeting on one screen, written while it goes on."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.casework.meetings import minutes, queries
from saltmarsh.casework.meetings.minutes import About, StaleMinute, UnreadMinutes
from saltmarsh.casework.meetings.models import Meeting, Minute
from saltmarsh.foundation.refusals import Refused
from saltmarsh.web.desk.meetings.boxes import (
    WHOLE,
    Box,
    filled,
    key_of,
    mark,
    to_add,
    to_save,
    unsaved,
    version_in,
)
from saltmarsh.web.desk.meetings.records import around, items_of, opened

# What the script sends along, so that it is answered in few words.
BY_SCRIPT = "application/json"


@requires(Permission.MEETING_PREPARE)
def write(request: Request, meeting: UUID) -> HttpResponse:
    """Show the minutes, each case with its box; a press saves what was typed."""
    held = opened(request, meeting)
    if request.method == "POST":
        return save(request, held)
    return brought(request, held) if request.is_brought else drawn(request, held)


def drawn(
    request: Request, meeting: Meeting, typed: Sequence[Box] = (), **more: Any
) -> HttpResponse:
    """Draw the minutes. typed: what stands in a box and is not saved."""
    items = list(items_of(request, meeting))
    request.record_ids += [key for item in items for key in (item.pk, item.case_id)]
    boxes = {box.key: box for box in typed}
    parts = [
        shown(part, boxes.get(key_of(About(meeting, part.item))))
        for part in queries.parts(meeting, items)
    ]
    told = around(request, meeting, parts=parts, **more)
    return render(request, "desk/meetings/minutes.html", told)


def shown(part: queries.Part, box: Box | None) -> dict[str, Any]:
    """Return a part of the minutes, and what stands in its box."""
    saved, version = part.minute.text if part.minute else "", 0
    if part.minute:
        version = part.minute.version
    return {
        "key": str(part.item.pk) if part.item else WHOLE,
        "item": part.item,
        "minute": part.minute,
        "addenda": part.addenda,
        "was": mark(saved),
        "text": box.text if box else saved,
        "version": box.version if box else version,
        "typed": box.text if box else "",
    }


def brought(request: Request, meeting: Meeting) -> HttpResponse:
    """Show the minutes with what was typed before a session ended."""
    sent = filled if meeting.approved_at else unsaved
    typed = sent(request, meeting)
    return drawn(request, meeting, typed, shows_brought=bool(typed))


def save(request: Request, meeting: Meeting) -> HttpResponse:
    """Save as typed, all or nothing. When two wrote at once both versions are shown."""
    boxes = to_save(request, meeting)
    by_script = request.headers.get("Accept") == BY_SCRIPT
    for box in boxes:
        try:
            made = minutes.save(
                box.about, text=box.text, version=box.version, by=request.member
            )
        except StaleMinute:
            return both(request, box, boxes, by_script=by_script)
        except Refused as refusal:
            if by_script:
                return told_why(request, list(refusal.args))
            return refused(request, boxes, list(refusal.args), at=boxes)
    if by_script:
        told_to_script = {"version": made.version, "was": mark(made.text)}
        return JsonResponse(told_to_script | {"saved": told(made)})
    place, key = reverse("desk:minutes", args=[meeting.pk]), boxes[0].key
    return redirect(f"{place}?saved={key}#part-{key}")


def told(minute: Minute) -> str:
    """Return when it was saved, as the page says it."""
    return date_format(localtime(minute.saved_at), "H:i:s")


def both(
    request: Request, box: Box, boxes: Sequence[Box], *, by_script: bool
) -> HttpResponse:
    """Show what somebody else saved beside what was typed. The other boxes wait."""
    request.refused = True
    if by_script:
        return JsonResponse({"conflict": True}, status=409)
    about = box.about
    theirs = about.meeting.written.filter(item=about.item).first()
    others = [each for each in boxes if each is not box]
    shown = {"item": about.item, "box": box, "theirs": theirs, "others": others}
    page = around(request, about.meeting, **shown)
    return render(request, "desk/meetings/both.html", page)


def told_why(request: Request, reasons: list[str]) -> HttpResponse:
    """Tell the script why nothing was saved."""
    request.refused = True
    return JsonResponse({"reasons": reasons}, status=409)


def refused(
    request: Request, boxes: Sequence[Box], reasons: list[str], *, at: Sequence[Box]
) -> HttpResponse:
    """Say why nothing was saved beside the boxes that it is `at`. What was typed
    stands in each.
    """
    request.refused = True
    problems = [
        {"text": why, "href": f"#text-{box.key}", "key": box.key}
        for box in at
        for why in reasons
    ]
    return drawn(request, boxes[0].about.meeting, boxes, problems=problems)


@requires(Permission.CASE_DECIDE)
def approve(request: Request, meeting: UUID) -> HttpResponse:
    """Approve the minutes as they were read; what is new is shown first, and what is
    typed and not saved is kept.
    """
    held = opened(request, meeting)
    if request.is_brought:
        return brought(request, held)
    if request.method == "POST":
        if typed := unsaved(request, held):
            return save_first(request, typed)
        try:
            minutes.approve(held, read=read_in(request, held), by=request.member)
        except UnreadMinutes as refusal:
            request.refused = True
            return unread(request, held, refusal)
    return seen(held)


def save_first(request: Request, typed: Sequence[Box]) -> HttpResponse:
    """Say of each box that it is not saved, beside what stands in it."""
    request.refused = True
    said = _("Save the minutes of %(part)s first, then approve")
    problems = [
        {"text": said % {"part": name_of(box)}, "href": f"#text-{box.key}"}
        | {"key": box.key}
        for box in typed
    ]
    return drawn(request, typed[0].about.meeting, typed, problems=problems)


def name_of(box: Box) -> str:
    item = box.about.item
    return item.case.reference if item else _("the meeting as a whole")


def read_in(request: Request, meeting: Meeting) -> dict[UUID | None, int]:
    """Return which version of each part the member had before them: {item: version}."""
    keys = [None, *items_of(request, meeting).values_list("pk", flat=True)]
    return {key: version_in(request, str(key or WHOLE), otherwise=0) for key in keys}


def unread(request: Request, meeting: Meeting, new: UnreadMinutes) -> HttpResponse:
    """Show the minutes again, with what nobody who approves them has read yet."""
    keys = [str(each.item_id or WHOLE) for each in new.parts]
    problems = [{"text": new.args[0], "href": f"#part-{key}"} for key in keys]
    return drawn(request, meeting, problems=problems[:1], new=keys)


@requires(Permission.MEETING_PREPARE)
def add(request: Request, meeting: UUID) -> HttpResponse:
    """Add to approved minutes; a press adds what stands in every box."""
    held = opened(request, meeting)
    if request.is_brought:
        return brought(request, held)
    return add_all(request, held) if request.method == "POST" else seen(held)


def add_all(request: Request, meeting: Meeting) -> HttpResponse:
    """Write an addendum of each box that was filled, all or nothing."""
    boxes = to_add(request, meeting)
    for box in boxes:
        try:
            minutes.add(box.about, text=box.text, by=request.member)
        except Refused as refusal:
            # Beside the box that it is about; the words of the others stand in theirs.
            return refused(request, boxes, list(refusal.args), at=[box])
    return seen(meeting)


def seen(meeting: Meeting) -> HttpResponse:
    return redirect("desk:minutes", meeting.pk)
