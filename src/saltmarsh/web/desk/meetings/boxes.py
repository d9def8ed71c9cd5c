"""The boxes of the minutes as a page sent them: all together, whichever button was
pressed, so that nothing that stands in another box is lost.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.http import Http404

from saltmarsh.access.http import Request
from saltmarsh.casework.meetings.minutes import About
from saltmarsh.casework.meetings.models import Meeting
from saltmarsh.web.desk.meetings.records import items_of

LONGEST = 100_000
WHOLE = "meeting"


@dataclass(frozen=True)
class Box:
    """One part of the minutes as it was typed. version: what the page had before it;
    is_changed: whether it differs from what stood in the box when the page was drawn.
    """

    about: About
    text: str
    version: int
    is_changed: bool

    @property
    def key(self) -> str:
        return key_of(self.about)


def key_of(about: About) -> str:
    return str(about.item.pk) if about.item else WHOLE


def mark(text: str) -> str:
    """Return what tells whether a box still holds `text`, as browsers send it back."""
    return sha256(text.strip().encode()).hexdigest()[:16]


def sent(request: Request, meeting: Meeting) -> list[Box]:
    """Return every box that was sent with text or that had some, in the page's order."""
    abouts = [
        About(meeting),
        *(About(meeting, it) for it in items_of(request, meeting)),
    ]
    found = [box_in(request, about) for about in abouts if is_sent(request, about)]
    about_items = [box.about.item for box in found if box.about.item]
    for item in about_items:
        request.record_ids += [item.pk, item.case_id]
    return found


def is_sent(request: Request, about: About) -> bool:
    return f"text-{key_of(about)}" in request.POST


def box_in(request: Request, about: About) -> Box:
    key = key_of(about)
    text = request.POST[f"text-{key}"].replace("\r\n", "\n")[:LONGEST]
    is_changed = request.POST.get(f"was-{key}", "") != mark(text)
    return Box(about, text, version_in(request, key, otherwise=-1), is_changed)


def pressed(request: Request, boxes: list[Box]) -> Box:
    """Return the box whose button was pressed. Raises Http404."""
    for box in boxes:
        if box.key == request.POST.get("part", ""):
            return box
    raise Http404


def to_save(request: Request, meeting: Meeting) -> list[Box]:
    """Return the box whose button was pressed, and each that was changed. Raises
    Http404 where there is no such box.
    """
    boxes = sent(request, meeting)
    first = pressed(request, boxes)
    return [first, *(box for box in boxes if box.is_changed and box is not first)]


def filled(request: Request, meeting: Meeting) -> list[Box]:
    """Return the boxes that hold something to add to approved minutes."""
    return [box for box in sent(request, meeting) if has_more(box)]


def has_more(box: Box) -> bool:
    return box.is_changed and bool(box.text.strip())


def to_add(request: Request, meeting: Meeting) -> list[Box]:
    """Return the box whose button was pressed, and each that was filled. Raises
    Http404 where there is no such box.
    """
    boxes = sent(request, meeting)
    first = pressed(request, boxes)
    return [first, *(box for box in boxes if has_more(box) and box is not first)]


def unsaved(request: Request, meeting: Meeting) -> list[Box]:
    """Return the boxes that were changed, and are not saved like that."""
    held = {each.item_id: each.text for each in meeting.written.all()}
    boxes = [box for box in sent(request, meeting) if box.is_changed]
    return [box for box in boxes if box.text != held.get(item_key(box.about), "")]


def item_key(about: About) -> UUID | None:
    return about.item.pk if about.item else None


def version_in(request: Request, key: str, *, otherwise: int) -> int:
    """Return the version of a part that the page had before it, as it was posted."""
    typed: Any = request.POST.get(f"version-{key}", "")
    return int(typed) if typed.isdigit() and len(typed) < 9 else otherwise
