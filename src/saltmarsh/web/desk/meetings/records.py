"""How the desk fetches meetings and their cases: what the member may see."""

from typing import Any

from django.utils import timezone

from saltmarsh.access.http import Request
from saltmarsh.access.permissions import GRANTS, Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.meetings.models import Item, ItemQuerySet, Meeting, Series
from saltmarsh.web.desk.records import may

PREPARERS = [
    role for role, held in GRANTS.items() if Permission.MEETING_PREPARE in held
]
COMERS = [role for role, held in GRANTS.items() if Permission.ACTION_OWN in held]


def series_of(request: Request, key: Any) -> Series:
    """Return one series. Raises Http404."""
    held = request.partnership.series.seen_by(request.member)
    return fetch(request, held.select_related("team"), pk=key)


def opened(request: Request, key: Any) -> Meeting:
    """Return one meeting, and tell the access log. Raises Http404."""
    held = request.partnership.meetings.seen_by(request.member)
    return fetch(request, held.select_related("series__team"), pk=key)


def items_of(request: Request, meeting: Meeting) -> ItemQuerySet:
    """Return what the member may see of the agenda, in its order."""
    seen = meeting.items.seen_by(request.member, timezone.now())
    held = seen.select_related("case", "decision", "review", "chair", "meeting")
    return held.order_by("position", "created_at")


def item_of(request: Request, key: Any) -> Item:
    """Return one case on an agenda, and tell the access log of both. Raises Http404."""
    every = request.partnership.agenda_items.seen_by(request.member, timezone.now())
    mine = request.partnership.meetings.seen_by(request.member)
    held = every.filter(meeting__in=mine).select_related(
        "case__partnership", "case__lead__user", "meeting__series", "decision", "chair"
    )
    item = fetch(request, held, pk=key)
    request.record_ids.append(item.case_id)
    return item


def around(request: Request, meeting: Meeting, **more: Any) -> dict[str, Any]:
    """Return what every page of one meeting shows around its own."""
    return {
        "meeting": meeting,
        "may_chair": may(request, Permission.CASE_DECIDE),
        "is_planned": meeting.state == "planned",
        **more,
    }
