"""The questions of the referral: which version is in force, and the next one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.uploads import taking_files
from saltmarsh.casework.desks.queries import barriers_to_publishing
from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.web.manage.form.forms import SchemaForm
from saltmarsh.web.refusals import refusals_on


@requires(Permission.SETTINGS_CHANGE)
def index(request: Request) -> HttpResponse:
    """List the versions, the newest first, and say which one is in force."""
    versions = request.partnership.schemas.order_by("-effective_from")
    listed = list(versions.defer("document").select_related("published_by"))
    today = timezone.localdate()
    in_force = next((one for one in listed if one.effective_from <= today), None)
    shown = {
        "versions": listed,
        "in_force": in_force,
        "today": today,
        "barriers": barriers_to_publishing(request.partnership),
    }
    return render(request, "manage/form/index.html", shown)


@taking_files
@requires(Permission.SETTINGS_CHANGE)
def publish(request: Request) -> HttpResponse:
    """Publish a new version, unless it is wrong or nobody would receive it."""
    form = SchemaForm.bind(request)
    if form.is_valid():
        with refusals_on(request, form):
            referrals.publish_schema(
                request.partnership,
                document=form.cleaned_data["document"],
                barriers=barriers_to_publishing(request.partnership),
                by=request.user,
            )
            return redirect("manage:form")
    return render(request, "manage/form/publish.html", {"form": form})
