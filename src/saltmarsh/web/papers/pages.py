"""The paper of a case as a page, at the desk and for those who come to a meeting."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from saltmarsh.access.http import Request
from saltmarsh.casework.meetings import due, papers
from saltmarsh.casework.meetings.models import Item


@never_cache
def paper(request: Request, item: Item, *, template: str, **more: Any) -> HttpResponse:
    """Draw the paper of a case. The caller has fetched it, and told the access log."""
    made = papers.paper(item)
    request.record_ids += [referral.pk for referral in made.referrals]
    shown: dict[str, Any] = {
        "item": item,
        "case": item.case,
        "paper": made,
        "meeting": item.meeting,
    }
    shown["reasons"] = due.in_words(item)
    return render(request, template, shown | more)
