"""What has to be checked and set before the service opens, and who checked it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.community.content import actions as content
from saltmarsh.web.manage.go_live.checklist import checklist, items


@requires(Permission.SETTINGS_CHANGE)
def show(request: Request) -> HttpResponse:
    """Show the checklist."""
    told = {"checklist": checklist(request.partnership)}
    return render(request, "manage/go_live/show.html", told)


@requires(Permission.SETTINGS_CHANGE)
@require_POST
def confirm(request: Request) -> HttpResponse:
    """Note that the member has checked an item."""
    item = request.POST.get("item", "")
    if item not in items():
        raise Http404
    content.confirm(request.partnership, item=item, by=request.user)
    return redirect("manage:go-live")


@requires(Permission.SETTINGS_CHANGE)
@require_POST
def withdraw(request: Request) -> HttpResponse:
    """Note that an item has to be checked again."""
    standing = request.partnership.confirmations.standing()
    held = fetch(request, standing, item=request.POST.get("item", ""))
    content.withdraw(held, by=request.user)
    return redirect("manage:go-live")
