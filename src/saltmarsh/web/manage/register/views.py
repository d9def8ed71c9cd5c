"""The data register: what is held about people, from what each part declares."""

from django.http import HttpResponse
from django.shortcuts import render

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.foundation.partnerships.queries import value_of
from saltmarsh.foundation.retention import queries as retention


@requires(Permission.REGISTER_READ)
def show(request: Request) -> HttpResponse:
    """Show every declared holding, and how long this partnership keeps it."""
    months = {
        setting.title: value_of(request.partnership, setting)
        for setting in retention.periods()
    }
    holdings = retention.register()
    shown = {"holdings": holdings, "months": months}
    return render(request, "manage/register/show.html", shown)
