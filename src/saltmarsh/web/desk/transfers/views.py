"""Transfers of cases: asked of another panel, and asked of us."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch, showing
from saltmarsh.casework.allocation import queries as working
from saltmarsh.casework.transfers import actions as transfers
from saltmarsh.casework.transfers import crossing, linking, queries
from saltmarsh.casework.transfers.lifecycle import OPEN
from saltmarsh.casework.transfers.models import Received, Transfer
from saltmarsh.casework.transfers.rules import ACCESS
from saltmarsh.design.forms import Form
from saltmarsh.web.desk.cases.changes import changing
from saltmarsh.web.desk.cases.people import WORKERS
from saltmarsh.web.desk.cases.records import around, opened
from saltmarsh.web.desk.records import may
from saltmarsh.web.desk.transfers import forms
from saltmarsh.web.refusals import refusals_on

A_PAGE = 25


@requires(Permission.CASE_TRANSFER)
def index(request: Request) -> HttpResponse:
    """List what other panels ask of us, and what we ask of them."""
    now = timezone.now()
    arrived = request.partnership.received_transfers.seen_by(request.member, now)
    theirs = arrived.select_related("asked_from").order_by("-created_at")
    ours = queries.asked_by_us(request.member, now).order_by("-created_at")
    received = showing(request, theirs[:A_PAGE])
    asked = showing(request, ours[:A_PAGE])
    request.record_ids += [each.case_id for each in received if each.case_id]
    request.record_ids += [each.case_id for each in asked]
    shown = {"received": received, "asked": asked}
    return render(request, "desk/transfers/index.html", shown)


@requires(Permission.CASE_WORK)
def ask(request: Request, case: str) -> HttpResponse:
    """Write a transfer down; nothing is sent yet. Leads to the one that is open."""
    held = opened(request, case)
    before = queries.of_case(held)
    is_read = request.method == "GET" and not request.is_brought
    if is_read and before and before.stage in OPEN:
        return redirect("desk:transfer", case, before.pk)
    known = {
        "panels": queries.others(request.partnership),
        "elsewhere": queries.elsewhere(request.partnership),
    }
    form = forms.AskForm.bind(request, case=held, **known)
    done = changing(
        request,
        form,
        lambda version: transfers.draft(
            held, wish=form.wish(), version=version, by=request.member
        ),
    )
    if done:
        return redirect("desk:transfer", held.reference, newest(held).pk)
    shown = around(request, held, form=form, access=ACCESS, **known)
    return render(request, "desk/transfers/ask.html", shown)


def newest(case: Any) -> Transfer:
    found = queries.of_case(case)
    assert found  # noqa: S101 - it has just been written
    return found


def one_of_ours(request: Request, case: str, transfer: UUID) -> Transfer:
    """Return a transfer of a case, and tell the access log of both. Raises Http404."""
    held = queries.asked_by_us(request.member, timezone.now())
    found = fetch(request, held, pk=transfer, case__reference=case)
    request.record_ids.append(found.case_id)
    return found


@requires(Permission.CASE_READ)
def show(request: Request, case: str, transfer: UUID) -> HttpResponse:
    """Show a transfer of ours with its pack, and who keeps what access."""
    held = one_of_ours(request, case, transfer)
    shown = around(
        request,
        held.case,
        transfer=held,
        access=ACCESS,
        is_open=held.stage in OPEN,
        is_own=held.by_id == request.user.pk,
        answerer=", ".join(crossing.by_whom(held)),
        may_sign=may(request, Permission.CASE_TRANSFER),
    )
    return render(request, "desk/transfers/show.html", shown)


@requires(Permission.CASE_WORK)
def submit(request: Request, case: str, transfer: UUID) -> HttpResponse:
    """Ask for the second signature."""
    held = one_of_ours(request, case, transfer)
    if request.method == "POST":
        transfers.submit(held, by=request.member)
    return redirect("desk:transfer", case, held.pk)


@requires(Permission.CASE_TRANSFER)
def sign(request: Request, case: str, transfer: UUID) -> HttpResponse:
    """Let a second person sign, or refuse."""
    held = one_of_ours(request, case, transfer)
    form = forms.SignForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            if form.cleaned_data["decision"] == forms.SIGN:
                transfers.sign(held, by=request.member)
            else:
                words = form.cleaned_data["reason"]
                transfers.refuse(held, words=words, by=request.member)
            return redirect("desk:transfer", case, held.pk)
    shown = around(request, held.case, transfer=held, form=form)
    return render(request, "desk/transfers/sign.html", shown)


@requires(Permission.CASE_WORK)
def send_again(request: Request, case: str, transfer: UUID) -> HttpResponse:
    """Send the panel elsewhere a new link in place of the one before."""
    held = one_of_ours(request, case, transfer)
    if request.method == "POST":
        linking.send_again(held, by=request.member)
    return redirect("desk:transfer", case, held.pk)


@requires(Permission.CASE_WORK)
def take_back(request: Request, case: str, transfer: UUID) -> HttpResponse:
    """Take a transfer back before it is answered."""
    held = one_of_ours(request, case, transfer)
    form = forms.TakeBackForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            words = form.cleaned_data["reason"]
            transfers.take_back(held, words=words, by=request.member)
            return redirect("desk:transfer", case, held.pk)
    shown = around(request, held.case, transfer=held, form=form)
    return render(request, "desk/transfers/take_back.html", shown)


@requires(Permission.CASE_TRANSFER)
def receive(request: Request, arrived: UUID) -> HttpResponse:
    """Show what another panel hands over, and take the answer."""
    every = request.partnership.received_transfers
    seen = every.seen_by(request.member, timezone.now())
    held = fetch(request, with_names(seen), pk=arrived)
    request.record_ids += [held.case_id] if held.case_id else []
    members = working.working(request.partnership, WORKERS)
    form = forms.AnswerForm.bind(request, members=members)
    if form.is_valid():
        with refusals_on(request, form):
            return answered(request, held, form)
    shown = {"received": held, "form": form, "access": ACCESS}
    return render(request, "desk/transfers/receive.html", shown)


def with_names(every: Any) -> Any:
    return every.select_related("partnership", "asked_from", "answered_by", "case")


def answered(request: Request, held: Received, form: forms.AnswerForm) -> HttpResponse:
    """Do what a valid form answers, and go to what came of it."""
    words = form.cleaned_data["words"]
    if form.accepts():
        leading = form.leading()
        transfers.accept(held, leading=leading, words=words, by=request.member)
    else:
        transfers.decline(held, words=words, by=request.member)
    return redirect("desk:transfers")


@requires(Permission.CASE_READ)
def show_pack(request: Request, case: str) -> HttpResponse:
    """Show what the case came with, to whoever may see the case."""
    held = opened(request, case)
    every = request.partnership.received_transfers.filter(case=held)
    received = fetch(request, with_names(every), case=held)
    shown = around(request, held, received=received)
    return render(request, "desk/transfers/pack_of_case.html", shown)


@requires(Permission.NEIGHBOUR_REGISTER)
def show_register(request: Request) -> HttpResponse:
    """Show that transfers were asked, by whom, to whom and with which parts."""
    form = Form.bind(request)
    if form.is_valid():
        transfers.read_register(request.partnership, by=request.user)
        return redirect("desk:transfers-register")
    pages = Paginator(queries.register(request.partnership), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    shown = {"lines": page.object_list, "page": page}
    return render(request, "desk/transfers/register.html", shown)
