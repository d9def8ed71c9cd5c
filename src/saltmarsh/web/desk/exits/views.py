"""Closing a case, and looking again at one that is closed."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.exits import actions as exits
from saltmarsh.casework.exits import queries
from saltmarsh.casework.exits.lifecycle import Held
from saltmarsh.web.desk.cases.changes import asked, changing
from saltmarsh.web.desk.cases.records import opened
from saltmarsh.web.desk.exits.forms import (
    YES,
    CloseForm,
    ExtendForm,
    ReviewForm,
    SecondForm,
)


@requires(Permission.CASE_WORK)
def close(request: Request, case: str) -> HttpResponse:
    """Close the case, or ask a second person to."""
    held = opened(request, case)
    form = CloseForm.bind(request, case=held, has_open_work=queries.has_open_work(held))
    done = changing(
        request,
        form,
        lambda version: exits.close(
            held, closing=form.closing(), version=version, by=request.member
        ),
    )
    return done or asked(request, form)


@requires(Permission.CASE_WORK)
def second(request: Request, case: str) -> HttpResponse:
    """Confirm or decline that the case is closed, as the second person."""
    form = SecondForm.bind(request, case=opened(request, case))
    done = changing(
        request,
        form,
        lambda version: exits.answer(
            form.case,
            agrees=form.cleaned_data["answer"] == YES,
            words=form.cleaned_data["reasons"],
            version=version,
            by=request.member,
        ),
    )
    return done or asked(request, form)


@requires(Permission.CASE_WORK)
def review(request: Request, case: str, review: UUID) -> HttpResponse:
    """Record that a review after closure was held, or why it is not."""
    held = opened(request, case)
    known = queries.seen_by(request.member, timezone.now()).filter(case=held)
    task = fetch(request, known.due(), pk=review)
    task.case = held
    form = ReviewForm.bind(request, case=held)
    done = changing(
        request,
        form,
        lambda _version: exits.review(
            task,
            result=Held(form.cleaned_data["result"]),
            reasons=form.cleaned_data["reasons"],
            by=request.member,
        ),
    )
    return done or asked(request, form)


@requires(Permission.CASE_WORK)
def extend(request: Request, case: str) -> HttpResponse:
    """Plan a further review of a closed case, up to two years after its closure."""
    form = ExtendForm.bind(request, case=opened(request, case))
    done = changing(
        request,
        form,
        lambda version: exits.extend(
            form.case,
            months=int(form.cleaned_data["months"]),
            reasons=form.cleaned_data["reasons"],
            version=version,
            by=request.member,
        ),
    )
    return done or asked(request, form)
