from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from saltmarsh.casework.cases import queries as cases
from saltmarsh.casework.cases.models import Basis, Case
from saltmarsh.casework.links import queries as links
from saltmarsh.casework.opening import rules
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.triage import queries as triage
from saltmarsh.casework.triage.kinds import Kind
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.prepared import Prepared

MOST_SHOWN = 50


def barriers(referral: Referral) -> list[str]:
    """Return why no case can be opened on the referral as it is."""
    decided = triage.latest(referral, Kind.SECTION_36)
    return rules.barriers_to_opening(
        code=decided.code if decided else "", is_in_case=cases.rests_on(referral)
    )


def case_of(referral: Referral) -> Case | None:
    """Return the case of the person that the referral is about, if there is one,
    whoever may see it.
    """
    return cases.of_person(links.person_of(referral))


def waiting(member: Membership, now: datetime) -> list[Referral]:
    """Return the referrals with section 36 met, among those that `member` may see,
    that are in no case yet, the oldest first, MOST_SHOWN of them.
    """
    return WAITING.all(member=member.pk, now=now)


def not_opened(member: Any, now: Any) -> QuerySet[Referral]:
    rests = Basis.objects.filter(referral=OuterRef("pk"))
    seen = Referral.objects.seen_by(Membership(pk=member), now)
    met = seen.filter(stage=Stage.SECTION_36).exclude(Exists(rests))
    return met.order_by("received_at", "pk")[:MOST_SHOWN]


WAITING: Prepared[Referral] = Prepared(not_opened)
