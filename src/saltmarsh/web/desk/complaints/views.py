"""Complaints: listed, recorded, opened, answered, added to, given to somebody else."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission, roles_with
from saltmarsh.access.records import fetch, showing
from saltmarsh.casework.allocation import queries as working
from saltmarsh.casework.complaints import actions as complaints
from saltmarsh.casework.complaints import queries
from saltmarsh.casework.complaints.lifecycle import Stage
from saltmarsh.casework.complaints.models import Complaint, ComplaintQuerySet
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.web.desk import records as referrals
from saltmarsh.web.desk.cases import records as cases
from saltmarsh.web.desk.complaints.forms import (
    AddForm,
    AnswerForm,
    OwnerForm,
    RecordForm,
)
from saltmarsh.web.refusals import refusals_on

PER_PAGE = 25
HANDLERS = roles_with(Permission.COMPLAINT_HANDLE)
SHOWN = ("mine", "answered")


@requires(Permission.COMPLAINT_HANDLE)
def index(request: Request) -> HttpResponse:
    """List the complaints that the member may see, what is due first."""
    which = request.GET.get("show", "")
    which = which if which in SHOWN else ""
    held = queries.listed(request.member, which, timezone.now())
    page = Paginator(held, PER_PAGE).get_page(request.GET.get("page"))
    rows = showing(request, page.object_list)
    keyring.open_files(request.partnership.pk, [each.pk for each in rows])
    shown = {
        "complaints": rows,
        "page": page,
        "which": which,
        "today": timezone.localdate(),
    }
    return render(request, "desk/complaints/index.html", shown)


def members(request: Request) -> list[Membership]:
    """Return those who can own a complaint."""
    return working.working(request.partnership, HANDLERS)


@requires(Permission.COMPLAINT_HANDLE)
def record(request: Request) -> HttpResponse:
    """Record a complaint about a case, a referral or the service."""
    every = request.partnership.memberships.active().select_related("user")
    form = RecordForm.bind(
        request,
        seen=(cases.seen(request), referrals.seen(request)),
        members=members(request),
        colleagues=list(every.order_by("user__name", "pk")),
        initial={"reference": request.GET.get("about", "")[:20]},
    )
    if form.is_valid():
        with refusals_on(request, form):
            made = complaints.record(
                form.received(),
                about=form.about,
                owner=form.owned_by(),
                by=request.member,
            )
            showing(request, [made])
            return redirect(*after(request, made))
    return render(request, "desk/complaints/form.html", {"form": form})


def seen(request: Request) -> ComplaintQuerySet:
    """Return the complaints that the member may see."""
    return request.partnership.complaints.seen_by(request.member, timezone.now())


def after(request: Request, made: Complaint) -> tuple[Any, ...]:
    """Return where to go once it is recorded: who may not see it goes to the list."""
    if seen(request).filter(pk=made.pk).exists():
        return "desk:complaint", made.pk
    return ("desk:complaints",)


def opened(request: Request, key: UUID) -> Complaint:
    """Return one complaint, and tell the access log. Raises Http404."""
    held = seen(request).select_related(
        "partnership", "case", "referral", "member__user", "owner__user", "by"
    )
    return fetch(request, held.select_related("answered_by"), pk=key)


@requires(Permission.COMPLAINT_HANDLE)
def show(request: Request, complaint: UUID) -> HttpResponse:
    held = opened(request, complaint)
    shown = {
        "complaint": held,
        "addenda": held.addenda.select_related("by").order_by("created_at"),
        "is_open": held.stage == Stage.OPEN,
        "today": timezone.localdate(),
    }
    return render(request, "desk/complaints/show.html", shown)


@requires(Permission.COMPLAINT_HANDLE)
def answer(request: Request, complaint: UUID) -> HttpResponse:
    """Record when and with which words it was answered."""
    held = opened(request, complaint)
    form = AnswerForm.bind(request, complaint=held)
    if form.is_valid():
        with refusals_on(request, form):
            complaints.answer(held, **form.cleaned_data, by=request.member)
            return redirect("desk:complaint", complaint)
    return asked(request, form, held)


@requires(Permission.COMPLAINT_HANDLE)
def add(request: Request, complaint: UUID) -> HttpResponse:
    """Write down what came later."""
    held = opened(request, complaint)
    form = AddForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            complaints.add(held, **form.cleaned_data, by=request.member)
            return redirect("desk:complaint", complaint)
    return asked(request, form, held)


@requires(Permission.COMPLAINT_HANDLE)
def pass_on(request: Request, complaint: UUID) -> HttpResponse:
    """Give it to somebody else to answer."""
    held = opened(request, complaint)
    others = [one for one in members(request) if one.pk != held.member_id]
    form = OwnerForm.bind(request, members=others)
    if form.is_valid():
        with refusals_on(request, form):
            complaints.pass_on(held, owner=form.owned_by(), by=request.member)
            return redirect("desk:complaint", complaint)
    return asked(request, form, held)


def asked(request: Request, form: Form, held: Complaint) -> HttpResponse:
    """Draw a form about one complaint."""
    shown = {"form": form, "complaint": held}
    return render(request, "desk/complaints/form.html", shown)
