from datetime import datetime

from django.db.models import Exists, OuterRef

from saltmarsh.casework.cases import queries as cases
from saltmarsh.casework.cases.models import Basis, Case
from saltmarsh.casework.links import queries as links
from saltmarsh.casework.opening import rules
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.triage import queries as triage
from saltmarsh.casework.triage.kinds import Kind
from saltmarsh.foundation.accounts.models import Membership

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
    rests = Basis.objects.filter(referral=OuterRef("pk"))
    met = Referral.objects.seen_by(member, now).filter(stage=Stage.SECTION_36)
    waiting = met.exclude(Exists(rests)).order_by("received_at", "pk")
    return list(waiting[:MOST_SHOWN])
