"""The data register: what is held about people, from what each part declares."""

from typing import Any

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
    holdings = retention.register()
    kept = {one.kept: lengths(request, one.kept) for one in holdings if one.kept}
    shown = {"holdings": holdings, "kept": kept, "several": retention.schedules()}
    return render(request, "manage/register/show.html", shown)


def lengths(request: Request, name: str) -> list[tuple[Any, int | None]]:
    """Return each period that `name` stands for, and how many months it has."""
    return [
        (setting.title, value_of(request.partnership, setting) or None)
        for setting in retention.settings_of(name)
        if name not in retention.FIXED
    ]
