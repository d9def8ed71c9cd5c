from functools import partial
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch, showing
from saltmarsh.access.uploads import taking_files
from saltmarsh.casework.referrals import drafts, queries
from saltmarsh.casework.referrals.actions import Arrival
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.referrals.schema import Depth
from saltmarsh.foundation.documents import queries as attached
from saltmarsh.web.documents import pages as shelves
from saltmarsh.web.documents.pages import Shelf
from saltmarsh.web.mailboxes import pages
from saltmarsh.web.mailboxes.pages import Mailbox
from saltmarsh.web.questions import journey as steps
from saltmarsh.web.questions.journey import Journey, Places

A_PAGE = 25
LAYOUT = "staff.html"


@requires(Permission.REFERRAL_SEND)
def home(request: Request) -> HttpResponse:
    """What a partner can do, what they are writing, and what they sent."""
    now = timezone.now()
    writing = request.partnership.drafts.written_by(request.member, now).unsent()
    mine = request.partnership.referrals.sent_by(request.member)
    ordered = mine.with_open_questions().order_by("-received_at")
    page = Paginator(ordered, A_PAGE).get_page(request.GET.get("page"))
    sent = showing(request, page.object_list)
    shown = {
        "writing": showing(request, writing.order_by("created_at")),
        "sent": [(referral, queries.status_of(referral)) for referral in sent],
        "page": page,
    }
    return render(request, "partners/referrals/home.html", shown)


@requires(Permission.REFERRAL_SEND)
def start(request: Request) -> HttpResponse:
    """Begin a referral when that is asked for."""
    if not steps.is_open(request):
        return steps.closed(request)
    if request.method == "POST":
        known = {
            "name": request.user.name,
            "email": request.user.email,
            "organization": request.member.organisation,
        }
        door = Depth.PROFESSIONAL
        draft = drafts.start_for(request.member, door=door, known=known)
        return redirect(journey_of(request, draft.pk).first())
    return render(request, "partners/referrals/start.html", {})


@requires(Permission.REFERRAL_SEND)
@never_cache
def ask(request: Request, draft: UUID, slug: str) -> HttpResponse:
    return steps.ask(request, journey_of(request, draft), slug)


@requires(Permission.REFERRAL_SEND)
@never_cache
def check(request: Request, draft: UUID) -> HttpResponse:
    journey = journey_of(request, draft)
    arrival = Arrival(queries.BY_PARTNER, timezone.now())
    return steps.check(request, journey, arrival, by=request.member)


@taking_files
@requires(Permission.REFERRAL_SEND)
@never_cache
def documents(request: Request, draft: UUID) -> HttpResponse:
    """Add documents to what is not sent yet, or take one away."""
    return shelves.add(request, shelf_of(request, draft))


@requires(Permission.REFERRAL_SEND)
@never_cache
def remove_document(request: Request, draft: UUID, document: UUID) -> HttpResponse:
    return shelves.remove(request, shelf_of(request, draft), document)


@requires(Permission.REFERRAL_SEND)
@never_cache
def sent(request: Request, draft: UUID) -> HttpResponse:
    """Show the reference and the receipt of what was just sent."""
    journey = journey_of(request, draft)
    if not journey.is_sent:
        return redirect(journey.resumed())
    return render(request, "partners/referrals/sent.html", {"draft": journey.draft})


@requires(Permission.REFERRAL_SEND)
def forget(request: Request, draft: UUID) -> HttpResponse:
    """Delete a draft, when that is confirmed."""
    journey = journey_of(request, draft)
    if request.method == "POST":
        drafts.forget(journey.draft)
        return redirect("partners:home")
    shown = {"back": reverse("partners:home")}
    return render(request, "partners/referrals/forget.html", shown)


@requires(Permission.REFERRAL_SEND)
@never_cache
def mailbox(request: Request, reference: str) -> HttpResponse:
    return pages.show(request, mailbox_of(request, reference))


@requires(Permission.REFERRAL_SEND)
@never_cache
def answer(request: Request, reference: str, key: UUID) -> HttpResponse:
    return pages.answer(request, mailbox_of(request, reference), key)


@requires(Permission.REFERRAL_SEND)
@never_cache
def add(request: Request, reference: str) -> HttpResponse:
    return pages.add(request, mailbox_of(request, reference))


@requires(Permission.REFERRAL_SEND)
@never_cache
def take_back(request: Request, reference: str) -> HttpResponse:
    return pages.take_back(request, mailbox_of(request, reference))


def journey_of(request: Request, draft_id: UUID) -> Journey:
    """Return the journey of a draft of the member's own. Raises Http404."""
    mine = request.partnership.drafts.written_by(request.member, timezone.now())
    draft = fetch(request, mine.filter(door=Depth.PROFESSIONAL), pk=draft_id)
    places = Places(
        before=reverse("partners:home"),
        page=lambda slug: reverse("partners:write", args=[draft.pk, slug]),
        check=reverse("partners:check", args=[draft.pk]),
        sent=reverse("partners:sent", args=[draft.pk]),
        layout=LAYOUT,
        documents=reverse("partners:documents", args=[draft.pk]),
        attached=partial(attached.of, request.partnership, draft.pk),
    )
    return Journey(draft, places)


def shelf_of(request: Request, draft_id: UUID) -> Shelf:
    """Return the documents of a draft of the member's own. Raises Http404, also when
    it was sent meanwhile.
    """
    mine = request.partnership.drafts.written_by(request.member, timezone.now())
    unsent = mine.filter(door=Depth.PROFESSIONAL).unsent()
    draft = fetch(request, unsent, pk=draft_id)
    return Shelf(
        about=draft,
        by=request.user,
        here=reverse("partners:documents", args=[draft.pk]),
        remove=lambda key: reverse("partners:remove-document", args=[draft.pk, key]),
        onward=reverse("partners:check", args=[draft.pk]),
        layout=LAYOUT,
    )


def mailbox_of(request: Request, reference: str) -> Mailbox:
    """Return the mailbox of a referral that the member sent. Raises Http404."""
    mine = request.partnership.referrals.sent_by(request.member)
    referral: Referral = fetch(request, mine, reference=reference)
    return Mailbox(
        referral=referral,
        by=request.user,
        here=reverse("partners:mailbox", args=[reference]),
        answer=lambda key: reverse("partners:answer", args=[reference, key]),
        add=reverse("partners:add", args=[reference]),
        take_back=reverse("partners:take-back", args=[reference]),
        layout=LAYOUT,
        back=reverse("partners:home"),
        documents=partial(attached.of, request.partnership, referral.pk),
    )
