from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import showing
from saltmarsh.casework.closing import actions as closing
from saltmarsh.casework.closing import queries
from saltmarsh.web.desk.changes import changing
from saltmarsh.web.desk.closing.forms import (
    CONFIRM,
    CloseForm,
    ReopenForm,
    SecondForm,
)
from saltmarsh.web.desk.records import around, opened


@requires(Permission.REFERRAL_DECIDE)
def close(request: Request, reference: str) -> HttpResponse:
    """Close a referral, or ask a second person to where two must look at it."""
    referral = opened(request, reference)
    standing = queries.standing(referral, request.member)
    form = CloseForm.bind(request, referral=referral, standing=standing)
    done = changing(
        request,
        form,
        lambda held, by: closing.close(
            held, closure=form.closure(), why=form.why(), by=by
        ),
    )
    case = queries.open_case(referral, request.member, timezone.now())
    showing(request, [case] if case else [])
    shown = around(request, referral, form=form, standing=standing, case=case)
    return done or render(request, "desk/closing/close.html", shown)


@requires(Permission.REFERRAL_DECIDE)
def answer(request: Request, reference: str) -> HttpResponse:
    """Confirm or decline, as the second person."""
    referral = opened(request, reference)
    form = SecondForm.bind(request, referral=referral)

    def decided(held, by):
        confirms = form.cleaned_data["answer"] == CONFIRM
        act = closing.confirm if confirms else closing.decline
        act(held, why=form.why(), by=by)

    done = changing(request, form, decided)
    wish = queries.wish(referral)
    reasons = queries.reasons(wish) if wish else []
    case = queries.open_case(referral, request.member, timezone.now())
    showing(request, [case] if case else [])
    shown = around(request, referral, form=form, wish=wish, reasons=reasons, case=case)
    return done or render(request, "desk/closing/answer.html", shown)


@requires(Permission.REFERRAL_DECIDE)
def reopen(request: Request, reference: str) -> HttpResponse:
    form = ReopenForm.bind(request, referral=opened(request, reference))
    done = changing(
        request,
        form,
        lambda held, by: closing.reopen(held, why=form.why(), by=by),
    )
    shown = around(request, form.referral, form=form)
    return done or render(request, "desk/change.html", shown)
