from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases.models import Case, Interest
from saltmarsh.casework.panels import rules
from saltmarsh.casework.panels.models import (
    CareReferral,
    PanelAction,
    PanelActionQuerySet,
)
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.prepared import Prepared

CARE = clocks.clock(
    "care", _("Answer to a referral to health or social care"), default=10
)
SETTINGS = [CARE]
CARE_WAITS = "care.unanswered"
CARE_ESCALATED = "care.escalated"
CARE_DECLINED = "care.declined"
YOURS = "action.yours"
OVERDUE = "action.overdue"
ESCALATED = "action.escalated"
# How many overdue actions one run of the alarm tells of.
MOST_RUNG = 500
SHOWN = ("open", "overdue", "mine", "done")


def seen_by(member: Membership, now: datetime) -> PanelActionQuerySet:
    """Return the actions of the cases that the member may see."""
    return PanelAction.objects.filter(case__in=Case.objects.seen_by(member, now))


def owned_by(member: Membership) -> PanelActionQuerySet:
    """Return the actions that the member owns, whatever else they may see; none of a
    case that they have declared an interest in.
    """
    declared = Interest.objects.standing().filter(case=OuterRef("case"))
    barred = Exists(declared.filter(member=member.pk))
    return PanelAction.objects.filter(~barred, owner=member)


def log(member: Membership, now: datetime, which: str) -> PanelActionQuerySet:
    """Return the actions across meetings that the member may see, what is due first.

    which: one of SHOWN; anything else is "open".
    """
    every = seen_by(member, now)
    waiting = every.waiting()
    chosen = {
        "overdue": waiting.filter(due_on__lt=timezone.localdate(now)),
        "mine": waiting.filter(owner=member),
        "done": every.exclude(done_at=None),
    }.get(which, waiting)
    return chosen.select_related("case", "owner__user", "done_by").order_by(
        "due_on", "created_at"
    )


def overdue(partnership: Partnership, now: datetime, kind: str) -> list[PanelAction]:
    """Return the actions whose day has passed and of which no notice of `kind` waits,
    the longest first.
    """
    told = Notice.objects.waiting().filter(kind=kind, about_id=OuterRef("pk"))
    due = partnership.panel_actions.waiting().filter(due_on__lt=timezone.localdate(now))
    late = due.exclude(Exists(told)).select_related("case__partnership", "owner__user")
    return list(late.order_by("due_on", "pk")[:MOST_RUNG])


def unanswered(
    partnership: Partnership, now: datetime, kind: str
) -> list[CareReferral]:
    """Return the referrals to health or social care without an answer in time and of
    which no notice of `kind` waits, the longest first.
    """
    told = Notice.objects.waiting().filter(kind=kind, about_id=OuterRef("pk"))
    today = timezone.localdate(now)
    late = partnership.care_referrals.waiting().filter(due_on__lt=today)
    held = late.exclude(Exists(told)).select_related(
        "case__partnership", "case__lead__user"
    )
    return list(held.order_by("due_on", "pk")[:MOST_RUNG])


def barriers_to_going(member: Membership) -> list[str]:
    """Return why `member` cannot leave, or stop taking part in the panel."""
    waiting = PanelAction.objects.filter(owner=member).waiting()
    return rules.barriers_to_going(has_actions=waiting.exists())


OF_CASE: Prepared[PanelAction] = Prepared(
    lambda case: (
        PanelAction.objects.filter(case=case)
        .select_related("owner__user")
        .order_by("due_on", "created_at")
    )
)


def actions_of(case: Case) -> list[PanelAction]:
    """Return what the panel gave people to do about a case, what is due first."""
    return OF_CASE.all(case=case.pk)
