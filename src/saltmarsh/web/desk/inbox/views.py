from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import showing
from saltmarsh.casework.inbox import actions as inbox
from saltmarsh.casework.inbox import counting, cursor, queries
from saltmarsh.casework.inbox.models import SavedFilter
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.referrals.references import tidied
from saltmarsh.casework.triage import clocks
from saltmarsh.casework.triage.clocks import Due
from saltmarsh.design.addresses import url
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.asking import together
from saltmarsh.foundation.calendar.working_days import HERE
from saltmarsh.web.desk.inbox.forms import FilterForm
from saltmarsh.web.desk.records import may, seen
from saltmarsh.web.desk.referral.words import CHANNELS


@requires(Permission.REFERRAL_READ)
def show(request: Request) -> HttpResponse:
    """Show what needs the member now, and every referral they may see, unopened."""
    sight = queries.sight(request.member, timezone.now())
    beside = together(
        owners=lambda: queries.owners(sight),
        saved=lambda: queries.saved_by(request.member),
    )
    form = FilterForm(request.GET, seen=sight, owners=beside["owners"])
    criteria = form.criteria()
    where = cursor.read(request.GET.get("after", ""), request.GET.get("before", ""))
    boxed = may(request, Permission.QUARANTINE_READ)
    found = together(
        page=lambda: queries.listed(sight, criteria, where),
        counts=lambda: counting.counts(sight, quarantine=boxed),
    )
    page, counts = found["page"], found["counts"]
    shown = {
        "form": form,
        "chosen": criteria.chosen(),
        "chosen_words": form.in_words(criteria.chosen()),
        "rows": rows(showing(request, page.referrals), request.member, sight.now),
        "needs": needs(counts, boxed=boxed, chosen=criteria.need),
        "is_full": counts.get("overdue", 0) >= queries.MOST_COUNTED,
        "saved": [saved(each, form) for each in beside["saved"]],
        "previous": address(criteria.chosen(), before=page.before),
        "next": address(criteria.chosen(), after=page.after),
        "has_team": bool(sight.teams),
        "may_decide": may(request, Permission.REFERRAL_DECIDE),
        "may_allocate": may(request, Permission.REFERRAL_ALLOCATE),
    }
    return render(request, "desk/inbox/inbox.html", shown)


class Row(NamedTuple):
    """One line of the list: nothing that was told. The template takes it apart, which
    is cheaper than to ask for each part by its name.

    marks: MARKS that it bears. colour: of the clock; feedback: "late", "owed" or "".
    """

    reference: str
    href: str
    marks: list[str]
    due_for: str
    due: str
    colour: str
    feedback: str
    stage: str
    owner: str
    is_mine: bool
    team: str
    day: str
    received: date
    channel: str


MARKS = ("has_news", "is_repeat", "may_repeat", "had_case", "is_restricted")


def rows(referrals: list[Referral], reader: Membership, now: datetime) -> list[Row]:
    words, told = in_words(get_language()), clocks.telling(now)
    return [row(each, reader, words, told) for each in referrals]


def row(
    referral: Referral,
    reader: Membership,
    words: dict[str, dict[str, str]],
    told: Callable[[datetime | None], Due | None],
) -> Row:
    due, feedback = told(referral.due_at), told(referral.feedback_due_at)
    received, owner = referral.received_at, referral.owner
    return Row(
        referral.reference,
        url("desk:referral", referral.reference),
        [name for name in MARKS if getattr(referral, name, False)],
        words["due_for"].get(referral.due_for, ""),
        due.text if due else "",
        ("red" if due.is_late else "yellow" if due.is_soon else "") if due else "",
        ("late" if feedback.is_late else "owed") if feedback else "",
        words["stage"][referral.stage],
        (owner.user.name or str(owner)) if owner else "",
        referral.owner_id == reader.pk,
        referral.team.name,
        received.isoformat()[:10],
        received.astimezone(HERE).date(),
        words["channel"].get(referral.channel, referral.channel),
    )


@lru_cache
def in_words(language: str | None) -> dict[str, dict[str, str]]:
    """Return what each code of a line is called, translated once for all lines."""
    every = {
        "stage": dict(Stage.choices),
        "due_for": clocks.DUE_FOR,
        "channel": CHANNELS,
        "need": queries.NEEDS,
    }
    return {
        name: {code: str(words) for code, words in codes.items()}
        for name, codes in every.items()
    }


def needs(counts: dict[str, int], *, boxed: bool, chosen: str) -> list[dict[str, Any]]:
    """Return what needs somebody: words, how many, and whether that is all of them."""
    called = in_words(get_language())["need"]
    return [
        {
            "code": code,
            "words": called[code],
            "count": counts.get(code, 0),
            "is_more": counts.get(code, 0) >= queries.MOST_COUNTED,
            "is_chosen": code == chosen,
        }
        for code in queries.NEEDS
        if code != "quarantine" or boxed
    ]


def saved(one: SavedFilter, form: FilterForm) -> dict[str, Any]:
    """Return a filter that the member keeps: key, words and address."""
    return {
        "key": one.pk,
        "words": form.in_words(one.criteria),
        "href": f"?{urlencode(one.criteria)}",
    }


def address(chosen: dict[str, str], **place: str) -> str:
    """Return the address of the page at `place`; "" when there is none."""
    return f"?{urlencode(chosen | place)}" if any(place.values()) else ""


@requires(Permission.REFERRAL_READ)
def find(request: Request) -> HttpResponse:
    """Go to the referral whose reference was typed, in whatever case and spacing."""
    typed = request.GET.get("reference", "").strip()
    reference = tidied(typed)
    if reference and seen(request).filter(reference=reference).exists():
        return redirect("desk:referral", reference)
    shown = {"typed": typed, "reference": reference}
    return render(request, "desk/inbox/not_found.html", shown)


@requires(Permission.REFERRAL_READ)
def save_filter(request: Request) -> HttpResponse:
    """Keep the filter that is in use."""
    sight = queries.sight(request.member, timezone.now())
    owners = queries.owners(sight)
    form = FilterForm(request.POST or request.GET, seen=sight, owners=owners)
    chosen = form.criteria().chosen()
    if request.method == "POST":
        inbox.save(request.member, criteria=chosen)
    return redirect(f"{request.path.removesuffix('/filters')}?{urlencode(chosen)}")


@requires(Permission.REFERRAL_READ)
def remove_filter(request: Request, key: UUID) -> HttpResponse:
    """Forget one of one's own saved filters."""
    if request.method == "POST":
        inbox.remove(request.member, filter_id=key)
    return redirect("desk:inbox")
