"""How the desk fetches a case: what the member may see, and nothing else."""

from typing import Any

from django.utils import timezone

from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import opening
from saltmarsh.casework.cases.models import Case, CaseQuerySet
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.prepared import Prepared
from saltmarsh.web.desk.records import may

OPENED: Prepared[Case] = Prepared(
    lambda partnership, member, now, reference: (
        Case.objects.filter(partnership=partnership, reference=reference)
        .seen_by(Membership(pk=member), now)
        .select_related("team", "lead__user")
    )
)


def seen(request: Request) -> CaseQuerySet:
    """Return the cases that the member may see."""
    return request.partnership.cases.seen_by(request.member, timezone.now())


def opened(request: Request, reference: str) -> Case:
    """Return one case, and tell the access log. Raises Http404."""
    found = OPENED.first(
        partnership=request.partnership.pk,
        member=request.member.pk,
        now=timezone.now(),
        reference=reference,
    )
    case = opening(request, found)
    case.partnership = request.partnership
    return case


def around(request: Request, case: Case, **more: Any) -> dict[str, Any]:
    """Return what every page of one case shows around its own."""
    return {
        "case": case,
        "may_work": may(request, Permission.CASE_WORK),
        "may_decide": may(request, Permission.CASE_DECIDE),
        "may_restrict": may(request, Permission.CASE_RESTRICT),
        **more,
    }
