"""What the partnership sets: one page for each group of settings."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.web.manage.settings.forms import SettingsForm, digest
from saltmarsh.web.manage.settings.groups import groups


@requires(Permission.SETTINGS_CHANGE)
def index(request: Request) -> HttpResponse:
    """List the groups of settings."""
    return render(request, "manage/settings/index.html", {"groups": groups()})


@requires(Permission.SETTINGS_CHANGE)
def change(request: Request, slug: str) -> HttpResponse:
    """Change the settings of one group; only what differs is written."""
    group = next((one for one in groups() if one.slug == slug), None)
    if group is None:
        raise Http404
    form = SettingsForm.bind(request, partnership=request.partnership, group=group)
    if form.is_valid():
        if not form.is_stale(request.POST.get("seen", "")):
            partnerships.change_settings(
                request.partnership, values=form.changed(), by=request.user.pk
            )
            return redirect("manage:settings")
        request.refused = True
        form.mark_changes()
        form.add_error(None, _("Somebody changed these settings meanwhile"))
    shown = {"form": form, "group": group}
    now = digest(request.partnership, group.settings)
    shown["seen"] = request.POST.get("seen", "") if form.is_brought else now
    return render(request, "manage/settings/change.html", shown)
