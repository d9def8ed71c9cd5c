"""What waits for somebody who leaves, beside cases and referrals: reviews of ended
cases, further assessments and complaints; and who does it next.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.complaints import actions as complaints
from saltmarsh.casework.complaints import queries as complained
from saltmarsh.casework.complaints.models import Complaint
from saltmarsh.casework.consents import actions as consents
from saltmarsh.casework.consents.models import FurtherAssessment
from saltmarsh.casework.exits import queries
from saltmarsh.casework.exits.lifecycle import EXPLAIN, REVIEWING
from saltmarsh.casework.exits.models import Review
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.refusals import Refused


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a member: what, about which reference, by when. record:
    a Review, a FurtherAssessment or a Complaint.
    """

    what: str
    reference: str
    due_on: date
    record: Any

    @property
    def key(self) -> str:
        return str(self.record.pk)


def waiting_for(member: Membership, reader: Membership, now: datetime) -> list[Waiting]:
    """Return what waits for `member`, as far as `reader` may see it, due first."""
    reviews = queries.seen_by(reader, now).due().filter(owner=member)
    further = FurtherAssessment.objects.waiting().filter(
        owner=member, case__in=Case.objects.seen_by(reader, now)
    )
    owned = complained.owned_by(member, reader, now)
    found = [
        *(told(_("Review of a case that has ended"), each) for each in held(reviews)),
        *(told(_("Further assessment"), each) for each in held(further)),
        *(
            told(_("Complaint"), each)
            for each in held(owned).select_related("referral")
        ),
    ]
    return sorted(found, key=lambda each: (each.due_on, each.key))


def held(records: Any) -> Any:
    return records.select_related("partnership", "case__partnership", "case__lead")


def told(what: str, record: Any) -> Waiting:
    about = record.case or getattr(record, "referral", None)
    return Waiting(what, about.reference if about else "", record.due_on, record)


def has_unseen(member: Membership, shown: Iterable[Waiting]) -> bool:
    """Tell whether more waits for the member than is shown."""
    return count_for(member) > len(list(shown))


def count_for(member: Membership) -> int:
    """Return how much waits for the member, whoever may see it."""
    reviews = Review.objects.due().filter(owner=member)
    further = FurtherAssessment.objects.waiting().filter(owner=member)
    owned = Complaint.objects.open().filter(owner=member)
    return sum(each.count() for each in (reviews, further, owned))


def barriers_to_going(member: Membership) -> list[str]:
    """Return why a member cannot leave, or stop working on cases."""
    if not count_for(member):
        return []
    return [
        _(
            "Reviews, further assessments or complaints still wait for this person. A "
            "manager gives them to others first, on the page of what they hold"
        )
    ]


@transaction.atomic
def give(chosen: Iterable[Waiting], *, owner: Membership, by: Membership) -> int:
    """Let somebody else do what waits; return how many. All or none: raises Refused."""
    verbs: dict[type, Any] = {
        Review: pass_on,
        FurtherAssessment: consents.pass_on,
        Complaint: complaints.pass_on,
    }
    count = 0
    for each in chosen:
        verbs[type(each.record)](each.record, owner=owner, by=by)
        count += 1
    return count


@transaction.atomic
def pass_on(task: Review, *, owner: Membership, by: Membership) -> None:
    """Let somebody else own a review that is due. Raises Refused when they may not see
    what it looks at, and MoveNotAllowed when it was settled.
    """
    case = cases.lock(task.case)
    state = Review.objects.select_for_update(of=("self",)).get(pk=task.pk).state
    REVIEWING.after(state, EXPLAIN)
    found = cases.barriers_to_owner(case, owner)
    if (
        task.link
        and not found
        and not queries.sees_both(owner, case, task.link.referral, timezone.now())
    ):
        found = [
            _("This person may not see the further referral: choose somebody else")
        ]
    if found:
        raise Refused(*found)
    task.owner = owner
    task.save(update_fields=["owner"])
    notices.done(by.partnership, kind=queries.OVERDUE, about_id=task.pk)
    cases.change(case)
    audit.record("case.review_passed_on", case, by=by.user_id, owner=str(owner.pk))
    if owner != by:
        place = Place("desk:case", (case.reference,), task.pk)
        notices.tell(by.partnership, kind=queries.YOURS, place=place, member=owner)
