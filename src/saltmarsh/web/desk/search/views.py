import math
import time
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.limits import Limit, is_over_for
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch, showing
from saltmarsh.casework.identities.rules import Band
from saltmarsh.casework.search import actions as searches
from saltmarsh.casework.search import queries
from saltmarsh.casework.search.actions import TooLittle
from saltmarsh.casework.search.models import Search
from saltmarsh.foundation.refusals import Refused
from saltmarsh.web.desk.search.forms import SearchForm
from saltmarsh.web.desk.search.words import row

# Answers leave at whole steps of this long, so that their moment tells nothing of the
# records that the searcher may not open. In seconds.
TICK = 0.25
MOST_WEAK = 25
HOUR = 3600


@requires(Permission.PERSON_SEARCH)
def search(request: Request) -> HttpResponse:
    """Ask whom somebody searches for, and search."""
    began = time.monotonic()
    form = SearchForm.bind(request)
    status = HTTPStatus.OK
    if form.is_valid() and is_too_often(request):
        form.add_error(None, too_often(request))
        status = HTTPStatus.TOO_MANY_REQUESTS
    elif form.is_valid():
        found = searching(request, form)
        wait_for_tick(began)
        if found:
            return redirect("desk:searched", found.pk)
    return render(request, "desk/search/search.html", {"form": form}, status=status)


def is_too_often(request: Request) -> bool:
    """Count one more search of the member, and tell whether it is one too many."""
    most = queries.most_an_hour(request.partnership)
    limit = Limit("person search", most, HOUR)
    return is_over_for(request, limit, str(request.member.pk))


def too_often(request: Request) -> str:
    """Say how many searches there may be, and when the next may be made."""
    words = {
        "most": queries.most_an_hour(request.partnership),
        "minutes": 60 - timezone.now().minute,
    }
    return (
        _(
            "You have searched %(most)s times in this hour: your partnership allows no more. "
            "Search again after %(minutes)s minutes, or ask the manager"
        )
        % words
    )


def searching(request: Request, form: SearchForm) -> Search | None:
    """Search as the form asks; None when it is to be drawn with what is missing."""
    is_scan = form.cleaned_data["every"]
    search = searches.search_all if is_scan else searches.search
    try:
        return search(
            request.member, asked=form.asked(), why=form.why(), now=timezone.now()
        )
    except TooLittle as refusal:
        request.refused = True
        form.say_too_little(list(refusal.args), can_be_scanned=refusal.can_be_scanned)
    except Refused as refusal:
        request.refused = True
        form.add_error("name", list(refusal.args))
    return None


def wait_for_tick(began: float) -> None:
    """Wait until a whole number of ticks has passed."""
    passed = time.monotonic() - began
    time.sleep(math.ceil(passed / TICK) * TICK - passed)


@requires(Permission.PERSON_SEARCH)
def show(request: Request, search: UUID) -> HttpResponse:
    """Show what one's own search found, while it is kept."""
    began = time.monotonic()
    now = timezone.now()
    held = request.partnership.searches.by(request.member, now)
    made = fetch(request, held.select_related("partnership", "member"), pk=search)
    shown = around(request, made) | answer(request, made)
    wait_for_tick(began)
    return render(request, "desk/search/results.html", shown)


def around(request: Request, made: Search) -> dict[str, Any]:
    return {"search": made, "typed": SearchForm().in_words(made.asked["typed"])}


def answer(request: Request, made: Search) -> dict[str, Any]:
    """Return what is shown of the answer: weak matches only when they are asked for."""
    now, weaker = timezone.now(), "weaker" in request.GET
    found = queries.results(made, now)
    strong = [one for one in found if one.band != Band.WEAK]
    weak = [one for one in found if one.band == Band.WEAK][:MOST_WEAK]
    exact = queries.of_reference(request.member, made.asked["reference"], now)
    shown = strong + (weak if weaker else [])
    showing(request, [one.referral for one in shown] + ([exact] if exact else []))
    return {
        "exact": exact,
        "strong": [row(one) for one in strong],
        "weak": [row(one) for one in weak] if weaker else [],
        "weak_count": len(weak),
        "weaker": weaker,
    }


@requires(Permission.PERSON_SEARCH)
def change(request: Request, search: UUID) -> HttpResponse:
    """Ask the questions of an earlier search again, with what was typed."""
    held = request.partnership.searches.by(request.member, timezone.now())
    made = fetch(request, held, pk=search)
    asked = made.asked["typed"] | {"purpose": made.purpose, "reason": made.reason}
    shown = {"form": SearchForm(initial=asked)}
    return render(request, "desk/search/search.html", shown)
