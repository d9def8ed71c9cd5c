"""Whether two referrals are about the same person."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch, showing
from saltmarsh.casework.identities.comparing import compare as side_by_side
from saltmarsh.casework.likenesses import actions as likenesses
from saltmarsh.casework.likenesses import queries
from saltmarsh.casework.likenesses.rules import State
from saltmarsh.web.desk.changes import changing
from saltmarsh.web.desk.likenesses.forms import CompareForm, WeakerForm
from saltmarsh.web.desk.records import around, opened, seen
from saltmarsh.web.desk.referral.words import CHANNELS


@requires(Permission.REFERRAL_READ)
def index(request: Request, reference: str) -> HttpResponse:
    """List every referral that may be about the same person, and what was answered."""
    referral = opened(request, reference)
    found = queries.shown(referral, request.member, timezone.now())
    showing(request, [one.other for one in found])
    shown = around(
        request,
        referral,
        here="same",
        likenesses=found,
        looked_at=queries.looked_at(referral),
    )
    return render(request, "desk/likenesses/index.html", shown)


@requires(Permission.REFERRAL_DECIDE)
def look_again(request: Request, reference: str) -> HttpResponse:
    """Let the machine look again; it answers alike whatever there is to find."""
    referral = opened(request, reference)
    if request.method == "POST":
        likenesses.ask(referral, by=request.user)
    return redirect("desk:likenesses", referral.reference)


@requires(Permission.REFERRAL_DECIDE)
def show_weaker(request: Request, reference: str) -> HttpResponse:
    """Show weak matches to whoever says what for."""
    referral = opened(request, reference)
    form, found = WeakerForm.bind(request), None
    if form.is_valid():
        now = timezone.now()
        found, looked_at = queries.weaker(referral, request.member, now)
        purpose = form.cleaned_data["purpose"]
        likenesses.note_weaker(
            referral, opened=looked_at, purpose=purpose, by=request.user
        )
        showing(request, [one.other for one in found])
    shown = around(request, referral, form=form, found=found)
    return render(request, "desk/likenesses/weaker.html", shown)


@requires(Permission.REFERRAL_DECIDE)
def compare(request: Request, reference: str, other: str) -> HttpResponse:
    """Show two referrals’ people side by side, and record whether they are one."""
    referral, now = opened(request, reference), timezone.now()
    may = queries.others(referral, request.member, now).values("pk")
    held = request.partnership.referrals.filter(pk__in=may)
    there = fetch(request, held.select_related("partnership"), reference=other)
    form = CompareForm.bind(request, referral=referral)

    def answered(held, by):
        likenesses.answer(
            held,
            other=there,
            given=form.given(),
            version=by.version,
            by=by.member.user,
        )

    is_same = request.POST.get("answer") == State.SAME
    to = "desk:story" if is_same else "desk:likenesses"
    done = changing(request, form, answered, to=to)
    likeness = queries.between(referral, there)
    shown = around(
        request,
        referral,
        form=form,
        other=there,
        channel=CHANNELS.get(there.channel, there.channel),
        may_open=seen(request).filter(pk=there.pk).exists(),
        rows=side_by_side(queries.told_of(referral), queries.told_of(there)),
        likeness=queries.one(likeness, referral) if likeness else None,
        answers=queries.answers(likeness),
    )
    return done or render(request, "desk/likenesses/compare.html", shown)
