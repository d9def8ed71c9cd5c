"""Deliveries: what nobody has acknowledged, and what was sent to my desks."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.referrals import queries as referrals
from saltmarsh.casework.routing import actions as routing
from saltmarsh.casework.routing import queries
from saltmarsh.casework.routing.models import Delivery
from saltmarsh.web.facts import documents_with

A_PAGE = 25


@requires(Permission.DELIVERY_ACKNOWLEDGE)
def index(request: Request) -> HttpResponse:
    """List what nobody has acknowledged yet, the latest due first."""
    member, now = request.member, timezone.now()
    mine = queries.answerable_by(member) | queries.seen_deliveries(member, now)
    waiting = mine.waiting().distinct().order_by("due_at", "pk")
    page = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
    shown = queries.described(waiting.filter(pk__in=[one.pk for one in page]))
    request.record_ids += [one.pk for one in shown]
    own = queries.answerable_by(member).filter(pk__in=request.record_ids)
    told = {
        "deliveries": shown,
        "page": page,
        "own": set(own.values_list("pk", flat=True)),
    }
    return render(request, "desk/deliveries/index.html", told)


@requires(Permission.DELIVERY_ACKNOWLEDGE)
def show(request: Request, key: UUID) -> HttpResponse:
    """Show one delivery, and take its acknowledgement."""
    delivery = delivered(request, key)
    if request.method == "POST":
        routing.acknowledge(delivery, by=request.user, link=None)
        return redirect("desk:delivery", key)
    [about] = queries.described(request.partnership.deliveries.filter(pk=key))
    shown = {"delivery": about, "sees": sees(request, delivery)}
    return render(request, "desk/deliveries/show.html", shown)


@requires(Permission.DELIVERY_ACKNOWLEDGE)
def told(request: Request, key: UUID) -> HttpResponse:
    """Open what was sent: the referral's own page, or its words alone for members of
    another team.
    """
    delivery = delivered(request, key)
    if request.method == "POST":
        routing.open_delivery(delivery, by=request.user, link=None)
        return redirect("desk:delivery-told", key)
    if sees(request, delivery):
        return redirect("desk:referral", delivery.referral.reference)
    is_hidden = delivery.referral.is_restricted
    request.record_ids.append(delivery.referral_id)
    shown = {
        "delivery": delivery,
        "referral": delivery.referral,
        "is_hidden": is_hidden,
        "sections": () if is_hidden else referrals.as_told(delivery.referral),
        "documents": documents_with(delivery.referral),
    }
    return render(request, "desk/deliveries/told.html", shown)


def delivered(request: Request, key: UUID) -> Delivery:
    """Return a delivery to the member's desks. Raises Http404 for any other."""
    mine = queries.answerable_by(request.member)
    return fetch(request, mine.select_related("desk", "referral"), pk=key)


def sees(request: Request, delivery: Delivery) -> bool:
    seen = request.partnership.referrals.seen_by(request.member, timezone.now())
    return seen.filter(pk=delivery.referral_id).exists()
