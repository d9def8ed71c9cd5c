from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases import queries as cases
from saltmarsh.casework.cases.lifecycle import ENDED
from saltmarsh.casework.cases.models import Basis, Case, StageChange
from saltmarsh.casework.complaints import queries as complaints
from saltmarsh.casework.exits.lifecycle import State
from saltmarsh.casework.exits.models import Closure, Review, ReviewQuerySet
from saltmarsh.casework.gathering import queries as gathering
from saltmarsh.casework.likenesses import queries as likenesses
from saltmarsh.casework.links.models import Link
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.support import queries as support
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.prepared import Prepared

OVERDUE = "case.review_overdue"
ESCALATED = "case.review_escalated"
ASKED_AGAIN = "case.asked_again"
YOURS = "case.review_yours"
# How many overdue reviews one run of the alarm tells of.
MOST_RUNG = 500
MOST_SHOWN = 50
LOOK_AGAIN = clocks.clock(
    "look_again",
    _("Look again at a case that has ended, when its person is referred again"),
    default=1,
)
SETTINGS = [LOOK_AGAIN]


CLOSURES: Prepared[Closure] = Prepared(
    lambda case: (
        Closure.objects.filter(case=case)
        .select_related("by", "answered_by")
        .order_by("-created_at")
    )
)
REVIEWS: Prepared[Review] = Prepared(
    lambda case, member, now: (
        seen_by(Membership(pk=member), now)
        .filter(case=case)
        .select_related("owner__user", "done_by", "extended_by", "link__referral")
        .order_by("due_on")
    )
)


def closures(case: Case) -> list[Closure]:
    """Return the wishes to close the case with their answers, the newest first."""
    return CLOSURES.all(case=case.pk)


def wished(closures: Iterable[Closure]) -> Closure | None:
    """Return which of a case's wishes waits for a second person."""
    return next((one for one in closures if one.state == State.ASKED), None)


def reviews(case: Case, member: Membership, now: datetime) -> list[Review]:
    """Return the reviews after the case ended that `member` may know of, by day."""
    return REVIEWS.all(case=case.pk, member=member.pk, now=now)


def wish(case: Case) -> Closure | None:
    """Return the wish to close the case that waits for a second person."""
    return case.closures.filter(state=State.ASKED).select_related("by").first()


def has_open_work(case: Case) -> bool:
    """Tell whether a hand-over, a further assessment or an action of the panel waits, a
    partner, health or social care, or a complaint is not answered, or an action of the
    support plan is open.
    """
    waits = (case.further_assessments, case.handovers, case.panel_actions)
    if any(each.waiting().exists() for each in (*waits, case.care_referrals)):
        return True
    unanswered = gathering.has_open(case) or complaints.has_open(case)
    return unanswered or support.has_open_actions(case)


def undecided(case: Case, member: Membership, now: datetime) -> list[Referral]:
    """Return those of the case's referrals, which `member` may see, with another that
    may be about the same person and waits for an answer.
    """
    return undecided_of(cases.carried(case, member, now), member, now)


def undecided_of(
    carried: Iterable[Referral], member: Membership, now: datetime
) -> list[Referral]:
    """Return the same of the referrals that a case carries, where they are at hand."""
    return [one for one in carried if likenesses.waiting(one, member, now)]


def is_repeat(case: Case) -> bool:
    """Tell whether the person was referred more than once. A link that was undone counts:
    who undoes one cannot then close alone what two had to look at.
    """
    linked = Link.objects.filter(person=case.person_id).values_list("referral_id")
    rests = case.bases.values_list("referral_id")
    return len({*linked, *rests}) > 1


def last(case: Case) -> Closure | None:
    """Return how the case was closed last."""
    closed = case.closures.filter(state=State.CLOSED)
    return closed.order_by("-answered_at").first()


