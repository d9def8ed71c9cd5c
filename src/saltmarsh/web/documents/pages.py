"""Documents about a record, the same wherever they are added: a shelf says of what
record, who adds them, and where the pages are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from saltmarsh.access.http import Visit
from saltmarsh.access.records import fetch
from saltmarsh.access.uploads import Upload
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.documents import actions as documents
from saltmarsh.foundation.documents import queries
from saltmarsh.foundation.documents.keeping import Away
from saltmarsh.foundation.documents.models import Document
from saltmarsh.foundation.keyring.queries import Erased
from saltmarsh.foundation.records import Owned
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.vault.chunks import Damaged
from saltmarsh.web.documents.forms import DocumentsForm
from saltmarsh.web.facts import numbers

FIELD = "documents"


@dataclass(frozen=True)
class Shelf:
    """The documents about one record. about: that record, which the view fetched.
    under: the file whose key seals them, when not its own. by: None for somebody who
    holds a secret. remove: the path of the page that takes one away. onward: where
    to go afterwards, and back to. told: what is said first, of who reads them and when.
    """

    about: Owned
    by: User | None
    here: str
    onward: str
    remove: Callable[[UUID], str] | None = None
    under: UUID | None = None
    layout: str = "public.html"
    told: str = ""


def add(request: Visit, shelf: Shelf) -> HttpResponse:
    """Show what was added, and add more."""
    limits = queries.limits(request.partnership)
    form = DocumentsForm.bind(request, limits=limits)
    if request.method == "POST" and keep(request, form, shelf):
        return redirect(shelf.onward if "onward" in request.POST else shelf.here)
    shown = {"form": form, "at": shelf, "layout": shelf.layout, "back": shelf.onward}
    return render(request, "documents/add.html", shown | around(request, shelf))


def around(request: Visit, shelf: Shelf) -> dict[str, Any]:
    """Return what a page shows around the question: {shown, limits, numbers}."""
    return {
        "shown": queries.of(request.partnership, shelf.about.pk),
        "limits": queries.limits(request.partnership),
        "numbers": numbers(request.partnership),
    }


def keep(request: Visit, form: Form, shelf: Shelf, *, field: str = FIELD) -> bool:
    """Keep the files that came, also when other answers are wrong; what is wrong with
    a file stands at its question. Tell whether the whole form is right.

    Do it before the form is asked whether it is valid, and use `refusals_beside` for
    the action, so that nothing that was uploaded is lost.
    """
    form.is_valid()
    for file in request.FILES.getlist(field):
        if isinstance(file, Upload):
            for reason in kept(request, file, shelf):
                said = _("%(name)s: %(reason)s")
                form.add_error(field, said % {"name": file.name, "reason": reason})
    return form.is_valid()


def kept(request: Visit, file: Upload, shelf: Shelf) -> list[str]:
    """Keep one file; return why not, when it may not be kept."""
    try:
        documents.attach(
            file.arrived,
            about=shelf.about,
            under=shelf.under,
            by=shelf.by,
            holder=holder_of(request),
        )
    except Refused as refusal:
        return list(refusal.args)
    return []


def holder_of(request: Visit) -> documents.Holder | None:
    """Return who sends it without an account, as an event names them."""
    held = request.holder
    return (held.kind, held.key) if held else None


def remove(request: Visit, shelf: Shelf, key: UUID) -> HttpResponse:
    """Take one document away, when that is confirmed."""
    mine = request.partnership.documents.about(shelf.about.pk)
    document = fetch(request, mine, pk=key)
    if request.method == "POST":
        documents.remove(document, by=shelf.by, holder=holder_of(request))
        return redirect(shelf.here)
    shown = {"document": document, "back": shelf.here, "layout": shelf.layout}
    return render(request, "documents/remove.html", shown)


def download(document: Document) -> HttpResponse:
    """Return a document that was checked as a file to save: never shown in the page,
    never guessed at, never kept by a browser. The view fetched it, so that the log
    says who opened it. Raises Refused when it opens no more.
    """
    try:
        content = queries.content_of(document)
    except Away as error:
        raise Refused(
            _("The document cannot be fetched just now. Try again in some minutes.")
        ) from error
    except (Damaged, Erased, OSError) as error:
        raise Refused(_("This document can no longer be opened.")) from error
    kind = queries.mime_of(document)
    response = FileResponse(
        content, as_attachment=True, filename=document.name, content_type=kind
    )
    response["Cache-Control"] = "no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    # It streams, and is otherwise a response like any other.
    return cast(HttpResponse, response)
