"""What partners are asked about a case: asked, shown, reminded, taken back."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission, roles_with
from saltmarsh.access.records import fetch, showing
from saltmarsh.casework.allocation import queries as working
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.gathering import actions as requests
from saltmarsh.casework.gathering import answering, queries
from saltmarsh.casework.gathering.lifecycle import Sector
from saltmarsh.casework.gathering.models import InformationRequest
from saltmarsh.foundation.documents import queries as documents
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.web.desk.cases.changes import asked as drawn
from saltmarsh.web.desk.cases.changes import changing
from saltmarsh.web.desk.cases.records import around, opened
from saltmarsh.web.desk.gathering.forms import (
    AskForm,
    AskReferrerForm,
    ContactForm,
    FilterForm,
    WithdrawForm,
)
from saltmarsh.web.desk.records import may
from saltmarsh.web.documents.pages import download
from saltmarsh.web.refusals import refusals_on

PER_PAGE = 25


@requires(Permission.CASE_READ)
def index(request: Request) -> HttpResponse:
    """List what partners owe on the cases that the member may see, by when."""
    form = FilterForm(request.GET)
    criteria = form.criteria()
    held = queries.listed(request.member, criteria, timezone.now())
    pages = Paginator(held, PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    rows = showing(request, page.object_list)
    showing(request, [each.case for each in rows])
    keyring.open_files(request.partnership.pk, [each.case_id for each in rows])
    chosen = {name: value for name, value in vars(criteria).items() if value}
    shown = {
        "requests": rows,
        "page": page,
        "pages": pages,
        "form": form,
        "chosen": chosen,
        "query": urlencode(chosen),
        "today": timezone.localdate(),
        "may_work": may(request, Permission.CASE_WORK),
    }
    return render(request, "desk/gathering/index.html", shown)


@requires(Permission.CASE_WORK)
def ask(request: Request, case: str) -> HttpResponse:
    """Choose what kind of partner to ask, and then whom, what, why and until when."""
    held = opened(request, case)
    sector = request.GET.get("sector", "")
    if sector not in Sector.values:
        shown = around(request, held, sectors=Sector.choices)
        return render(request, "desk/gathering/choose.html", shown)
    form = AskForm.bind(
        request,
        case=held,
        sector=Sector(sector),
        whom=[*members(request), *contacts(request, sector)],
        known=queries.offered(held, request.member, timezone.now()),
    )
    done = changing(
        request,
        form,
        lambda _version: requests.ask(
            held, whom=form.chosen(), wanted=form.wanted(), by=request.member
        ),
    )
    nobody = _("Nobody can be asked yet: record a partner first, under Requests")
    return done or drawn(request, form, warnings=[] if form.offered else [nobody])


def members(request: Request) -> list[Any]:
    """Return those who answer requests with an account."""
    return working.working(request.partnership, roles_with(Permission.REQUEST_ANSWER))


def contacts(request: Request, sector: str) -> list[Any]:
    held = request.partnership.partner_contacts.filter(sector=sector)
    return list(held.order_by("organisation", "name"))


def found(request: Request, case: Case, asked: UUID) -> InformationRequest:
    """Return one request of the case, and tell the access log. Raises Http404."""
    held = case.information_requests.select_related("by", "partnership")
    one = fetch(request, held, pk=asked)
    one.case = case
    return one


@requires(Permission.CASE_READ)
def show(request: Request, case: str, asked: UUID) -> HttpResponse:
    """Show what was asked, and what came of it."""
    held = opened(request, case)
    one = found(request, held, asked)
    shown = around(
        request,
        held,
        asked=one,
        replies=one.replies.order_by("created_at"),
        today=timezone.localdate(),
        attached=documents.of(request.partnership, one.pk),
        open_document=lambda key: reverse(
            "desk:request-document", args=[case, asked, key]
        ),
    )
    return render(request, "desk/gathering/show.html", shown)


@requires(Permission.CASE_READ)
def show_document(
    request: Request, case: str, asked: UUID, attached: UUID
) -> HttpResponse:
    """Download a document that came with the answer: the log says who did."""
    one = found(request, opened(request, case), asked)
    ready = request.partnership.documents.about(one.pk).ready()
    return download(fetch(request, ready, pk=attached))


@requires(Permission.CASE_WORK)
def read(request: Request, case: str, asked: UUID) -> HttpResponse:
    """Note that the answer was read."""
    one = found(request, opened(request, case), asked)
    if request.method == "POST":
        answering.read_answer(one, by=request.user)
    return redirect("desk:case", case)


@requires(Permission.CASE_WORK)
def remind(request: Request, case: str, asked: UUID) -> HttpResponse:
    """Send a reminder now."""
    one = found(request, opened(request, case), asked)
    if request.method == "POST":
        requests.chase(one, by=request.user)
    return redirect("desk:request", case, asked)


@requires(Permission.CASE_WORK)
def withdraw(request: Request, case: str, asked: UUID) -> HttpResponse:
    """Take a request back."""
    held = opened(request, case)
    one = found(request, held, asked)
    form = WithdrawForm.bind(request, case=held)
    done = changing(
        request,
        form,
        lambda _version: requests.withdraw(
            one, reason=form.cleaned_data["reason"], by=request.member
        ),
    )
    return done or drawn(request, form)


@requires(Permission.CASE_WORK)
def ask_referrer(request: Request, case: str) -> HttpResponse:
    """Ask who made a referral again, in their mailbox."""
    held = opened(request, case)
    referrals = queries.askable(held, request.member, timezone.now())
    form = AskReferrerForm.bind(
        request, case=held, referrals=showing(request, referrals)
    )
    done = changing(
        request,
        form,
        lambda _version: requests.ask_referrer(
            held,
            form.chosen(),
            text=form.cleaned_data["text"],
            by=request.member,
        ),
    )
    return done or drawn(request, form)


@requires(Permission.CASE_WORK)
def record_contact(request: Request) -> HttpResponse:
    """List who is asked by link and code, and record another."""
    form = ContactForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            told = dict(form.cleaned_data)
            reason = told.pop("reason")
            requests.record_contact(
                request.partnership, told=told, reason=reason, by=request.user
            )
            return redirect("desk:partner-contacts")
    every = request.partnership.partner_contacts.order_by("organisation", "name")
    page = Paginator(every, PER_PAGE).get_page(request.GET.get("page"))
    shown = {"form": form, "page": page}
    return render(request, "desk/gathering/contacts.html", shown)
