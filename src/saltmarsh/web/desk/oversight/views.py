"""What managers and the chair keep an eye on."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission, granted
from saltmarsh.casework.cases import clocks as of_cases
from saltmarsh.casework.oversight import durations, queries
from saltmarsh.casework.oversight.kinds import Kind
from saltmarsh.casework.triage import clocks as of_referrals
from saltmarsh.design.addresses import url
from saltmarsh.web.desk.oversight.drawing import draw
from saltmarsh.web.desk.oversight.forms import PeriodForm

PER_PAGE = 25
P = Permission
# What somebody who may not open a kind is not told of: (permission, route).
OPENED: dict[Kind, tuple[Permission, str]] = {
    Kind.REFERRAL: (P.REFERRAL_READ, "desk:referral"),
    Kind.FEEDBACK: (P.REFERRAL_READ, "desk:referral"),
    Kind.DELIVERY: (P.DELIVERY_ACKNOWLEDGE, "desk:referral"),
    Kind.ENQUIRY: (P.NEIGHBOUR_ASK, "desk:neighbour"),
    Kind.RECEIVED: (P.NEIGHBOUR_ASK, "desk:neighbour-received"),
    Kind.COMPLAINT: (P.COMPLAINT_HANDLE, "desk:complaint"),
    Kind.DIP_CHECK: (P.ASSURANCE_KEEP, "desk:dip-check"),
}
# What has no reference of its own.
UNNAMED = {Kind.ENQUIRY, Kind.RECEIVED, Kind.COMPLAINT, Kind.DIP_CHECK}
OF_CASES = (P.CASE_READ, "desk:case")


@requires(Permission.OVERSIGHT_READ)
def overdue(request: Request) -> HttpResponse:
    """List what is past its day: all of it, of one owner or of one kind."""
    kinds = openable(request.member.role)
    every = queries.late(request.member, timezone.now(), kinds)
    kind, owner = request.GET.get("kind", ""), request.GET.get("owner", "")
    chosen = [
        row for row in every if kind in {"", row.kind} and owner in {"", row.owner_key}
    ]
    every_kind = queries.by_kind(every)
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    request.record_ids += [row.record for row in page.object_list]
    shown = {
        "rows": [drawn(row) for row in page.object_list],
        "page": page,
        "every": len(every),
        "cut_off": any(group.count >= queries.MOST_OF_A_KIND for group in every_kind),
        "most": queries.MOST_OF_A_KIND,
        "chosen": len(chosen),
        "by_owner": queries.by_owner(every),
        "by_kind": every_kind,
        "kind": kind,
        "owner": owner,
        "address": asking({"kind": kind, "owner": owner}),
    }
    return render(request, "desk/oversight/overdue.html", shown)


def openable(role: str) -> list[Kind]:
    """Return the kinds whose pages `role` may open."""
    held = granted(role)
    return [kind for kind in Kind if OPENED.get(kind, OF_CASES)[0] in held]


def drawn(row: queries.Late) -> dict[str, Any]:
    """Return a row with what is due in words and where it leads."""
    words = {**of_referrals.DUE_FOR, **of_cases.DUE_FOR}
    if row.kind == Kind.REFERRAL:
        words = of_referrals.DUE_FOR
    _need, route = OPENED.get(row.kind, OF_CASES)
    return {
        "late": row,
        "what": words.get(row.step, "") or row.kind.label,
        "href": url(route, row.leads_to),
        "text": "" if row.kind in UNNAMED else row.leads_to,
    }


def asking(criteria: Mapping[str, str]) -> str:
    """Return the start of an address that asks for the same, up to the page."""
    kept = {name: value for name, value in criteria.items() if value}
    return "?" + urlencode([*kept.items(), ("page", "")])


@requires(Permission.OVERSIGHT_READ)
def show_durations(request: Request) -> HttpResponse:
    """Show how long each stage took that was left in a period."""
    form, now = PeriodForm(request.GET), timezone.now()
    period = form.period()
    parts = []
    if period:
        known = [
            (_("Stages of referrals"), durations.of_referrals),
            (_("Stages of cases"), durations.of_cases),
        ]
        found = [(name, of(request.member, now, period)) for name, of in known]
        parts = [(name, spreads, draw(spreads)) for name, spreads in found]
    shown = {"form": form, "period": period, "parts": parts}
    return render(request, "desk/oversight/durations.html", shown)
