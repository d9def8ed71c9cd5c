from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch, showing
from saltmarsh.casework.links import queries as links
from saltmarsh.casework.people import actions as people
from saltmarsh.casework.people import queries
from saltmarsh.casework.people.lifecycle import Kind
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.web.desk.changes import changing
from saltmarsh.web.desk.person.forms import FORMS
from saltmarsh.web.desk.records import around, opened


@requires(Permission.REFERRAL_READ)
def show(request: Request, reference: str) -> HttpResponse:
    """Show what is known about the person, through this referral and through the
    others of the same person that the member may see.
    """
    referral = opened(request, reference)
    found = links.linked_to(referral, request.member, timezone.now())
    others = showing(request, [other.referral for other in found])
    shown = around(
        request,
        referral,
        known=rows(queries.known([*others, referral])),
        others=others,
        here="person",
    )
    return render(request, "desk/person/show.html", shown)


def rows(known: dict[Kind, list[queries.Known]]) -> list[dict[str, Any]]:
    """Return each kind with what is known of it, and what was corrected apart."""
    return [
        {
            "kind": kind,
            "standing": [one for one in held if not one.is_corrected],
            "corrected": [one for one in held if one.is_corrected],
        }
        for kind, held in known.items()
    ]


@requires(Permission.REFERRAL_DECIDE)
def add(request: Request, reference: str, kind: str) -> HttpResponse:
    """Record a fact about the person."""
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind].bind(request, referral=opened(request, reference))
    done = changing(
        request,
        form,
        lambda held, by: people.add(held, learnt=form.learnt(), by=by.member.user),
        to="desk:person",
    )
    return done or asked(request, form.referral, form)


@requires(Permission.REFERRAL_DECIDE)
def correct(request: Request, reference: str, fact: UUID) -> HttpResponse:
    """Record a fact in place of one that is not right."""
    referral = opened(request, reference)
    held = fetch(request, referral.facts.standing().select_related("referral"), pk=fact)
    form = FORMS[held.kind].bind(request, referral=referral, corrects=held.value)

    def corrected(_referral, by):
        why = form.cleaned_data["because"]
        people.correct(held, learnt=form.learnt(), why=why, by=by.member.user)

    done = changing(request, form, corrected, to="desk:person")
    return done or asked(request, referral, form)


def asked(request: Request, referral: Referral, form: Any) -> HttpResponse:
    return render(
        request, "desk/person/fact.html", around(request, referral, form=form)
    )
