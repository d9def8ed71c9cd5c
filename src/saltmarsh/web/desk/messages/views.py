from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.closing import actions as closing
from saltmarsh.casework.referrals import letters
from saltmarsh.casework.referrals import queries as told
from saltmarsh.casework.triage import queries as triage
from saltmarsh.web.desk.changes import changing
from saltmarsh.web.desk.messages.forms import FeedbackForm
from saltmarsh.web.desk.records import around, opened


@requires(Permission.REFERRAL_READ)
def show(request: Request, reference: str) -> HttpResponse:
    """Show what the team and the referrer wrote to each other."""
    referral = opened(request, reference)
    written = told.letters_of(referral)
    unread = any(not letter.ours and not letter.is_read for letter in written)
    shown = around(request, referral, letters=written, unread=unread, here="messages")
    return render(request, "desk/messages/show.html", shown)


@requires(Permission.REFERRAL_DECIDE)
def mark_read(request: Request, reference: str) -> HttpResponse:
    """Note that the team has read what the referrer wrote."""
    referral = opened(request, reference)
    if request.method == "POST":
        letters.mark_read(referral, by=request.user)
    return redirect("desk:messages", referral.reference)


@requires(Permission.REFERRAL_DECIDE)
def take_back(request: Request, reference: str, message: UUID) -> HttpResponse:
    """Take back a question that has no answer."""
    referral = opened(request, reference)
    if request.method == "POST":
        asked = referral.messages.open_questions()
        letters.withdraw(fetch(request, asked, pk=message), by=request.user)
    return redirect("desk:messages", referral.reference)


@requires(Permission.REFERRAL_DECIDE)
def give_feedback(request: Request, reference: str) -> HttpResponse:
    """Tell the referrer something, or record why not."""
    referral = opened(request, reference)
    template = request.GET.get("template", "")
    form = FeedbackForm.bind(request, referral=referral, template=template)
    done = changing(
        request,
        form,
        lambda held, by: closing.give_feedback(
            held,
            feedback=form.feedback(),
            reason=form.cleaned_data["reason"],
            by=by,
        ),
        to="desk:messages",
    )
    offered = triage.templates_for(referral)
    shown = around(request, referral, form=form, templates=offered)
    return done or render(request, "desk/messages/give_feedback.html", shown)
