"""The event log and the access log, side by side. No record is opened."""

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.foundation.audit import queries as audit
from saltmarsh.web.manage.audit.forms import SearchForm


@requires(Permission.AUDIT_READ)
def events(request: Request) -> HttpResponse:
    """Show what was done."""
    return log(request, opened=False)


@requires(Permission.AUDIT_READ)
def accesses(request: Request) -> HttpResponse:
    """Show which pages were opened, and which records on them."""
    return log(request, opened=True)


def log(request: Request, *, opened: bool) -> HttpResponse:
    form = SearchForm(request.GET if request.GET else None)
    try:
        found = audit.trail(
            request.partnership.pk,
            form.sought(opened=opened),
            request.GET.get("after", ""),
        )
    except ValueError as error:
        raise Http404 from error
    shown = {"form": form, "trail": found, "opened": opened}
    shown["older"] = following(request.GET, found.older)
    return render(request, "manage/audit/log.html", shown)


def following(asked: QueryDict, older: str) -> str:
    """Return the address of the next page, with the same filters; "" at the end."""
    if not older:
        return ""
    next_page = asked.copy()
    next_page["after"] = older
    return f"?{next_page.urlencode()}"
