"""Somebody leaves: all that they hold, and who has it next."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission, roles_with
from saltmarsh.access.records import fetch, showing
from saltmarsh.casework.allocation import actions as allocation
from saltmarsh.casework.allocation import queries as working
from saltmarsh.casework.cases import leading, queries
from saltmarsh.casework.cases.queries import Held
from saltmarsh.casework.exits import leavers
from saltmarsh.casework.exits.leavers import Waiting
from saltmarsh.casework.gathering import actions as gathering
from saltmarsh.casework.gathering.models import (
    InformationRequest,
    InformationRequestQuerySet,
)
from saltmarsh.casework.interventions import actions as interventions
from saltmarsh.casework.meetings import actions as meetings
from saltmarsh.casework.panels import queries as panels
from saltmarsh.casework.panels.models import PanelActionQuerySet
from saltmarsh.foundation.accounts import queries as accounts
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.web.desk.allocation.views import DECIDERS
from saltmarsh.web.desk.cases.people import PROVIDERS, WORKERS
from saltmarsh.web.desk.leavers.forms import (
    CasesForm,
    ReferralsForm,
    RequestsForm,
    SeatsForm,
    SupportForm,
    TasksForm,
)
from saltmarsh.web.desk.meetings.records import COMERS
from saltmarsh.web.refusals import refusals_on

ANSWERERS = roles_with(Permission.REQUEST_ANSWER)
Given = CasesForm | ReferralsForm | TasksForm | RequestsForm | SupportForm | SeatsForm
ROLES = sorted({*WORKERS, *DECIDERS, *COMERS, *PROVIDERS, *ANSWERERS})


@requires(Permission.CASE_REASSIGN)
def index(request: Request) -> HttpResponse:
    """List whom one may look up: the members who lead cases, own referrals, come to
    meetings, give support or answer requests.
    """
    members = working.working(request.partnership, ROLES)
    return render(request, "desk/leavers/index.html", {"members": members})


@requires(Permission.CASE_REASSIGN)
def show(request: Request, member: UUID) -> HttpResponse:
    """Show what a member holds, and give it to others."""
    every = request.partnership.memberships.active().select_related("user")
    person = fetch(request, every, pk=member)
    now = timezone.now()
    held = queries.held_by(person, request.member, now)
    waiting = leavers.waiting_for(person, request.member, now)
    showing(request, [*held.cases, *held.referrals])
    showing(request, [each.record for each in waiting])
    asked, others = requests_of(request, person), beside(request, person)
    forms = forms_of(request, person, held, waiting) | {
        "requests": asking(request, person, asked),
        **passing(request, person, others),
    }
    form = forms.get(request.POST.get("what", ""), forms["cases"])
    if request.method == "POST" and form.is_valid():
        with refusals_on(request, form):
            give(request, form)
            return redirect("desk:leaver", person.pk)
    shown = {
        "person": person,
        "held": held,
        "actions": showing(request, actions_of(request, person)),
        "waiting": waiting,
        "asked": asked,
        "has_unseen": held.has_unseen
        or leavers.has_unseen(person, waiting)
        or every_request(request, person).count() > len(asked),
        "others": others,
        **forms,
        "form": form,
    }
    return render(request, "desk/leavers/show.html", shown)


def forms_of(
    request: Request, person: Membership, held: Held, waiting: list[Waiting]
) -> dict[str, Given]:
    """Return the forms of the page; the one that was sent holds what was posted."""
    others = [
        one for one in working.working(request.partnership, WORKERS) if one != person
    ]
    kinds: dict[str, tuple[Any, Any]] = {
        "cases": (CasesForm, held.cases),
        "referrals": (ReferralsForm, held.referrals),
        "tasks": (TasksForm, waiting),
    }
    sent = request.POST.get("what")
    return {
        name: form.bind(request, held=mine, members=others)
        if name == sent
        else form(None, held=mine, members=others)
        for name, (form, mine) in kinds.items()
    }


def passing(
    request: Request, person: Membership, others: dict[str, Any]
) -> dict[str, Given]:
    """Return the forms that give what only a colleague of the person can have."""
    kinds: dict[str, tuple[Any, Any]] = {
        "support": (SupportForm, PROVIDERS),
        "seats": (SeatsForm, COMERS),
    }
    sent, found = request.POST.get("what"), {}
    for name, (form, roles) in kinds.items():
        every = working.working(request.partnership, roles)
        members = [one for one in every if accounts.work_together(person, one)]
        given = {"held": others[name], "members": members}
        found[name] = (
            form.bind(request, **given) if name == sent else form(None, **given)
        )
    return found


def requests_of(request: Request, person: Membership) -> list[InformationRequest]:
    """Return what the person is asked to answer, about cases that one may see."""
    cases = request.partnership.cases.seen_by(request.member, timezone.now())
    seen = every_request(request, person).filter(case__in=cases)
    return showing(request, seen.select_related("case").order_by("due_on", "pk"))


def every_request(request: Request, person: Membership) -> InformationRequestQuerySet:
    return request.partnership.information_requests.open().filter(member=person)


def asking(
    request: Request, person: Membership, asked: list[InformationRequest]
) -> RequestsForm:
    """Return the form that asks a colleague of the person instead."""
    every = working.working(request.partnership, ANSWERERS)
    colleagues = [one for one in every if accounts.are_colleagues(person, one)]
    if request.POST.get("what") == "requests":
        return RequestsForm.bind(request, held=asked, members=colleagues)
    return RequestsForm(None, held=asked, members=colleagues)


def actions_of(request: Request, person: Membership) -> PanelActionQuerySet:
    """Return the person's open actions of the panel, as far as one may see them."""
    seen = panels.seen_by(request.member, timezone.now()).waiting()
    return seen.filter(owner=person).select_related("case").order_by("due_on")


