"""Dip samples: closed cases are drawn at random, and read by somebody else."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch, showing
from saltmarsh.casework.assurance import actions, queries
from saltmarsh.casework.assurance.lifecycle import QUESTIONS, Answer
from saltmarsh.casework.assurance.models import Check
from saltmarsh.design.forms import Form
from saltmarsh.web.desk.assurance.forms import AddForm, CheckForm, DrawForm
from saltmarsh.web.refusals import refusals_on

PER_PAGE = 25


@requires(Permission.ASSURANCE_KEEP)
def index(request: Request) -> HttpResponse:
    """List the samples that were drawn, the newest first."""
    held = queries.samples(request.member, timezone.now())
    page = Paginator(held, PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "samples": showing(request, page.object_list),
        "page": page,
        "today": timezone.localdate(),
    }
    return render(request, "desk/assurance/samples.html", shown)


@requires(Permission.ASSURANCE_KEEP)
def draw(request: Request) -> HttpResponse:
    form = DrawForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            made = actions.draw(**form.cleaned_data, by=request.member)
            showing(request, [made])
            return redirect("desk:dip-sample", made.pk)
    return render(request, "desk/assurance/draw.html", {"form": form})


@requires(Permission.ASSURANCE_KEEP)
def show(request: Request, sample: UUID) -> HttpResponse:
    """Show which cases were drawn, and which of them were read."""
    now = timezone.now()
    held = fetch(request, queries.samples(request.member, now), pk=sample)
    checks = list(queries.checks(held, request.member, now))
    request.record_ids += [each.case_id for each in checks]
    shown = {
        "sample": held,
        "checks": checks,
        "is_mine": held.by_id == request.member.user_id,
        "today": timezone.localdate(),
    }
    return render(request, "desk/assurance/sample.html", shown)


def opened(request: Request, key: UUID) -> Check:
    """Return the check of one case, and tell the access log of both. Raises Http404."""
    seen = request.partnership.dip_checks.seen_by(request.member, timezone.now())
    held = fetch(request, seen.select_related("case", "sample", "checked_by"), pk=key)
    request.record_ids.append(held.case_id)
    return held


@requires(Permission.ASSURANCE_KEEP)
def check(request: Request, check: UUID) -> HttpResponse:
    """Read one case: record what was found, or show what was."""
    held = opened(request, check)
    is_read = request.method != "POST" and not request.is_brought
    if held.checked_at is not None and is_read:
        return render(request, "desk/assurance/check.html", recorded(held))
    form = CheckForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            actions.check(held, **form.found(), by=request.member)
            return redirect("desk:dip-sample", held.sample_id)
    may_not = queries.had_a_part(held.case, request.member)
    shown = {"form": form, "check": held, "had_a_part": may_not}
    return render(request, "desk/assurance/check_form.html", shown)


def recorded(held: Check) -> dict[str, Any]:
    """Return what was found, as the page shows it."""
    answers = held.words["answers"]
    return {
        "check": held,
        "answers": [
            (words, Answer(answers[code]))
            for code, words in QUESTIONS.items()
            if code in answers
        ],
        "addenda": held.addenda.select_related("by").order_by("created_at"),
    }


@requires(Permission.ASSURANCE_KEEP)
def add(request: Request, check: UUID) -> HttpResponse:
    """Add to what was recorded of one case."""
    held = opened(request, check)
    form: Form = AddForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            actions.add(held, **form.cleaned_data, by=request.member)
            return redirect("desk:dip-check", check)
    shown = {"form": form, "check": held}
    return render(request, "desk/assurance/add.html", shown)
