"""What waits for me in the product."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices import queries
from saltmarsh.foundation.notices.models import Notice, NoticeQuerySet
from saltmarsh.web.desk.notices.words import OTHER, WORDS

A_PAGE = 25


@dataclass(frozen=True)
class Shown:
    """One notice as it is drawn."""

    words: Any
    href: str
    since: datetime
    is_new: bool


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
    hidden = every.filter(pk__in=about.values("about_id")).exclude(
        pk__in=seen.values("pk")
    )
    cases = request.partnership.cases
    open_to = cases.seen_by(request.member, timezone.now())
    closed = cases.filter(pk__in=about.values("about_id")).exclude(
        pk__in=open_to.values("pk")
    )
    shown = about.exclude(about_id__in=hidden.values("pk"))
    return shown.exclude(about_id__in=closed.values("pk"))


def drawn(notice: Notice) -> Shown:
    return Shown(
        words=WORDS.get(notice.kind, OTHER),
        href=reverse(notice.route, args=notice.arguments),
        since=notice.created_at,
        is_new=notice.seen_at is None,
    )