def beside(request: Request, person: Membership) -> dict[str, Any]:
    """Return what else waits for the person: {support, seats, desks}."""
    now, partnership = timezone.now(), request.partnership
    cases = partnership.cases.seen_by(request.member, now)
    given = partnership.support_actions.commissioned_to(person)
    series = partnership.series.seen_by(request.member)
    return {
        "support": showing(
            request, given.filter(case__in=cases).select_related("case")
        ),
        "seats": list(
            partnership.seats.filter(
                member=person, ended_at=None, series__in=series
            ).select_related("series")
        ),
        "desks": partnership.desks.filter(fallback=person, is_active=True),
    }


def give(request: Request, form: Given) -> None:
    """Give what was chosen to who was named."""
    GIVING[type(form)](form, request.member)


def give_requests(form: Any, by: Membership) -> None:
    for each in form.chosen():
        gathering.pass_on(each, whom=form.asked_instead(), by=by)


def give_support(form: Any, by: Membership) -> None:
    reason = form.cleaned_data["reason"]
    for each in form.chosen():
        interventions.pass_on(each, provider=form.given_by(), reason=reason, by=by)


def give_seats(form: Any, by: Membership) -> None:
    for each in form.chosen():
        meetings.pass_on(each, member=form.coming(), by=by)


def give_tasks(form: Any, by: Membership) -> None:
    leavers.give(form.chosen(), owner=form.owned_by(), by=by)


def give_cases(form: Any, by: Membership) -> None:
    leading.reassign(form.chosen(), leading=form.leading(), by=by)


def give_referrals(form: Any, by: Membership) -> None:
    owner = form.members[form.cleaned_data["owner"]]
    allocation.allocate_all(form.chosen(), team=None, owner=owner, by=by)


GIVING: dict[type, Callable[[Any, Membership], None]] = {
    CasesForm: give_cases,
    ReferralsForm: give_referrals,
    RequestsForm: give_requests,
    SeatsForm: give_seats,
    SupportForm: give_support,
    TasksForm: give_tasks,
}
