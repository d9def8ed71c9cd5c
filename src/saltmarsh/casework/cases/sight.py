"""Who sees a case: its team, or for a time only those who are named, and the lead."""

import uuid

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases import rules
from saltmarsh.casework.cases.models import Case, Grant
from saltmarsh.casework.cases.queries import Sight
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused


@transaction.atomic
def restrict(case: Case, *, sight: Sight, version: int | None, by: Membership) -> None:
    """Keep the case to its lead and to named people until a moment; then its team sees
    it again. Raises Refused with the barriers, and StaleCase.
    """
    cases.lock(case, version=version)
    found = rules.barriers_to_restricting(
        named=len(sight.members), until=sight.until, now=timezone.now()
    )
    if found:
        raise Refused(*found)
    end_grants(case)
    for member in sight.members:
        grant = Grant(
            partnership_id=case.partnership_id,
            case=case,
            member=member,
            until=sight.until,
            by=by.user,
        )
        grant.reason = sight.reason
        grant.save()
    cases.change(case, is_restricted=True)
    named = str(len(sight.members))
    audit.record("case.restricted", case, by=by.user_id, named=named)


def end_grants(case: Case) -> None:
    case.grants.filter(ended_at=None).update(ended_at=timezone.now())


@transaction.atomic
def lift(case: Case, *, by: uuid.UUID | None) -> None:
    """Let the case's team see it again."""
    cases.lock(case)
    end_grants(case)
    cases.change(case, is_restricted=False)
    kind = "user" if by else "system"
    audit.record("case.restriction_lifted", case, by=by, by_kind=kind)


def lift_expired(partnership: Partnership) -> int:
    """Lift every restriction whose time has run out; return how many."""
    live = Grant.objects.filter(ended_at=None).exclude(until__lte=timezone.now())
    over = partnership.cases.filter(is_restricted=True).exclude(
        pk__in=live.values("case_id")
    )
    expired = list(over)
    for case in expired:
        lift(case, by=None)
    return len(expired)
