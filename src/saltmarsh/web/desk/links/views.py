from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.likenesses import actions as likenesses
from saltmarsh.casework.likenesses.rules import Given, State
from saltmarsh.web.desk.changes import changing
from saltmarsh.web.desk.links.forms import LinkForm, UndoForm
from saltmarsh.web.desk.records import around, opened, seen


@requires(Permission.REFERRAL_DECIDE)
def link(request: Request, reference: str) -> HttpResponse:
    """Link an earlier referral as the same person's."""
    form = LinkForm.bind(request, referral=opened(request, reference))

    def linked(held, by):
        earlier = seen(request).filter(reference=form.cleaned_data["earlier"]).first()
        likenesses.answer(
            held,
            other=earlier,
            given=Given(State.SAME, form.why().reasons),
            version=by.version,
            by=by.member.user,
        )

    done = changing(request, form, linked)
    shown = around(request, form.referral, form=form)
    return done or render(request, "desk/change.html", shown)


@requires(Permission.REFERRAL_DECIDE)
def undo(request: Request, reference: str, link: UUID) -> HttpResponse:
    """Undo a link of this referral; its history stays."""
    referral = opened(request, reference)
    held = fetch(request, referral.links.filter(undone_at=None), pk=link)
    form = UndoForm.bind(request, referral=referral)
    done = changing(
        request,
        form,
        lambda _referral, by: likenesses.undo(
            held,
            reason=form.why().reasons,
            version=by.version,
            by=by.member.user,
        ),
    )
    shown = around(request, referral, form=form)
    return done or render(request, "desk/change.html", shown)
