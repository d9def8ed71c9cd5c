"""A journey through the questions, the same for everybody who writes a referral.

Who writes, where the pages are and how they look is the `Journey` that a view makes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from saltmarsh.access.http import Visit
from saltmarsh.casework.referrals import answers as steps
from saltmarsh.casework.referrals import drafts, queries
from saltmarsh.casework.referrals.actions import Arrival
from saltmarsh.casework.referrals.models import Draft
from saltmarsh.casework.referrals.schema import Depth, Page, Schema
from saltmarsh.casework.triage import actions as triage
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.documents.queries import Shown
from saltmarsh.web.facts import numbers
from saltmarsh.web.questions.forms import PageForm, SendForm
from saltmarsh.web.refusals import refusals_on

# In the address of a page that was opened to change one answer.
CHANGE = "change"


@dataclass(frozen=True)
class Places:
    """Where the pages of a journey are. page: the path of the page of that slug."""

    before: str
    page: Callable[[str], str]
    check: str
    sent: str
    save: str = ""
    layout: str = "public.html"
    # Where documents are added, and which were: for a partner who signed in alone.
    documents: str = ""
    attached: Callable[[], list[Shown]] = list


@dataclass(frozen=True)
class Journey:
    """One draft on its way."""

    draft: Draft
    at: Places

    @cached_property
    def schema(self) -> Schema:
        return queries.schema_of(self.draft.schema_id)

    @cached_property
    def told(self) -> dict[str, Any]:
        answers: dict[str, Any] = self.draft.answers or {}
        return answers

    @property
    def door(self) -> Depth:
        return Depth(self.draft.door)

    @property
    def is_sent(self) -> bool:
        return self.draft.referral_id is not None

    @property
    def is_professional(self) -> bool:
        return steps.is_professional(self.schema, self.told, self.door)

    def pages(self, told: dict[str, Any] | None = None) -> tuple[Page, ...]:
        return steps.asked(self.schema, self.told if told is None else told, self.door)

    def first(self) -> str:
        """Return the path of the first page."""
        return self.at.page(self.pages()[0].slug)

    def resumed(self) -> str:
        """Return the path of the page where somebody stopped."""
        answered = self.told.keys()
        for page in reversed(self.pages()):
            if answered & {question.name for question in page.questions}:
                return self.following(page, self.told)
        return self.first()

    def back(self, page: Page, *, is_change: bool) -> str:
        if is_change:
            return self.at.check
        before = steps.previous_page(self.schema, self.told, self.door, page.slug)
        return self.at.page(before.slug) if before else self.at.before

    def following(self, page: Page, told: dict[str, Any]) -> str:
        after = steps.next_page(self.schema, told, self.door, page.slug)
        return self.at.page(after.slug) if after else self.at.check

    def after(self, page: Page, told: dict[str, Any], *, is_change: bool) -> str:
        """Return where to go once `page` is answered.

        A changed answer leads back to the check, unless it made other pages asked.
        """
        same = [one.slug for one in self.pages(told)] == [
            one.slug for one in self.pages()
        ]
        return self.at.check if is_change and same else self.following(page, told)


def is_open(request: Visit) -> bool:
    """Tell whether there is a form to fill in today."""
    today = timezone.localdate()
    return queries.schema_in_force(request.partnership, today) is not None


def closed(request: Visit) -> HttpResponse:
    """Say whom to call while there is no form; whoever pressed a button is refused."""
    shown = {"numbers": numbers(request.partnership)}
    status = 409 if request.method == "POST" else 200
    return render(request, "questions/closed.html", shown, status=status)


def ask(request: Visit, journey: Journey, slug: str) -> HttpResponse:
    """Ask one page, and keep what is answered."""
    if journey.is_sent:
        return HttpResponseRedirect(journey.at.sent)
    page, is_change = page_of(journey, slug), CHANGE in request.GET
    if page is None:
        return HttpResponseRedirect(journey.resumed())
    form = PageForm.bind(request, page=page, told=journey.told)
    if form.is_valid():
        with refusals_on(request, form):
            told = steps.put(journey.schema, journey.told, form.cleaned_data)
            drafts.keep(journey.draft, answers=told)
            return HttpResponseRedirect(journey.after(page, told, is_change=is_change))
    asked = {"page": page, "form": form, "at": journey.at, "layout": journey.at.layout}
    asked["back"] = journey.back(page, is_change=is_change)
    return render(request, "questions/ask.html", asked)


def page_of(journey: Journey, slug: str) -> Page | None:
    """Return the page as it is asked now; None when it is not asked any more.

    Raises Http404 when these questions have no such page.
    """
    if journey.schema.page(slug) is None:
        raise Http404
    return steps.page(journey.schema, journey.told, journey.door, slug)


def check(
    request: Visit, journey: Journey, arrival: Arrival, *, by: Membership | None = None
) -> HttpResponse:
    """Show the answers, and send them when that is asked for."""
    if journey.is_sent:
        return HttpResponseRedirect(journey.at.sent)
    form = SendForm.bind(request)
    if request.method == "POST":
        with refusals_on(request, form):
            triage.receive(journey.draft, arrival=arrival, by=by)
            return HttpResponseRedirect(journey.at.sent)
    gaps = steps.complete(journey.schema, journey.told, journey.door)
    if gaps:
        return HttpResponseRedirect(journey.at.page(gaps[0].slug))
    shown = {
        "form": form,
        "at": journey.at,
        "layout": journey.at.layout,
        "declaration": journey.schema.declaration,
        "sections": queries.sections(
            journey.schema, journey.told, journey.door, unanswered=True
        ),
        "last": journey.at.page(journey.pages()[-1].slug),
    }
    return render(request, "questions/check.html", shown)


def why_quarantined(request: Visit, draft: Draft, now: datetime) -> str:
    """Return why a person should look at it before it goes on: "" for no reason.

    Nothing is turned away: a report about safety is never lost.
    """
    if request.POST.get("website"):
        return "honeypot"
    seconds = (now - draft.created_at).total_seconds()
    if seconds < queries.fastest_seconds(draft.partnership):
        return "too fast"
    return "too many" if getattr(request, "is_over_limit", False) else ""
