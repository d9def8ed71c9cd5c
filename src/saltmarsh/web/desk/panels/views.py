"""What the panel decided about a case, as its chair records it."""

from django.http import HttpResponse

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.casework.panels import actions as panels
from saltmarsh.web.desk.cases.changes import asked, changing
from saltmarsh.web.desk.cases.records import opened
from saltmarsh.web.desk.panels.forms import DecisionForm


@requires(Permission.CASE_DECIDE)
def decide(request: Request, case: str) -> HttpResponse:
    form = DecisionForm.bind(request, case=opened(request, case))
    done = changing(
        request,
        form,
        lambda version: panels.decide(
            form.case,
            decided=form.decided(),
            sitting=form.sitting(),
            version=version,
            by=request.member,
        ),
    )
    return done or asked(request, form)
