"""What the panel decided about a case, as its chair records it, and what became of a
referral to health or social care.
"""

from uuid import UUID

from django.http import HttpResponse

from saltmarsh.access.guards import requires
from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.gathering import queries as gathering
from saltmarsh.casework.panels import actions as panels
from saltmarsh.casework.panels import care as caring
from saltmarsh.casework.panels.lifecycle import Taken
from saltmarsh.web.desk.cases.changes import asked, changing
from saltmarsh.web.desk.cases.records import opened
from saltmarsh.web.desk.panels.forms import CareForm, DecisionForm


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


@requires(Permission.CASE_WORK)
def answer_care(request: Request, case: str, care: UUID) -> HttpResponse:
    """Record whether health or social care took a person whom the panel did not adopt."""
    held = opened(request, case)
    sent = fetch(request, held.care_referrals.select_related("decision"), pk=care)
    sent.case = held
    form = CareForm.bind(request, case=held)
    done = changing(
        request,
        form,
        lambda _version: caring.answer(
            sent,
            state=Taken(form.cleaned_data["state"]),
            words=form.cleaned_data["reasons"],
            by=request.member,
        ),
    )
    return done or asked(request, form, subject=sent.decision.words.get("care_to", ""))
