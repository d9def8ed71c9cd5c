"""Documents that go with the paper of a case: added, opened and taken off by those who
prepare the meeting.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.access.uploads import taking_files
from saltmarsh.casework.meetings import attaching
from saltmarsh.casework.meetings.models import Item
from saltmarsh.design.forms import Form
from saltmarsh.foundation.documents import queries
from saltmarsh.foundation.documents.models import DocumentQuerySet
from saltmarsh.foundation.refusals import Refused
from saltmarsh.web.desk.meetings.records import item_of
from saltmarsh.web.documents import pages as shelves
from saltmarsh.web.documents.pages import Shelf
from saltmarsh.web.refusals import refusals_on

Link = Callable[[UUID], str]


def shelf_of(request: Request, item: Item) -> Shelf:
    """Return the documents that go with one paper: sealed with the case."""
    return Shelf(
        about=item,
        under=item.case_id,
        by=request.user,
        here=reverse("desk:item-documents", args=[item.pk]),
        onward=reverse("desk:item", args=[item.pk]),
        remove=taking_off(item),
        layout="staff.html",
        told=_(
            "Those who come to the meeting can open them with the paper of case "
            "%(reference)s, while the papers are open, and only then."
        )
        % {"reference": item.case.reference},
    )


def opening(item: Item) -> Link:
    return lambda key: reverse("desk:item-document", args=[item.pk, key])


def taking_off(item: Item) -> Link | None:
    """Return where one is taken off; None once the meeting has begun."""
    if not attaching.may_take_off(item, timezone.now()):
        return None
    return lambda key: reverse("desk:item-document-off", args=[item.pk, key])


def attached(request: Request, item: Item) -> dict[str, Any]:
    """Return what a page shows of them: {attached, open_document, take_off,
    may_attach}.
    """
    return {
        "attached": queries.of(request.partnership, item.pk),
        "open_document": opening(item),
        "take_off": taking_off(item),
        "may_attach": not attaching.barriers(item, timezone.now()),
    }


def all_of(request: Request, item: Item) -> DocumentQuerySet:
    return request.partnership.documents.about(item.pk)


@taking_files
@requires(Permission.MEETING_PREPARE)
@never_cache
def add(request: Request, item: UUID) -> HttpResponse:
    """Add documents to the paper of a case. Raises Refused once the papers closed."""
    held = item_of(request, item)
    if barriers := attaching.barriers(held, timezone.now()):
        raise Refused(*barriers)
    return shelves.add(request, shelf_of(request, held))


@requires(Permission.MEETING_PREPARE)
@never_cache
def download(request: Request, item: UUID, annex: UUID) -> HttpResponse:
    """Open a document that was checked: the log says who did."""
    ready = all_of(request, item_of(request, item)).ready()
    return shelves.download(fetch(request, ready, pk=annex))


@requires(Permission.MEETING_PREPARE)
@never_cache
def take_off(request: Request, item: UUID, annex: UUID) -> HttpResponse:
    """Take a document off the papers, before the meeting begins."""
    held = item_of(request, item)
    document = fetch(request, all_of(request, held), pk=annex)
    form, here = Form.bind(request), reverse("desk:item", args=[held.pk])
    if form.is_valid():
        with refusals_on(request, form):
            attaching.take_off(held, document, by=request.member)
            return redirect(here)
    shown = {"form": form, "document": document, "back": here, "layout": "staff.html"}
    return render(request, "documents/remove.html", shown)
