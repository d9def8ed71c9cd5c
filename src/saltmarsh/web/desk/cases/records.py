"""How the desk fetches a case: what the member may see, and nothing else."""

from typing import Any

from django.utils import timezone

from saltmarsh.access.http import Request
from saltmarsh.access.permissions import Permission
from saltmarsh.access.records import fetch
from saltmarsh.casework.cases.models import Case, CaseQuerySet
from saltmarsh.web.desk.records import may


def seen(request: Request) -> CaseQuerySet:
    """Return the cases that the member may see."""
    return request.partnership.cases.seen_by(request.member, timezone.now())


def opened(request: Request, reference: str) -> Case:
    """Return one case, and tell the access log. Raises Http404."""
    held = seen(request).select_related("partnership", "team", "lead__user")
    return fetch(request, held, reference=reference)


def around(request: Request, case: Case, **more: Any) -> dict[str, Any]:
    """Return what every page of one case shows around its own."""
    return {
        "case": case,
        "may_work": may(request, Permission.CASE_WORK),
        "may_decide": may(request, Permission.CASE_DECIDE),
        "may_restrict": may(request, Permission.CASE_RESTRICT),
        **more,
    }
