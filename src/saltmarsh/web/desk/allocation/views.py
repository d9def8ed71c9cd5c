from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import GRANTS, Permission
from saltmarsh.access.records import showing
from saltmarsh.casework.allocation import actions as allocation
from saltmarsh.casework.allocation import queries
from saltmarsh.web.desk.allocation.forms import (
    AllocateForm,
    AllocateManyForm,
    RestrictForm,
)
from saltmarsh.web.desk.changes import changing
from saltmarsh.web.desk.records import around, opened, seen
from saltmarsh.web.refusals import refusals_on

READERS = [role for role, held in GRANTS.items() if Permission.REFERRAL_READ in held]
DECIDERS = [role for role, held in GRANTS.items() if Permission.REFERRAL_DECIDE in held]
MOST_LISTED = 50


@requires(Permission.REFERRAL_ALLOCATE)
def waiting(request: Request) -> HttpResponse:
    """List what nobody owns, without a word of what was told, and give it out."""
    unowned = seen(request).open().filter(owner=None).select_related("team")
    listed = showing(request, unowned.order_by("received_at", "pk")[:MOST_LISTED])
    form = AllocateManyForm.bind(
        request,
        references=[referral.reference for referral in listed],
        members=queries.in_teams(request.member, DECIDERS),
    )
    if form.is_valid():
        with refusals_on(request, form):
            chosen = set(form.cleaned_data["referrals"])
            allocation.allocate_all(
                [referral for referral in listed if referral.reference in chosen],
                team=None,
                owner=form.members[form.cleaned_data["owner"]],
                by=request.member,
            )
            return redirect("desk:allocate")
    shown = {"form": form, "listed": listed, "is_full": len(listed) == MOST_LISTED}
    return render(request, "desk/allocation/waiting.html", shown)


@requires(Permission.REFERRAL_ALLOCATE)
def allocate(request: Request, reference: str) -> HttpResponse:
    """Change the team and the owner of one referral."""
    form = AllocateForm.bind(
        request,
        referral=opened(request, reference),
        teams=list(request.partnership.teams.order_by("name")),
        members=queries.working(request.partnership, DECIDERS),
    )
    done = changing(
        request,
        form,
        lambda held, by: allocation.allocate(
            held, **form.chosen(), version=by.version, by=by.member
        ),
        to="desk:after-allocating",
    )
    reads = request.member.role in READERS
    came_from = "" if reads else reverse("desk:allocate")
    shown = shown_with(request, form, came_from=came_from)
    return done or render(request, "desk/change.html", shown)


@requires(Permission.REFERRAL_ALLOCATE)
def after(request: Request, reference: str) -> HttpResponse:
    """Go to the referral; to the list for whoever may not read, or sees it no more."""
    if request.member.role in READERS and seen(request).filter(reference=reference):
        return redirect("desk:referral", reference)
    return redirect("desk:allocate")


@requires(Permission.REFERRAL_DECIDE)
def take(request: Request, reference: str) -> HttpResponse:
    """Become the owner of a referral of one's own team."""
    referral = opened(request, reference)
    if request.method == "POST":
        allocation.take(referral, version=None, by=request.member)
    return redirect("desk:referral", referral.reference)


@requires(Permission.REFERRAL_RESTRICT)
def restrict(request: Request, reference: str) -> HttpResponse:
    """Keep the referral to named people for a time."""
    form = RestrictForm.bind(
        request,
        referral=opened(request, reference),
        members=queries.working(request.partnership, READERS),
    )
    done = changing(
        request,
        form,
        lambda held, by: allocation.restrict(
            held, sight=form.sight(), version=by.version, by=by.member
        ),
        to="desk:after-allocating",
    )
    now = timezone.now()
    named = queries.named_for(form.referral, now) if form.referral.is_restricted else []
    more = shown_with(request, form, named=named)
    return done or render(request, "desk/allocation/restrict.html", more)


@requires(Permission.REFERRAL_RESTRICT)
def lift(request: Request, reference: str) -> HttpResponse:
    """Let the team see the referral again."""
    referral = opened(request, reference)
    if request.method == "POST":
        allocation.lift(referral, by=request.member.user_id)
    return redirect("desk:referral", referral.reference)


def shown_with(request: Request, form: Any, **more: Any) -> dict[str, Any]:
    return around(request, form.referral, form=form, **more)
