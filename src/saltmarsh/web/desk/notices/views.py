"""What waits for me in the product."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.routing import actions as routing
from saltmarsh.foundation.documents import queries as documents
from saltmarsh.foundation.documents import settling
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices import queries
from saltmarsh.foundation.notices.models import Notice, NoticeQuerySet
from saltmarsh.web.desk.notices.words import OTHER, WORDS
from saltmarsh.web.desk.records import may

A_PAGE = 25
OF_DELIVERIES = [routing.NEW, routing.LATE]


@dataclass(frozen=True)
class Shown:
    """One notice as it is drawn. settle: where somebody says that they deal with it, of
    what does not leave by itself.
    """

    words: Any
    href: str
    since: datetime
    is_new: bool
    settle: str = ""


@requires(Permission.ACCOUNT_USE)
def index(request: Request) -> HttpResponse:
    """List what waits; a press marks all of the page as seen."""
    waiting = visible(request)
    page = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
    if request.method == "POST":
        notices.see(request.member, notice_ids=[notice.pk for notice in page])
        return redirect("desk:notices")
    told = {"notices": [drawn(notice) for notice in page], "page": page}
    return render(request, "desk/notices/index.html", told)


def visible(request: Request) -> NoticeQuerySet:
    """Return what waits for the member, without what they may not see."""
    every = request.partnership.referrals
    seen = every.seen_by(request.member, timezone.now())
    about = queries.waiting(request.member)
    with_files = request.partnership.documents.filter(pk__in=about.values("about_id"))
    hidden = every.filter(
        Q(pk__in=about.values("about_id")) | Q(pk__in=with_files.values("about_id"))
    ).exclude(pk__in=seen.values("pk"))
    unseen_files = with_files.filter(about_id__in=hidden.values("pk"))
    cases = request.partnership.cases
    open_to = cases.seen_by(request.member, timezone.now())
    closed = cases.filter(pk__in=about.values("about_id")).exclude(
        pk__in=open_to.values("pk")
    )
    shown = about.exclude(about_id__in=hidden.values("pk"))
    # Whoever sent a document hears of it, and does not see the referral at the desk.
    shown = shown.exclude(team__isnull=False, about_id__in=unseen_files.values("pk"))
    if not may(request, Permission.DELIVERY_ACKNOWLEDGE):
        # A team may have members who read its referrals and acknowledge none.
        shown = shown.exclude(kind__in=OF_DELIVERIES)
    return shown.exclude(about_id__in=closed.values("pk"))


def drawn(notice: Notice) -> Shown:
    return Shown(
        words=WORDS.get(notice.kind, OTHER),
        href=reverse(notice.route, args=notice.arguments),
        since=notice.created_at,
        is_new=notice.seen_at is None,
        settle=reverse("desk:notice-settle", args=[notice.pk])
        if notice.kind in documents.KINDS
        else "",
    )


@requires(Permission.ACCOUNT_USE)
def settle(request: Request, notice: UUID) -> HttpResponse:
    """Note that the member deals with a document that nobody can open."""
    told = visible(request).filter(kind__in=documents.KINDS)
    held = fetch(request, told, pk=notice)
    if request.method == "POST":
        every = request.partnership.documents.all()
        document = fetch(request, every, pk=held.about_id)
        settling.settle(document, who=("user", request.user.pk))
    return redirect("desk:notices")
