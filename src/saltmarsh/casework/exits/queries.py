from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.exits.lifecycle import State
from saltmarsh.casework.exits.models import Closure, Review, ReviewQuerySet
from saltmarsh.casework.links.models import Link
from saltmarsh.casework.support import queries as support
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.partnerships.models import Partnership

OVERDUE = "case.review_overdue"
ESCALATED = "case.review_escalated"
# How many overdue reviews one run of the alarm tells of.
MOST_RUNG = 500
MOST_SHOWN = 50


def wish(case: Case) -> Closure | None:
    """Return the wish to close the case that waits for a second person."""
    return case.closures.filter(state=State.ASKED).select_related("by").first()


def has_open_work(case: Case) -> bool:
    """Tell whether a hand-over or a further assessment of the case waits, or an action
    of its support plan is open.
    """
    waiting = case.further_assessments.waiting()
    if waiting.exists() or case.handovers.waiting().exists():
        return True
    return support.has_open_actions(case)


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
    late = due.exclude(Exists(told)).select_related("case__partnership", "owner__user")
    return list(late.order_by("due_on", "pk")[:MOST_RUNG])


def seen_by(member: Membership, now: datetime) -> ReviewQuerySet:
    """Return the reviews of the cases that the member may see."""
    return Review.objects.filter(case__in=Case.objects.seen_by(member, now))


def late_for(member: Membership, now: datetime) -> list[Review]:
    """Return the overdue reviews that `member` may see, the longest first."""
    due = seen_by(member, now).due().filter(due_on__lt=timezone.localdate(now))
    late = due.select_related("case", "owner__user").order_by("due_on", "pk")
    return list(late[:MOST_SHOWN])
