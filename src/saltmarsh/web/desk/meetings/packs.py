"""The papers of a meeting as one PDF: who may open it, and how far it is printed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import GRANTS, Permission
from saltmarsh.casework.meetings import queries as meetings
from saltmarsh.casework.meetings.models import Attendee, Meeting
from saltmarsh.casework.packs import actions as packs
from saltmarsh.casework.packs import queries
from saltmarsh.design.fields import Checkboxes
from saltmarsh.design.forms import Form
from saltmarsh.web.desk.allocation.forms import offer
from saltmarsh.web.desk.meetings.records import around, opened
from saltmarsh.web.refusals import refusals_on


class ReadersForm(Form):
    """Asks who may open the pack. offered: those who read papers, as listed."""

    readers = Checkboxes(
        _("Who may open the papers as one PDF?"),
        hint=_("Take a tick away to take it back. Files opened before stay theirs."),
        choices=[],
        required=False,
        mark_optional=False,
    )

    def __init__(self, *given: Any, offered: Sequence[Attendee], **more: Any):
        super().__init__(*given, **more)
        offer(self, "readers", [(str(each.member_id), str(each)) for each in offered])


def offered(meeting: Meeting) -> list[Attendee]:
    """Return who comes and reads papers here, each member once."""
    found = {
        each.member_id: each
        for each in reversed(meetings.coming(meeting))
        if each.member and Permission.PAPERS_READ in GRANTS[each.member.role]
    }
    return list(reversed(found.values()))


@requires(Permission.MEETING_PREPARE)
def allow(request: Request, meeting: UUID) -> HttpResponse:
    """Show how far the pack is, and record who may open it."""
    held, now = opened(request, meeting), timezone.now()
    readers = queries.readers(held)
    named = {"readers": [str(each.member_id) for each in readers]}
    form = ReadersForm.bind(request, offered=offered(held), initial=named)
    if form.is_valid():
        with refusals_on(request, form):
            members = [UUID(key) for key in form.cleaned_data["readers"] or []]
            packs.allow(held, members=members, by=request.member)
            return redirect("desk:pack", held.pk)
    shown = {
        "form": form,
        "readers": readers,
        "progress": queries.progress(list(queries.agenda(held))),
        "is_kept": queries.is_kept(held, now),
        "is_on": queries.is_on(request.partnership),
    }
    return render(request, "desk/meetings/pack.html", around(request, held, **shown))
