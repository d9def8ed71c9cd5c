"""The cases of a partnership: the list, one case, and who may see it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import showing
from saltmarsh.casework.allocation import queries as working
from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases import clocks, queries
from saltmarsh.casework.cases.lifecycle import ENDED
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.chronology import cases as story
from saltmarsh.casework.chronology import parts as made_of
from saltmarsh.casework.chronology import queries as chronology
from saltmarsh.casework.closing.rules import HEADINGS
from saltmarsh.casework.complaints.queries import of_case
from saltmarsh.casework.exits import queries as exits
from saltmarsh.casework.gathering import queries as gathering
from saltmarsh.casework.interventions import queries as interventions
from saltmarsh.casework.meetings import queries as meetings
from saltmarsh.casework.opening import actions as opening
from saltmarsh.casework.opening import queries as to_open
from saltmarsh.casework.panels import queries as panels
from saltmarsh.casework.support import queries as support
from saltmarsh.casework.transfers import queries as transfers
from saltmarsh.casework.triage.clocks import in_words
from saltmarsh.foundation.asking import together
from saltmarsh.web.desk import records as referrals
from saltmarsh.web.desk.cases.about import about
from saltmarsh.web.desk.cases.changes import asked, changing
from saltmarsh.web.desk.cases.forms import JoinForm, LeaveForm, ListForm, OpenForm
from saltmarsh.web.desk.cases.people import READERS, WORKERS
from saltmarsh.web.desk.cases.records import around, opened, seen
from saltmarsh.web.desk.cases.words import FOR_CHAIR, NEXT, PAGES
from saltmarsh.web.desk.changes import changing as changing_referral

PER_PAGE = 25


@requires(Permission.CASE_READ)
def index(request: Request) -> HttpResponse:
    """List the cases, what is due first; and the referrals that wait for one."""
    which = request.GET.get("show", "")
    every, now = seen(request), timezone.now()
    quiet = interventions.silent(request.partnership, now)
    chosen = {
        "mine": every.open().filter(lead=request.member),
        "silent": every.filter(pk__in=quiet.values("pk")),
        "ended": every.filter(stage__in=ENDED),
    }.get(which, every.open())
    held = chosen.select_related("team", "lead__user")
    pages = Paginator(held.order_by("due_at", "created_at"), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    waiting = to_open.waiting(request.member, now)
    listed = showing(request, page.object_list)
    shown = {
        "cases": [drawn(case) for case in listed],
        "silent": interventions.silent_among(quiet, listed),
        "page": page,
        "pages": pages,
        "which": which if which in {"mine", "silent", "ended"} else "",
        "waiting": showing(request, waiting),
        "late_reviews": exits.late_for(request.member, now),
        "may_reassign": referrals.may(request, Permission.CASE_REASSIGN),
    }
    return render(request, "desk/cases/index.html", shown)


def drawn(case: Case) -> dict[str, Any]:
    """Return what is due on a case, in words."""
    return {
        "case": case,
        "due": in_words(case.due_at, timezone.now()),
        "due_for": clocks.DUE_FOR.get(case.due_for, ""),
        "due_on": clocks.last_day(case.due_at) if case.due_at else None,
    }


@requires(Permission.CASE_WORK)
def open_case(request: Request, reference: str) -> HttpResponse:
    """Open a case on a section 36 referral, or let the referral join the person's."""
    referral = referrals.opened(request, reference)
    is_read = request.method == "GET" and not request.is_brought
    if is_read and queries.rests_on(referral):
        return redirect("desk:opened-case", reference)
    known: dict[str, Any] = {"referral": referral}
    if to_open.case_of(referral) is None:
        known["members"] = working.working(request.partnership, WORKERS)
        form: Any = OpenForm.bind(request, **known)
    else:
        form = JoinForm.bind(request, **known)
    done = changing_referral(
        request,
        form,
        lambda held, by: opening.open_on(held, leading=form.leading(), by=by),
        to="desk:opened-case",
    )
    shown = referrals.around(
        request, referral, form=form, barriers=to_open.barriers(referral)
    )
    return done or render(request, "desk/cases/open.html", shown)


