"""A request to a partner, the same for who is signed in and for who has the code."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render

from saltmarsh.access.http import Visit
from saltmarsh.casework.gathering import answering
from saltmarsh.casework.gathering.lifecycle import Stage
from saltmarsh.casework.gathering.models import InformationRequest
from saltmarsh.casework.routing.models import Link
from saltmarsh.foundation.accounts.models import User
from saltmarsh.web.refusals import refusals_on
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

    def who(self, typed: str) -> str:
        if isinstance(self.by, Link):
            return typed
        return f"{self.by}, {self.asked.whom['organisation']}"


def show(request: Visit, at: Answering) -> HttpResponse:
    """Show what is asked, and take the answer; or what was answered, and take more."""
    asked, by_link = at.asked, isinstance(at.by, Link)
    is_out = asked.stage == Stage.ASKED
    form = (ReplyForm if is_out else AddForm).bind(request, by_link=by_link)
    if form.is_valid():
        with refusals_on(request, form):
            take(at, form)
            return redirect(at.here)
    replies = asked.replies.order_by("created_at")
    shown = {"at": at, "asked": asked, "form": form, "replies": replies}
    template = "replies/answer.html" if is_out else "replies/add.html"
    return render(request, template, shown)


def take(at: Answering, form: ReplyForm | AddForm) -> None:
    given = form.cleaned_data
    who = at.who(given.get("who", ""))
    if isinstance(form, AddForm):
        answering.add(at.asked, words=given["words"], who=who, by=at.by)
    else:
        answering.answer(
            at.asked, kind=given["answer"], words=form.told(), who=who, by=at.by
        )
