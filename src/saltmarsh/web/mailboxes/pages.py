"""A mailbox, the same for who holds a receipt and for a partner who is signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from saltmarsh.access.http import Visit
from saltmarsh.access.records import fetch
from saltmarsh.casework.referrals import letters, queries
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.documents.queries import Shown
from saltmarsh.web.mailboxes.forms import AdditionForm, AnswerForm, TakeBackForm
from saltmarsh.web.refusals import refusals_on


@dataclass(frozen=True)
class Mailbox:
    """One referral's mailbox, and where its pages are. by: the user who reads it;
    None for whoever holds the receipt. answer: the path of the answer to a question.
    """

    referral: Referral
    by: User | None
    here: str
    answer: Callable[[Any], str]
    add: str
    take_back: str
    layout: str = "public.html"
    back: str = ""
    leave: str = ""
    # The documents that came with it: for whoever signed in and sent them.
    documents: Callable[[], list[Shown]] = list

    def page(self, request: Visit, template: str, **shown: Any) -> HttpResponse:
        around = {"at": self, "layout": self.layout, "referral": self.referral}
        return render(request, template, around | shown)


def show(request: Visit, mailbox: Mailbox) -> HttpResponse:
    """Show the status and the messages; a post notes that they were read."""
    if request.method == "POST":
        letters.mark_read(mailbox.referral, by=None)
        return redirect(mailbox.here)
    return mailbox.page(
        request, "mailboxes/show.html", box=queries.mailbox(mailbox.referral)
    )


def answer(request: Visit, mailbox: Mailbox, key: UUID) -> HttpResponse:
    """Answer one question."""
    asked = mailbox.referral.messages.open_questions()
    question = fetch(request, asked, pk=key)
    form = AnswerForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            letters.answer(question, **form.cleaned_data, by=mailbox.by)
            return redirect(mailbox.here)
    return mailbox.page(request, "mailboxes/answer.html", form=form, question=question)


def add(request: Visit, mailbox: Mailbox) -> HttpResponse:
    """Add something to what was told."""
    form = AdditionForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            letters.add(mailbox.referral, **form.cleaned_data, by=mailbox.by)
            return redirect(mailbox.here)
    return mailbox.page(request, "mailboxes/add.html", form=form)


def take_back(request: Visit, mailbox: Mailbox) -> HttpResponse:
    """Ask a person to take the referral back."""
    form = TakeBackForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            letters.ask_to_take_back(
                mailbox.referral, **form.cleaned_data, by=mailbox.by
            )
            return redirect(mailbox.here)
    return mailbox.page(request, "mailboxes/take_back.html", form=form)
