"""What the panel decided about a case, as its chair records it."""

from django.http import HttpResponse

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.casework.gathering import queries as gathering
from saltmarsh.casework.panels import actions as panels
from saltmarsh.web.desk.cases.changes import asked, changing
from saltmarsh.web.desk.cases.records import opened
from saltmarsh.web.desk.panels.forms import DecisionForm


@requires(Permission.CASE_DECIDE)
def decide(request: Request, case: str) -> HttpResponse:
    held = opened(request, case)
    asked_again = gathering.asked_again(held)
    known = {"is_referrer_asked": asked_again is not None}
    form = DecisionForm.bind(request, case=held, **known)
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
    return done or asked(request, form, of_referrer=True, asked_again=asked_again)
