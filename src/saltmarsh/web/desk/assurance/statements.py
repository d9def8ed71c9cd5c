"""The annual assurance statement: its figures, their evidence, and its words."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch, showing
from saltmarsh.casework.assurance import figures, queries
from saltmarsh.casework.assurance import statements as actions
from saltmarsh.casework.assurance.lifecycle import State
from saltmarsh.casework.assurance.models import Statement
from saltmarsh.web.desk.assurance.forms import (
    AddForm,
    BeginForm,
    ConfirmForm,
    WriteForm,
)
from saltmarsh.web.refusals import refusals_on

PER_PAGE = 25


@requires(Permission.ASSURANCE_KEEP)
def index(request: Request) -> HttpResponse:
    """List the statements, the newest year first."""
    held = queries.statements(request.partnership)
    page = Paginator(held, PER_PAGE).get_page(request.GET.get("page"))
    shown = {"statements": showing(request, page.object_list), "page": page}
    return render(request, "desk/assurance/statements.html", shown)


@requires(Permission.ASSURANCE_KEEP)
def begin(request: Request) -> HttpResponse:
    form = BeginForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            made = actions.begin(form.period(), by=request.member)
            showing(request, [made])
            return redirect("desk:statement", made.pk)
    return render(request, "desk/assurance/begin.html", {"form": form})


def opened(request: Request, key: UUID) -> Statement:
    """Return one statement, and tell the access log. Raises Http404."""
    held = queries.statements(request.partnership).select_related("by", "written_by")
    return fetch(request, held, pk=key)


@requires(Permission.ASSURANCE_KEEP)
def show(request: Request, statement: UUID) -> HttpResponse:
    """Show every section: what the Act asks, the figures, and what was written."""
    held = opened(request, statement)
    is_draft = held.state == State.DRAFT
    period, now = queries.period_of(held), timezone.now()
    counted = figures.counted(request.member, now, period)
    if not is_draft:
        counted = held.figures
    shown = {
        "statement": held,
        "is_draft": is_draft,
        "sections": [drawn(held, section, counted) for section in figures.SECTIONS],
        "addenda": held.addenda.select_related("by").order_by("created_at"),
    }
    return render(request, "desk/assurance/statement.html", shown)


def drawn(
    held: Statement, section: figures.Section, counted: dict[str, int]
) -> dict[str, Any]:
    """Return a section with its figures and words. What was counted stays also where a
    later release counts other things.
    """
    known = [each for each in section.figures if each.code in counted]
    return {
        "section": section,
        "figures": [(each, counted[each.code]) for each in known],
        "words": held.words.get(section.code, ""),
    }


@requires(Permission.ASSURANCE_KEEP)
def evidence(request: Request, statement: UUID, figure: str) -> HttpResponse:
    """List the records behind one figure, as they are now."""
    held = opened(request, statement)
    if figure not in figures.FIGURES:
        raise Http404
    period = queries.period_of(held)
    found = figures.evidence(figure, request.member, timezone.now(), period)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    request.record_ids += [each.record for each in page.object_list]
    shown = {
        "statement": held,
        "figure": figures.FIGURES[figure],
        "rows": page.object_list,
        "page": page,
    }
    return render(request, "desk/assurance/evidence.html", shown)


@requires(Permission.ASSURANCE_KEEP)
def write(request: Request, statement: UUID) -> HttpResponse:
    """Write about the sections."""
    held = opened(request, statement)
    form = WriteForm.bind(request, statement=held)
    if form.is_valid():
        with refusals_on(request, form):
            version = form.seen_version()
            words = form.cleaned_data
            actions.write(held, words=words, version=version, by=request.member)
            return redirect("desk:statement", statement)
    return asked(request, form, held)


@requires(Permission.ASSURANCE_KEEP)
def confirm(request: Request, statement: UUID) -> HttpResponse:
    """Confirm it, with its figures as they are now."""
    held = opened(request, statement)
    form = ConfirmForm.bind(request, statement=held)
    if form.is_valid():
        with refusals_on(request, form):
            actions.confirm(held, version=form.seen_version(), by=request.member)
            return redirect("desk:statement", statement)
    return asked(request, form, held)


@requires(Permission.ASSURANCE_KEEP)
def add(request: Request, statement: UUID) -> HttpResponse:
    """Add to a statement that is confirmed."""
    held = opened(request, statement)
    form = AddForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            actions.add(held, **form.cleaned_data, by=request.member)
            return redirect("desk:statement", statement)
    return asked(request, form, held)


def asked(request: Request, form: Any, held: Statement) -> HttpResponse:
    """Draw a form about a statement. Where somebody changed it meanwhile, what is there
    now stands beside what was typed, and to send it again is a choice.
    """
    changed = request.method == "POST" and getattr(form, "version", None)
    is_stale = bool(changed) and form.seen_version() != held.version
    if is_stale:
        form.version = str(held.version)
    there = [(each.title, held.words.get(each.code, "")) for each in figures.SECTIONS]
    shown = {
        "form": form,
        "statement": held,
        "there": [one for one in there if one[1]] if is_stale else [],
    }
    return render(request, "desk/assurance/statement_form.html", shown)
