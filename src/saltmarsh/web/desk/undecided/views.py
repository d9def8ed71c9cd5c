"""Likenesses between referrals that nobody may see both of."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission, roles_with
from saltmarsh.access.records import fetch
from saltmarsh.casework.allocation import queries as allocation
from saltmarsh.casework.likenesses import naming
from saltmarsh.casework.likenesses.models import LikenessQuerySet
from saltmarsh.web.desk.records import around, opened
from saltmarsh.web.desk.undecided.forms import YES, MaySeeForm, NameForm
from saltmarsh.web.refusals import refusals_on

DECIDERS = roles_with(Permission.REFERRAL_DECIDE)


def waiting(request: Request) -> LikenessQuerySet:
    return naming.waiting(request.partnership, DECIDERS, timezone.now())


@requires(Permission.REFERRAL_RESTRICT)
def index(request: Request) -> HttpResponse:
    """List what nobody may decide: since when, and who was named; nothing else."""
    lost = waiting(request).order_by("created_at", "pk")
    held = lost.prefetch_related("askings__member__user")
    rows = [{"likeness": one, "named": naming.named(one)} for one in held]
    return render(request, "desk/undecided/index.html", {"rows": rows})


@requires(Permission.REFERRAL_RESTRICT)
def name(request: Request, likeness: UUID) -> HttpResponse:
    """Name somebody who may see both referrals, whichever they are."""
    lost = waiting(request).select_related("later__partnership", "earlier__partnership")
    held = fetch(request, lost, pk=likeness)
    members = allocation.working(request.partnership, DECIDERS)
    form = NameForm.bind(request, members=members)
    if form.is_valid():
        with refusals_on(request, form):
            chosen = form.chosen()
            naming.name(held, member=chosen, roles=DECIDERS, by=request.member)
            return redirect("desk:undecided")
    shown = {"form": form, "since": held.created_at, "named": naming.named(held)}
    return render(request, "desk/undecided/name.html", shown)


@requires(Permission.REFERRAL_DECIDE)
def may_see(request: Request, reference: str) -> HttpResponse:
    """Ask somebody who holds a restricted referral whether another may see it."""
    referral = opened(request, reference)
    waits = referral.askings.waiting().select_related("member__user", "likeness")
    asking = waits.order_by("created_at").first() if referral.is_restricted else None
    form = MaySeeForm.bind(request)
    if asking and form.is_valid():
        with refusals_on(request, form):
            agrees = form.cleaned_data["agrees"] == YES
            naming.reply(asking, agrees=agrees, by=request.user)
            return redirect("desk:may-see", referral.reference)
    shown = around(request, referral, form=form, asking=asking)
    return render(request, "desk/undecided/may_see.html", shown)