@requires(Permission.CASE_READ)
def after_opening(request: Request, reference: str) -> HttpResponse:
    """Show what became of a referral that opened or joined a case: the case itself for
    whoever may see it.
    """
    referral = referrals.opened(request, reference)
    case = seen(request).filter(bases__referral=referral).first()
    showing(request, [case] if case else [])
    shown = referrals.around(request, referral, case=case)
    return render(request, "desk/cases/opened.html", shown)


@requires(Permission.CASE_READ)
def show(request: Request, case: str) -> HttpResponse:
    held = opened(request, case)
    shown = around(
        request,
        held,
        here="case",
        next=next_steps(request, held),
        may_complain=referrals.may(request, Permission.COMPLAINT_HANDLE),
        may_prepare=referrals.may(request, Permission.MEETING_PREPARE),
        headings=HEADINGS,
        today=timezone.localdate(),
        **story_of(request, held),
        **{name: value for name, value in drawn(held).items() if name != "case"},
    )
    return render(request, "desk/cases/show.html", shown)


def story_of(request: Request, case: Case) -> dict[str, Any]:
    """Return what the page of a case tells, as far as the member may know of it."""
    member, now = request.member, timezone.now()
    found = together(
        parts=lambda: made_of.of(case),
        of_referrals=lambda: of_referrals(request, case),
        handover=lambda: queries.waiting_handover(case),
        transfer=lambda: transfers.of_case(case),
        came_with=lambda: transfers.came_with(case),
        asked_again=lambda: gathering.asked_again(case),
        contact=lambda: interventions.contact(case, now),
        open_needs=lambda: support.open_needs(case),
        complaints=lambda: showing(request, of_case(case, member, now)),
        readers=lambda: queries.readers(case, READERS, now),
        looks=lambda: chronology.last_looks(case, request.user),
        agenda_items=lambda: meetings.on_agenda(case, member),
        actions=lambda: panels.actions_of(case),
        closures=lambda: exits.closures(case),
        reviews=lambda: exits.reviews(case, member, now),
    )
    parts, referred = found.pop("parts"), found.pop("of_referrals")
    events = story.timeline(parts, referred["carried"], referred.pop("decided"))
    return {
        **found,
        **referred,
        **vars(parts),
        "closing": exits.wished(found["closures"]),
        "events": [vars(event) for event in events],
    }


def of_referrals(request: Request, case: Case) -> dict[str, Any]:
    """Return the referrals that the case carries, and what they tell."""
    carried = showing(request, queries.carried(case, request.member, timezone.now()))
    return together(
        carried=lambda: carried,
        about=lambda: about(case, carried),
        decided=lambda: story.decisions_on(carried),
        undecided=lambda: exits.undecided_of(carried, request.member, timezone.now()),
    )


def next_steps(request: Request, case: Case) -> list[tuple[Any, str, Any]]:
    """Return what the member can do next with the case."""
    works = NEXT if referrals.may(request, Permission.CASE_WORK) else []
    decides = FOR_CHAIR if referrals.may(request, Permission.CASE_DECIDE) else []
    return [each for each in [*works, *decides] if case.stage in each[2]]


@requires(Permission.CASE_READ)
def show_access(request: Request, case: str) -> HttpResponse:
    """Show who may see the case now, and who has opened it."""
    held = opened(request, case)
    now = timezone.now()
    openings = [
        {"when": each.when, "who": each.who, "page": PAGES.get(each.what, each.what)}
        for each in chronology.openings(held)
    ]
    shown = around(
        request,
        held,
        here="access",
        readers=queries.readers(held, READERS, now),
        openings=openings,
    )
    return render(request, "desk/cases/access.html", shown)


@requires(Permission.CASE_WORK)
def list_for_panel(request: Request, case: str) -> HttpResponse:
    form = ListForm.bind(request, case=opened(request, case))
    done = changing(
        request,
        form,
        lambda version: cases.list_for_panel(
            form.case,
            reasons=form.cleaned_data["reasons"],
            version=version,
            by=request.member,
        ),
    )
    return done or asked(request, form)


@requires(Permission.CASE_WORK)
def leave(request: Request, case: str) -> HttpResponse:
    """Record that the police lead from now on."""
    form = LeaveForm.bind(request, case=opened(request, case))
    done = changing(
        request,
        form,
        lambda version: cases.leave(
            form.case,
            to=form.cleaned_data["who"],
            reasons=form.cleaned_data["reasons"],
            version=version,
            by=request.member,
        ),
    )
    return done or asked(request, form)
