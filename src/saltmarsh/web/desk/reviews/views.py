"""Reviews of a case while it is supported."""

from django.http import HttpResponse
from django.shortcuts import redirect

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.casework.reviews import actions as reviews
from saltmarsh.casework.reviews.lifecycle import Result
from saltmarsh.casework.support import queries
from saltmarsh.web.desk.cases.changes import asked, changing
from saltmarsh.web.desk.cases.records import opened
from saltmarsh.web.desk.reviews.forms import LiveReviewForm

# Where whoever recorded the review goes on.
FOLLOWS = {Result.CHANGE: "desk:case-plan", Result.CLOSE: "desk:case-close"}


@requires(Permission.CASE_WORK)
def review(request: Request, case: str) -> HttpResponse:
    """Record what a review of the support has seen, and what follows."""
    held = opened(request, case)
    needs = queries.open_needs(held)
    form = LiveReviewForm.bind(request, case=held, needs=needs)
    done = changing(
        request,
        form,
        lambda version: reviews.review(
            held, reviewed=form.reviewed(), version=version, by=request.member
        ),
    )
    if done:
        result = Result(form.cleaned_data["result"])
        return redirect(FOLLOWS.get(result, "desk:case"), held.reference)
    return asked(request, form)
