"""Requests to one other partnership about one person, and theirs to us."""

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
from saltmarsh.casework.neighbours import actions as neighbours
from saltmarsh.casework.neighbours import queries
from saltmarsh.casework.neighbours.lifecycle import OPEN, Stage
from saltmarsh.casework.neighbours.models import Enquiry, Step
from saltmarsh.design.forms import Form
from saltmarsh.web.desk.neighbours import forms
from saltmarsh.web.desk.records import around, opened
from saltmarsh.web.refusals import refusals_on

A_PAGE = 25


@requires(Permission.NEIGHBOUR_ASK)
def index(request: Request) -> HttpResponse:
    """List what we asked about people whom the member may know of, and what came."""
    asked = queries.asked_by_us(request.member, timezone.now())
    received = request.partnership.received_enquiries.select_related("asked_from")
    ours = page_of(request, asked.order_by("-created_at", "pk"), "asked")
    theirs = page_of(request, received.order_by("-created_at", "pk"), "received")
    shown = {
        "ours": ours,
        "theirs": theirs,
        "asked": showing(request, ours.object_list),
        "received": showing(request, theirs.object_list),
        "elsewhere": request.partnership.neighbours.order_by("name"),
    }
    return render(request, "desk/neighbours/index.html", shown)


def page_of(request: Request, every: Any, name: str) -> Any:
    """Return the page of a list that the address names."""
    return Paginator(every, A_PAGE).get_page(request.GET.get(name))


@requires(Permission.NEIGHBOUR_ASK)
def ask(request: Request, reference: str) -> HttpResponse:
    """Write a request about the person of a referral; nothing is sent yet."""
    referral = opened(request, reference)
    form = forms.AskForm.bind(request, referral=referral, member=request.member)
    if form.is_valid():
        with refusals_on(request, form):
            enquiry = neighbours.draft(
                referral,
                whom=form.chosen(),
                picked=form.cleaned_data["facts"],
                reason=form.cleaned_data["reason"],
                by=request.member,
            )
            return redirect("desk:neighbour", enquiry.pk)
    shown = around(request, referral, form=form, known=form.known)
    shown["grounds"] = queries.grounds_of(referral)
    return render(request, "desk/neighbours/ask.html", shown)


def one_of_ours(request: Request, enquiry: UUID) -> Enquiry:
    """Return a request of ours, and tell the access log. Raises Http404."""
    held = queries.asked_by_us(request.member, timezone.now())
    return fetch(request, held, pk=enquiry)


@requires(Permission.NEIGHBOUR_ASK)
def show(request: Request, enquiry: UUID) -> HttpResponse:
    """Show a request of ours with its history."""
    held = one_of_ours(request, enquiry)
    steps = held.steps.select_related("by").order_by("created_at")
    shown = {
        "enquiry": held,
        "steps": [drawn(step) for step in steps],
        "kinds": queries.in_words(held.kinds),
        "is_open": held.stage in OPEN,
        "is_own": held.by_id == request.user.pk,
    }
    return render(request, "desk/neighbours/show.html", shown)


def drawn(step: Step) -> dict[str, Any]:
    """Return a step as the timeline draws it."""
    return {
        "when": step.created_at,
        "title": step.get_stage_display(),
        "text": step.words or "",
        "kind": str(step.by or ""),
    }


@requires(Permission.NEIGHBOUR_ASK)
def submit(request: Request, enquiry: UUID) -> HttpResponse:
    """Ask for the second signature."""
    held = one_of_ours(request, enquiry)
    if request.method == "POST":
        neighbours.submit(held, by=request.user)
    return redirect("desk:neighbour", held.pk)


@requires(Permission.NEIGHBOUR_ASK)
def sign(request: Request, enquiry: UUID) -> HttpResponse:
    """Let a second person sign, or refuse."""
    held = one_of_ours(request, enquiry)
    form = forms.SignForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            if form.cleaned_data["decision"] == forms.SIGN:
                neighbours.sign(held, by=request.member)
            else:
                words = form.cleaned_data["reason"]
                neighbours.refuse(held, words=words, by=request.member)
            return redirect("desk:neighbour", held.pk)
    return render(request, "desk/neighbours/sign.html", {"enquiry": held, "form": form})


@requires(Permission.NEIGHBOUR_ASK)
def withdraw(request: Request, enquiry: UUID) -> HttpResponse:
    """Take a request back."""
    held = one_of_ours(request, enquiry)
    form = forms.WithdrawForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            words = form.cleaned_data["reason"]
            neighbours.withdraw(held, words=words, by=request.user)
            return redirect("desk:neighbour", held.pk)
    return render(
        request, "desk/neighbours/withdraw.html", {"enquiry": held, "form": form}
    )


@requires(Permission.NEIGHBOUR_ASK)
def read(request: Request, enquiry: UUID) -> HttpResponse:
    """Take the notice of an answer away."""
    held = one_of_ours(request, enquiry)
    if request.method == "POST" and held.stage == Stage.ANSWERED:
        neighbours.read_answer(held, by=request.user)
    return redirect("desk:neighbours")


@requires(Permission.NEIGHBOUR_ASK)
def receive(request: Request, received: UUID) -> HttpResponse:
    """Show what another partnership asks, and take the answer."""
    every = request.partnership.received_enquiries
    held = fetch(
        request,
        every.select_related("partnership", "asked_from", "answered_by"),
        pk=received,
    )
    form = forms.AnswerForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            given = form.cleaned_data
            neighbours.answer(
                held, answer=given["answer"], words=given["note"], by=request.user
            )
            return redirect("desk:neighbour-received", held.pk)
    return render(
        request, "desk/neighbours/receive.html", {"received": held, "form": form}
    )


@requires(Permission.NEIGHBOUR_ASK)
def record(request: Request) -> HttpResponse:
    """Record a partnership elsewhere and its registered mailbox."""
    form = forms.NeighbourForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            neighbours.record_neighbour(
                request.partnership, **form.cleaned_data, by=request.user
            )
            return redirect("desk:neighbours")
    return render(request, "desk/neighbours/record.html", {"form": form})


@requires(Permission.NEIGHBOUR_REGISTER)
def show_register(request: Request) -> HttpResponse:
    """Show that requests were made, by whom, to whom and of which kinds of facts."""
    form = Form.bind(request)
    if form.is_valid():
        neighbours.read_register(request.partnership, by=request.user)
        return redirect("desk:neighbours-register")
    page = page_of(request, queries.register(request.partnership), "page")
    shown = {"lines": page.object_list, "page": page}
    return render(request, "desk/neighbours/register.html", shown)
