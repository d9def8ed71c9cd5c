from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import showing
from saltmarsh.casework.likenesses import actions as likenesses
from saltmarsh.casework.referrals import queries as told
from saltmarsh.casework.triage import actions as triage
from saltmarsh.web.desk.changes import changing
from saltmarsh.web.desk.quarantine.forms import RELEASE, QuarantineForm
from saltmarsh.web.desk.records import boxed, opened_anywhere

MOST_LISTED = 50


@requires(Permission.QUARANTINE_READ)
def show_box(request: Request) -> HttpResponse:
    """List what was put aside, the longest waiting first."""
    every = request.partnership.referrals.seen_by(request.member, timezone.now())
    held = every.quarantined().order_by("received_at", "pk")[:MOST_LISTED]
    listed = showing(request, held)
    shown = {"listed": listed, "is_full": len(listed) == MOST_LISTED}
    return render(request, "desk/quarantine/box.html", shown)


@requires(Permission.QUARANTINE_READ)
def decide(request: Request, reference: str) -> HttpResponse:
    """Show a quarantined referral; let it out, or close it with a reason."""
    # Somebody else may have let it out meanwhile: what was typed is not lost.
    find = opened_anywhere if request.method == "POST" else boxed
    referral = find(request, reference)
    form = QuarantineForm.bind(request, referral=referral)

    def decided(held, by):
        releases = form.cleaned_data["answer"] == RELEASE
        act = triage.release if releases else triage.put_away
        act(held, why=form.why(), by=by)
        if releases:
            likenesses.ask(held, by=by.member.user)

    done = changing(request, form, decided, to=reverse("desk:quarantine"))
    sections = told.as_told(referral)
    shown = {"referral": referral, "form": form, "sections": sections}
    return done or render(request, "desk/quarantine/decide.html", shown)
