from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch, showing
from saltmarsh.casework.chronology import queries as chronology
from saltmarsh.casework.closing import queries as closing
from saltmarsh.casework.complaints import queries as complaints
from saltmarsh.casework.likenesses import queries as likenesses
from saltmarsh.casework.links import queries as links
from saltmarsh.casework.onward import queries as onward
from saltmarsh.casework.referrals import letters
from saltmarsh.casework.referrals import queries as told
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.routing import queries as routing
from saltmarsh.casework.routing.queries import Delivered
from saltmarsh.casework.triage import actions as triage
from saltmarsh.casework.triage import clocks
from saltmarsh.casework.triage.kinds import code_in_words, deconfliction_in_words
from saltmarsh.foundation.asking import together
from saltmarsh.foundation.documents import queries as documents
from saltmarsh.web.desk.changes import changing
from saltmarsh.web.desk.records import around, may, opened
from saltmarsh.web.desk.referral.forms import CorrectionForm, NationalReferenceForm
from saltmarsh.web.desk.referral.words import (
    CERTAINTIES,
    CHANNELS,
    DEPTHS,
    NEXT,
    PAGES,
    SOURCES,
)
from saltmarsh.web.documents.pages import download


@requires(Permission.REFERRAL_READ)
def show(request: Request, reference: str) -> HttpResponse:
    """Show the referral as it was told, and what can be done next."""
    referral = opened(request, reference)
    sections = told.as_told(referral)  # and the file's key is at hand for what follows
    found = together(
        linked=lambda: linked(request, referral),
        likenesses=lambda: undecided(request, referral),
        corrections=lambda: corrections(referral),
        attached=lambda: attached(referral),
        onward=lambda: onward.asked_for(referral),
        happened=lambda: happened(referral),
    )
    delivered, events = found.pop("happened")
    shown = around(
        request,
        referral,
        here="told",
        is_unweighed=links.lacks_meaning(referral, found["linked"]),
        sections=sections,
        open_document=lambda key: reverse("desk:document", args=[reference, key]),
        next=[each for each in NEXT if referral.stage in each[2]],
        due=clocks.in_words(referral.due_at, timezone.now()),
        due_for=clocks.DUE_FOR.get(referral.due_for, ""),
        feedback=clocks.in_words(referral.feedback_due_at, timezone.now()),
        channel=CHANNELS.get(referral.channel, referral.channel),
        depth=DEPTHS.get(referral.depth, referral.depth),
        deliveries=delivered,
        events=events,
        **found,
    )
    return render(request, "desk/referral/show.html", shown)


def happened(referral: Referral) -> tuple[list[Delivered], list[dict[str, Any]]]:
    """Return where it was delivered, and all that happened, for the timeline."""
    delivered = routing.deliveries_of(referral)
    return delivered, drawn(referral, delivered)


def attached(referral: Referral) -> list[documents.Shown]:
    """Return the documents that came with it: only a partner’s account takes any."""
    if referral.channel != told.BY_PARTNER:
        return []
    return documents.of(referral.partnership, referral.pk)


def drawn(referral: Referral, delivered: list[Any]) -> list[dict[str, Any]]:
    """Return what happened, for the timeline."""
    return [vars(event) for event in chronology.timeline(referral, delivered)]


def linked(request: Request, referral: Referral) -> list[links.Linked]:
    found = links.linked_to(referral, request.member, timezone.now())
    showing(request, [other.referral for other in found])
    return found


def undecided(request: Request, referral: Referral) -> list[likenesses.Shown]:
    """Return the other referrals that somebody must say of whether they are about the
    same person.
    """
    found = likenesses.shown(referral, request.member, timezone.now())
    waiting = [one for one in found if one.is_open]
    showing(request, [one.other for one in waiting])
    return waiting


def corrections(referral: Referral) -> dict[str, list[dict[str, Any]]]:
    """Return what stands beside each answer: {question: corrections}."""
    found: dict[str, list[dict[str, Any]]] = {}
    for marker in chronology.corrections_of(referral):
        found.setdefault(marker.question, []).append(
            {
                "text": marker.text,
                "by": marker.by,
                "when": marker.created_at,
                "source": SOURCES.get(marker.source, marker.source),
                "certainty": CERTAINTIES.get(marker.certainty, marker.certainty),
            }
        )
    return found


@requires(Permission.REFERRAL_READ)
def show_referrer(request: Request, reference: str) -> HttpResponse:
    """Show who told us: a page of its own, so that the log says who opened it."""
    referral = opened(request, reference)
    said = told.referrer_as_told(referral)
    shown = around(request, referral, said=said, here="told")
    return render(request, "desk/referral/referrer.html", shown)


@requires(Permission.REFERRAL_READ)
def show_document(request: Request, reference: str, document: UUID) -> HttpResponse:
    """Download a document that came with the referral: the log says who did."""
    referral = opened(request, reference)
    ready = request.partnership.documents.about(referral.pk).ready()
    return download(fetch(request, ready, pk=document))


@requires(Permission.REFERRAL_READ)
def show_history(request: Request, reference: str) -> HttpResponse:
    """Show what happened, what was decided, and where it was delivered."""
    referral = opened(request, reference)
    decisions = referral.decisions.select_related("by").order_by("-created_at")
    delivered = routing.deliveries_of(referral)
    shown = around(
        request,
        referral,
        here="history",
        events=drawn(referral, delivered),
        decisions=[described(decision) for decision in decisions],
        deliveries=delivered,
        links=links.history(referral),
        complaints=showing(
            request, complaints.of_referral(referral, request.member, timezone.now())
        ),
        may_complain=may(request, Permission.COMPLAINT_HANDLE),
        today=timezone.localdate(),
    )
    return render(request, "desk/referral/history.html", shown)


def described(decision: Any) -> dict[str, Any]:
    return {
        "decision": decision,
        "code": code_in_words(decision.kind, decision.code),
        "deconfliction": deconfliction_in_words(decision.deconfliction),
        "reasons": closing.reasons(decision),
        "details": decision.details,
    }


@requires(Permission.REFERRAL_READ)
def show_openings(request: Request, reference: str) -> HttpResponse:
    """Show who has opened the referral."""
    referral = opened(request, reference)
    found = [
        {"when": each.when, "who": each.who, "page": PAGES.get(each.what, each.what)}
        for each in chronology.openings(referral)
    ]
    shown = around(request, referral, openings=found, here="openings")
    return render(request, "desk/referral/openings.html", shown)


@requires(Permission.REFERRAL_DECIDE)
def change_national_reference(request: Request, reference: str) -> HttpResponse:
    form = NationalReferenceForm.bind(request, referral=opened(request, reference))
    done = changing(
        request,
        form,
        lambda held, by: triage.number(held, text=form.cleaned_data["number"], by=by),
    )
    shown = around(request, form.referral, form=form)
    return done or render(request, "desk/change.html", shown)


@requires(Permission.REFERRAL_DECIDE)
def correct(request: Request, reference: str) -> HttpResponse:
    """Put a correction beside an answer."""
    referral = opened(request, reference)
    said = [each for section in told.as_told(referral) for each in section.said]
    form = CorrectionForm.bind(request, referral=referral, said=said)

    def corrected(held, by):
        given = form.cleaned_data
        letters.correct(
            held,
            question=given["about"],
            text=given["text"],
            certainty=(given["source"], given["certainty"]),
            by=by.member.user,
        )

    done = changing(request, form, corrected)
    return done or render(
        request, "desk/change.html", around(request, referral, form=form)
    )
