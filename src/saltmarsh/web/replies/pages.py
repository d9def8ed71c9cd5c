"""A request to a partner, the same for who is signed in and for who has the code."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from saltmarsh.access.http import Visit
from saltmarsh.casework.gathering import answering
from saltmarsh.casework.gathering.lifecycle import Stage
from saltmarsh.casework.gathering.models import InformationRequest
from saltmarsh.casework.routing.models import Link
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.documents import queries as documents
from saltmarsh.web.documents import pages as shelves
from saltmarsh.web.documents.pages import Shelf
from saltmarsh.web.refusals import refusals_beside
from saltmarsh.web.replies.forms import AddForm, ReplyForm


@dataclass(frozen=True)
class Answering:
    """One request, who answers it, and where. by: who is signed in, or the link that
    was opened with its code.
    """

    asked: InformationRequest
    by: User | Link
    here: str
    back: str = ""

    @property
    def shelf(self) -> Shelf:
        """The documents that go with the answer: sealed with the case, and not taken
        away any more once it is given.
        """
        is_out = self.asked.stage == Stage.ASKED
        return Shelf(
            about=self.asked,
            under=self.asked.case_id,
            by=self.by if isinstance(self.by, User) else None,
            here=self.here,
            onward=self.here,
            remove=self.removing if is_out else None,
            layout="staff.html",
        )

    def removing(self, key: UUID) -> str:
        return f"{self.here}/documents/{key}/remove"

    def who(self, typed: str) -> str:
        if isinstance(self.by, Link):
            return typed
        return f"{self.by}, {self.asked.whom['organisation']}"


def show(request: Visit, at: Answering) -> HttpResponse:
    """Show what is asked, and take the answer; or what was answered, and take more."""
    asked, by_link = at.asked, isinstance(at.by, Link)
    is_out = asked.stage == Stage.ASKED
    limits, shelf = documents.limits(request.partnership), at.shelf
    kind = ReplyForm if is_out else AddForm
    form = kind.bind(request, by_link=by_link, limits=limits)
    if request.method == "POST" and shelves.keep(request, form, shelf):
        with refusals_beside(form):
            take(at, form)
            return redirect(at.here)
    replies = asked.replies.order_by("created_at")
    shown = {"at": at, "asked": asked, "form": form, "replies": replies}
    shown |= {"shelf": shelf, **shelves.around(request, shelf)}
    template = "replies/answer.html" if is_out else "replies/add.html"
    return render(request, template, shown)


def remove(request: Visit, at: Answering, document: UUID) -> HttpResponse:
    """Take a document away before the answer is given. Raises Http404 afterwards."""
    if at.asked.stage != Stage.ASKED:
        raise Http404
    return shelves.remove(request, at.shelf, document)


def take(at: Answering, form: ReplyForm | AddForm) -> None:
    given = form.cleaned_data
    who = at.who(given.get("who", ""))
    if isinstance(form, AddForm):
        answering.add(at.asked, words=given["words"], who=who, by=at.by)
    else:
        answering.answer(
            at.asked, kind=given["answer"], words=form.told(), who=who, by=at.by
        )
