"""The guard of pages that somebody writes on: whoever holds a draft's secret."""

from functools import cache, wraps

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from saltmarsh.access.guards import anyone
from saltmarsh.access.http import View, Visit
from saltmarsh.casework.referrals.models import Draft
from saltmarsh.web.facts import numbers
from saltmarsh.web.public.refer import cookie
from saltmarsh.web.questions.journey import Journey, Places


def writing(view: View) -> View:
    """Open the page to anyone who writes, as `view(request, journey, …)`.

    It is nobody in particular who writes, so it leaves no trace in the access log.
    A browser without a draft begins; one whose draft was forgotten is told so.
    """

    @wraps(view)
    def page(request: Visit, *args: str, **kwargs: str) -> HttpResponse:
        draft = cookie.draft_of(request)
        if draft is None:
            return gone(request)
        response = view(request, journey_of(draft), *args, **kwargs)
        if cookie.COOKIE not in response.cookies:
            cookie.renew(request, response)
        return response

    return anyone(never_cache(page))


def gone(request: Visit) -> HttpResponse:
    if not cookie.has_one(request) and request.method != "POST":
        return redirect("public:refer")
    shown = {"numbers": numbers(request.partnership)}
    return render(request, "public/refer/forgotten.html", shown, status=410)


def journey_of(draft: Draft) -> Journey:
    return Journey(draft, places())


@cache
def places() -> Places:
    return Places(
        before=reverse("public:refer"),
        page=lambda slug: reverse("public:refer-page", args=[slug]),
        check=reverse("public:refer-check"),
        sent=reverse("public:refer-sent"),
        save=reverse("public:refer-save"),
    )
