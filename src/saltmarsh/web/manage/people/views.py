"""The people of a partnership: who they are, and what each may do."""

import uuid

from django.contrib.auth import authenticate
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.limits import Limit, is_over_for, limited
from saltmarsh.access.permissions import Permission, Role, granted
from saltmarsh.access.records import fetch, showing
from saltmarsh.casework.cases import queries as cases
from saltmarsh.casework.exits import leavers
from saltmarsh.casework.panels import queries as panels
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts import actions as accounts
from saltmarsh.foundation.accounts import queries
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.web.manage.people.forms import AddForm, ConfirmForm, WorkForm
from saltmarsh.web.refusals import refusals_on

PER_PAGE = 25
SIGN_IN: tuple[str, list[str]] = ("sign_in:sign-in", [])
TRIES = Limit("password", most=10, seconds=900)


@requires(Permission.MEMBER_MANAGE)
def index(request: Request) -> HttpResponse:
    asked = request.GET.get("search", "").replace("\0", "").strip()[:100]
    found = Q(user__name__icontains=asked) | Q(user__email__icontains=asked)
    members = request.partnership.memberships.active().filter(found)
    ordered = members.select_related("user").prefetch_related("places__team")
    pages = Paginator(ordered.order_by("user__name", "pk"), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    shown = {
        "people": queries.people(showing(request, page.object_list)),
        "roles": dict(Role.choices),
        "search": asked,
        "page": page,
        "pages": pages,
    }
    return render(request, "manage/people/index.html", shown)


@requires(Permission.MEMBER_MANAGE)
def add(request: Request) -> HttpResponse:
    form = AddForm.bind(request, teams=list(request.partnership.teams.order_by("name")))
    if request.method == "POST" and form.is_valid():
        with refusals_on(request, form):
            given = {key: form.cleaned_data[key] for key in ("name", "email", "role")}
            member = accounts.add_member(
                request.partnership, **given, by=request.user.pk
            )
            settle(request, member, form)
            send_invitation(request, member)
            return redirect("manage:people")
    return render(request, "manage/people/add.html", {"form": form})


def settle(request: Request, member: Membership, form: WorkForm) -> None:
    """Give the member the teams and the organisation that the form names."""
    accounts.place(member, teams=form.places(), by=request.user.pk)
    organisation = form.cleaned_data["organisation"]
    if organisation != member.organisation:
        accounts.rename_organisation(
            member, organisation=organisation, by=request.user.pk
        )


def send_invitation(request: Request, member: Membership) -> None:
    """Send a link to set a first password; who has one is told where to sign in."""
    if member.user.has_usable_password():
        template, link = "accounts/added", SIGN_IN
    else:
        secret = accounts.invite(member, by=request.user.pk)
        template, link = "accounts/invitation", ("sign_in:choose-password", [secret])
    notices.mail(
        request.partnership,
        to=member.user.email,
        template=template,
        fills={"site": SIGN_IN, "link": link},
        by=request.user.pk,
    )


def leads_cases(role: str) -> bool:
    """Tell whether those with `role` work on cases, and so may lead one."""
    return Permission.CASE_WORK in granted(role)


def owns_actions(role: str) -> bool:
    """Tell whether those with `role` may own an action of the panel."""
    return Permission.ACTION_OWN in granted(role)


def member_of(request: Request, key: uuid.UUID) -> Membership:
    members = request.partnership.memberships.active()
    return fetch(request, members.select_related("user", "partnership"), pk=key)


@requires(Permission.MEMBER_MANAGE)
def change(request: Request, member: uuid.UUID) -> HttpResponse:
    found = member_of(request, member)
    form = WorkForm.bind(
        request,
        teams=list(request.partnership.teams.order_by("name")),
        initial={
            "role": found.role,
            "teams": [str(place.team_id) for place in found.places.all()],
            "organisation": found.organisation,
        },
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(request, form):
            role = form.cleaned_data["role"]
            holds = [] if leads_cases(role) else of_cases(found)
            holds += [] if owns_actions(role) else panels.barriers_to_going(found)
            accounts.change_role(found, role=role, holds=holds, by=request.user.pk)
            settle(request, found, form)
            return redirect("manage:people")
    shown = {"form": form, "person": found, "is_own": found.pk == request.member.pk}
    return render(request, "manage/people/change.html", shown)


@requires(Permission.MEMBER_MANAGE)
def invite(request: Request, member: uuid.UUID) -> HttpResponse:
    found = member_of(request, member)
    if request.method == "POST":
        send_invitation(request, found)
        return redirect("manage:people")
    shown = {"person": found, "form": Form()}
    return render(request, "manage/people/invite.html", shown)


def of_cases(found: Membership) -> list[str]:
    """Return what a member holds of cases, as sentences that say why they cannot go."""
    return cases.barriers_to_going(found) + leavers.barriers_to_going(found)


@requires(Permission.MEMBER_MANAGE)
def remove(request: Request, member: uuid.UUID) -> HttpResponse:
    found = member_of(request, member)
    form = Form.bind(request)
    if request.method == "POST":
        with refusals_on(request, form):
            holds = of_cases(found) + panels.barriers_to_going(found)
            accounts.remove_member(found, holds=holds, by=request.user.pk)
            return redirect("manage:people")
    shown = {"person": found, "form": form, "leads": bool(of_cases(found))}
    return render(request, "manage/people/remove.html", shown)


@limited("sign-in", most=40, minutes=5)
@requires(Permission.MEMBER_MANAGE)
def reset_second_factor(request: Request, member: uuid.UUID) -> HttpResponse:
    found = member_of(request, member)
    form = ConfirmForm.bind(request)
    if request.method == "POST" and form.is_valid():
        if is_really_them(request, form.cleaned_data["password"]):
            with refusals_on(request, form):
                accounts.reset_factors(found, by=request.user.pk)
                return redirect("manage:people")
        else:
            form.add_error("password", _("The password is not right"))
    shown = {"person": found, "form": form}
    return render(request, "manage/people/reset_second_factor.html", shown)


def is_really_them(request: Request, password: str) -> bool:
    """Tell whether it is the administrator's password; too many tries never are."""
    email = request.user.email
    if is_over_for(request, TRIES, email):
        return False
    return authenticate(request, username=email, password=password) == request.user
