"""Who sees a case: its team, or for a time only those who are named, and the lead; and
nobody who has declared an interest in it.
"""

import uuid

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases import queries, rules
from saltmarsh.casework.cases.models import Case, Grant, Interest
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
    cases.hold(case, version=version)
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
    cases.hold(case)
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


@transaction.atomic
def declare(
    case: Case,
    *,
    member: Membership | None,
    guest_id: uuid.UUID | None = None,
    reason: str,
    by: Membership,
) -> Interest:
    """Record that a member, or a guest of a meeting, has an interest in the case: from
    now on they see nothing of it. Raises Refused with the barriers.
    """
    held = cases.hold(case)
    who = member.pk if member else guest_id
    found = rules.barriers_to_declaring(
        reason=reason,
        is_lead=member is not None and held.lead_id == member.pk,
        is_known=who in queries.barred(case),
    )
    if found:
        raise Refused(*found)
    made = Interest(
        partnership_id=case.partnership_id,
        case=case,
        member=member,
        guest_id=guest_id,
        by=by.user,
    )
    made.reason = reason
    made.save()
    cases.change(case)
    whose = "member" if member else "guest"
    audit.record("case.interest_declared", case, by=by.user_id, whose=whose)
    return made


@transaction.atomic
def set_aside(interest: Interest, *, reason: str, by: Membership) -> None:
    """Record that an interest was declared in error: whoever had it may see the case
    again, as far as they could before. What was declared stays to be read. Raises
    Refused with the barriers.
    """
    cases.lock(interest.case)
    held = Interest.objects.select_for_update(of=("self",)).get(pk=interest.pk)
    found = rules.barriers_to_setting_aside(
        reason=reason,
        is_standing=held.ended_at is None,
        is_own=interest.member_id == by.pk,
    )
    if found:
        raise Refused(*found)
    interest.ended_at, interest.ended_by = timezone.now(), by.user
    interest.error = reason
    interest.save(update_fields=["ended_at", "ended_by", "sealed_error"])
    cases.change(interest.case)
    whose = "member" if interest.member_id else "guest"
    audit.record("case.interest_set_aside", interest.case, by=by.user_id, whose=whose)
