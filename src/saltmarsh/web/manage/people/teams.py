"""Teams: who shares a desk."""

import uuid

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.foundation.accounts import actions as accounts
from saltmarsh.web.manage.people.forms import TeamForm
from saltmarsh.web.refusals import refusals_on


@requires(Permission.MEMBER_MANAGE)
def index(request: Request) -> HttpResponse:
    here = Count("places", filter=Q(places__member__left_at=None))
    teams = request.partnership.teams.annotate(people=here).order_by("name")
    return render(request, "manage/people/teams.html", {"teams": teams})


@requires(Permission.MEMBER_MANAGE)
def add(request: Request) -> HttpResponse:
    form = TeamForm.bind(request)
    if request.method == "POST" and form.is_valid():
        with refusals_on(request, form):
            accounts.make_team(
                request.partnership, **form.cleaned_data, by=request.user.pk
            )
            return redirect("manage:teams")
    return render(request, "manage/people/add_team.html", {"form": form})


@requires(Permission.MEMBER_MANAGE)
def rename(request: Request, team: uuid.UUID) -> HttpResponse:
    found = fetch(request, request.partnership.teams.all(), pk=team)
    form = TeamForm.bind(request, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        with refusals_on(request, form):
            accounts.rename_team(found, **form.cleaned_data, by=request.user.pk)
            return redirect("manage:teams")
    return render(request, "manage/people/rename_team.html", {"form": form})