def overdue(partnership: Partnership, now: datetime, kind: str) -> list[Review]:
    """Return the reviews whose day has passed and of which no notice of `kind` waits,
    the longest first.
    """
    told = Notice.objects.waiting().filter(kind=kind, about_id=OuterRef("pk"))
    due = partnership.case_reviews.due().filter(due_on__lt=timezone.localdate(now))
    late = due.exclude(Exists(told)).select_related(
        "case__partnership", "case__lead", "owner__user", "link__referral"
    )
    return list(late.order_by("due_on", "pk")[:MOST_RUNG])


def seen_by(member: Membership, now: datetime) -> ReviewQuerySet:
    """Return the reviews of the cases that the member may see; of those that a further
    referral asks for only the ones whose referral they may see too.
    """
    known = Referral.objects.seen_by(member, now)
    held = Review.objects.filter(case__in=Case.objects.seen_by(member, now))
    # Asked of each review: a list of all referrals that the member may see is long.
    is_known = Exists(known.filter(pk=OuterRef("link__referral")))
    return held.filter(Q(link=None) | is_known)


def late_for(member: Membership, now: datetime) -> list[Review]:
    """Return the overdue reviews that `member` may see, the longest first."""
    return LATE.all(member=member.pk, now=now, today=timezone.localdate(now))


def late(member: Any, now: Any, today: Any) -> QuerySet[Review]:
    due = seen_by(Membership(pk=member), now).due().filter(due_on__lt=today)
    held = due.select_related("case", "owner__user").order_by("due_on", "pk")
    return held[:MOST_SHOWN]


LATE: Prepared[Review] = Prepared(late)


def unasked(partnership: Partnership) -> list[Link]:
    """Return the links of referrals to the persons of cases that had ended by then, and
    for which nobody is asked to look again, the oldest first, MOST_RUNG of them.
    """
    last = StageChange.objects.filter(case=OuterRef("pk")).order_by("-created_at")
    ended = Case.objects.filter(stage__in=ENDED).annotate(
        ended_at=Subquery(last.values("created_at")[:1])
    )
    over = ended.filter(ended_at__lt=OuterRef("created_at"))
    # The person of what the case rests on may have become another one since.
    rests = Basis.objects.filter(
        referral__links__person=OuterRef("person"),
        referral__links__undone_at=None,
        case__in=ended.filter(ended_at__lt=OuterRef(OuterRef("created_at"))),
    )
    held = partnership.links.filter(undone_at=None, case_review=None)
    new = held.filter(referral__basis=None).filter(
        Exists(over.filter(person=OuterRef("person"))) | Exists(rests)
    )
    return list(new.select_related("referral").order_by("created_at")[:MOST_RUNG])


def to_settle(partnership: Partnership) -> list[Review]:
    """Return the reviews that a further referral asked for and that nobody needs now:
    the link was undone, or the case is open.
    """
    due = partnership.case_reviews.due().asked_again()
    over = due.exclude(link__undone_at=None, case__stage__in=ENDED)
    return list(over.select_related("case"))


def asking(partnership: Partnership) -> list[Review]:
    """Return the reviews that a further referral asks for and nobody has answered."""
    due = partnership.case_reviews.due().asked_again()
    return list(due.select_related("case__lead", "owner", "link__referral"))


def hearing(case: Case, referral: Referral, now: datetime) -> list[Membership]:
    """Return who hears that the person of an ended case was referred again, of those
    who may see both: who led the case first, then managers and the chair.
    """
    others = {*cases.overseers(case, now), *cases.chairs(case, now)} - {case.lead}
    asked = [case.lead, *sorted(others, key=lambda member: str(member.pk))]
    return [member for member in asked if sees_both(member, case, referral, now)]


def sees_both(
    member: Membership, case: Case, referral: Referral, now: datetime
) -> bool:
    """Tell whether an active member may see the case and the referral now."""
    return (
        member.left_at is None
        and Case.objects.seen_by(member, now).filter(pk=case.pk).exists()
        and Referral.objects.seen_by(member, now).filter(pk=referral.pk).exists()
    )


def again_for(referral: Referral, member: Membership, now: datetime) -> Review | None:
    """Return the review that is due because of the referral, if `member` may know."""
    due = seen_by(member, now).due().filter(link__referral=referral)
    return due.select_related("case").first()
