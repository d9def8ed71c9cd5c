from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch, showing
from saltmarsh.casework.referrals import drafts, rules
from saltmarsh.casework.referrals.actions import Arrival
from saltmarsh.casework.referrals.schema import Depth
from saltmarsh.web.questions import journey as steps
from saltmarsh.web.questions.journey import Journey, Places

OTHER = "other"


@requires(Permission.REFERRAL_ENTER)
def start(request: Request) -> HttpResponse:
    """Begin to enter what came by phone, e-mail, letter or in person."""
    if not steps.is_open(request):
        return steps.closed(request)
    if request.method == "POST":
        draft = drafts.start_for(request.member, door=Depth.STAFF, known={})
        return redirect(journey_of(request, draft.pk).first())
    mine = request.partnership.drafts.written_by(request.member, timezone.now())
    writing = mine.unsent().filter(door=Depth.STAFF).order_by("created_at")
    return render(
        request, "desk/enter/start.html", {"writing": showing(request, writing)}
    )


@requires(Permission.REFERRAL_ENTER)
@never_cache
def ask(request: Request, draft: UUID, slug: str) -> HttpResponse:
    return steps.ask(request, journey_of(request, draft), slug)


@requires(Permission.REFERRAL_ENTER)
@never_cache
def check(request: Request, draft: UUID) -> HttpResponse:
    journey = journey_of(request, draft)
    channel = journey.told.get("channel", OTHER)
    arrival = Arrival(channel, rules.received_at(journey.told, timezone.now()))
    return steps.check(request, journey, arrival, by=request.member)


@requires(Permission.REFERRAL_ENTER)
@never_cache
def sent(request: Request, draft: UUID) -> HttpResponse:
    """Show the reference and the receipt to hand over: nothing that was told."""
    journey = journey_of(request, draft)
    if not journey.is_sent:
        return redirect(journey.resumed())
    return render(request, "desk/enter/sent.html", {"draft": journey.draft})


@requires(Permission.REFERRAL_ENTER)
def forget(request: Request, draft: UUID) -> HttpResponse:
    """Delete what was not sent, when that is confirmed."""
    journey = journey_of(request, draft)
    if request.method == "POST":
        drafts.forget(journey.draft)
        return redirect("desk:enter")
    return render(request, "desk/enter/forget.html", {"back": reverse("desk:enter")})


def journey_of(request: Request, draft_id: UUID) -> Journey:
    """Return the journey of a draft of the member's own. Raises Http404."""
    mine = request.partnership.drafts.written_by(request.member, timezone.now())
    draft = fetch(request, mine.filter(door=Depth.STAFF), pk=draft_id)
    places = Places(
        before=reverse("desk:enter"),
        page=lambda slug: reverse("desk:enter-page", args=[draft.pk, slug]),
        check=reverse("desk:enter-check", args=[draft.pk]),
        sent=reverse("desk:enter-sent", args=[draft.pk]),
        layout="staff.html",
    )
    return Journey(draft, places)
