from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.closing import actions as closing
from saltmarsh.casework.closing.actions import Feedback
from saltmarsh.casework.notes import actions as notes
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.triage.kinds import Told
from saltmarsh.casework.triage.queries import Decider
from saltmarsh.web.desk.changes import changing
from saltmarsh.web.desk.notes.forms import AnswerForm, NoteForm
from saltmarsh.web.desk.records import around, may, opened


@requires(Permission.REFERRAL_READ)
def show(request: Request, reference: str) -> HttpResponse:
    """Show the notes that are for the member: the panel's own, or all."""
    referral = opened(request, reference)
    to_team = may(request, Permission.REFERRAL_DECIDE)
    held = referral.notes.shown(to_team=to_team).select_related("by")
    kept = list(held.order_by("created_at").prefetch_related("answered_by"))
    shown = around(request, referral, notes=kept, here="notes")
    return render(request, "desk/notes/show.html", shown)


@requires(Permission.REFERRAL_DECIDE)
def add(request: Request, reference: str) -> HttpResponse:
    form = NoteForm.bind(request, referral=opened(request, reference))
    done = changing(
        request,
        form,
        lambda held, by: write(form, held, by),
        to="desk:notes",
    )
    shown = around(request, form.referral, form=form)
    return done or render(request, "desk/change.html", shown)


def write(form: NoteForm, referral: Referral, by: Decider) -> None:
    """Keep the note, or send it; one that tells an outcome is feedback."""
    given = form.cleaned_data
    if form.tells_outcome():
        feedback = Feedback(Told.OUTCOME, given["text"], decided=True)
        closing.give_feedback(
            referral, feedback=feedback, reason=given["reason"], by=by
        )
        return
    notes.write(
        referral,
        text=given["text"],
        visibility=given["visibility"],
        tells_outcome=form.tells_outcome(),
        by=by.member.user,
    )


@requires(Permission.REFERRAL_DECIDE)
def answer(request: Request, reference: str, note: UUID) -> HttpResponse:
    referral = opened(request, reference)
    question = fetch(request, referral.notes.open_questions(), pk=note)
    form = AnswerForm.bind(request, referral=referral, question=question)
    done = changing(
        request,
        form,
        lambda _held, by: notes.answer(
            question, **form.cleaned_data, by=by.member.user
        ),
        to="desk:notes",
    )
    shown = around(request, referral, form=form)
    return done or render(request, "desk/change.html", shown)
