from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases.models import Basis, Case
from saltmarsh.casework.complaints.lifecycle import Stage
from saltmarsh.casework.complaints.models import (
    Complaint,
    ComplaintQuerySet,
    roles_for_service,
)
from saltmarsh.casework.links.models import Link
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.calendar import working_days
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of
from saltmarsh.foundation.prepared import Prepared

DUE_DAYS = Setting(
    "clock.complaint.answer",
    _("Days in which a complaint is answered"),
    default=20,
    kind="number",
    hint=_(
        "Working days. Your own limit: no law sets it. The complaint’s owner owns it."
    ),
)
SETTINGS = [DUE_DAYS]
YOURS, OVERDUE = "complaint.yours", "complaint.overdue"
ESCALATED = "complaint.escalated"
KINDS = (YOURS, OVERDUE, ESCALATED)
# How many overdue complaints one run of the alarm tells of.
MOST_RUNG = 500


@dataclass(frozen=True)
class About:
    """What a complaint is about: a case, a referral, or neither, which is the service;
    and whom of the members, where it is about one.
    """

    case: Case | None = None
    referral: Referral | None = None
    member: Membership | None = None


def due_on(partnership: Partnership, received_on: date) -> date:
    """Return the day by which a complaint of that day is to be answered."""
    return working_days.after(received_on, int(value_of(partnership, DUE_DAYS)))


def may_see(member: Membership, about: About, now: datetime) -> bool:
    """Tell whether the member may see what a complaint is about."""
    if about.case is not None:
        cases = Case.objects.seen_by(member, now)
        return cases.filter(pk=about.case.pk).exists()
    if about.referral is not None:
        referrals = Referral.objects.seen_by(member, now)
        return referrals.filter(pk=about.referral.pk).exists()
    return True


def listed(member: Membership, which: str, now: datetime) -> ComplaintQuerySet:
    """Return the complaints that `member` may see, what is due first. which: "mine",
    "answered", or "" for what is open.
    """
    seen = Complaint.objects.seen_by(member, now)
    chosen = {
        "mine": seen.open().filter(owner=member),
        "answered": seen.filter(stage=Stage.ANSWERED),
    }.get(which, seen.open())
    held = chosen.select_related("case", "referral", "owner__user")
    return held.order_by("due_on", "created_at")


def about_case(case: Case) -> ComplaintQuerySet:
    """Return the complaints about the case, and about the referrals that it carries."""
    linked = Link.objects.filter(person=case.person_id, undone_at=None)
    rests = Basis.objects.filter(case=case.pk).values("referral_id")
    of_referral = Q(referral__in=linked.values("referral_id")) | Q(referral__in=rests)
    return Complaint.objects.filter(Q(case=case.pk) | of_referral)


def of_case(case: Case, member: Membership, now: datetime) -> list[Complaint]:
    """Return the complaints about the case that `member` may see, the newest first."""
    return OF_CASE.all(
        case=case.pk,
        person=case.person_id,
        member=member.pk,
        user=member.user_id,
        now=now,
    )


def seen_of_case(
    case: Any, person: Any, member: Any, user: Any, now: Any
) -> ComplaintQuerySet:
    """Return these for stand-ins. None of them is about the service itself, so that
    the member's role, which no query can be prepared for, makes no difference.
    """
    about = about_case(Case(pk=case, person_id=person))
    seen = about.seen_by(Membership(pk=member, user_id=user), now)
    return seen.select_related("owner__user").order_by("-received_on", "-created_at")


OF_CASE: Prepared[Complaint] = Prepared(seen_of_case)


def of_referral(
    referral: Referral, member: Membership, now: datetime
) -> list[Complaint]:
    """Return the complaints about the referral that `member` may see, the newest first."""
    about = Complaint.objects.filter(referral=referral)
    seen = about.seen_by(member, now).select_related("owner__user")
    return list(seen.order_by("-received_on", "-created_at"))


def has_open(case: Case) -> bool:
    """Tell whether a complaint about the case waits for an answer."""
    return about_case(case).open().exists()


def is_open_about(case: Case, member: Membership) -> bool:
    """Tell whether a complaint waits that is about how `member` dealt with the case."""
    return about_case(case).open().filter(member=member).exists()


def overdue(partnership: Partnership, now: datetime, kind: str) -> list[Complaint]:
    """Return the open complaints whose day has passed and of which no notice of `kind`
    waits, the longest first.
    """
    told = Notice.objects.waiting().filter(kind=kind, about_id=OuterRef("pk"))
    late = partnership.complaints.open().filter(due_on__lt=timezone.localdate(now))
    held = late.exclude(Exists(told)).select_related("partnership", "owner__user")
    return list(held.order_by("due_on", "pk")[:MOST_RUNG])


def hearing(complaint: Complaint, now: datetime) -> list[Membership]:
    """Return who hears of a complaint that stays open: the managers and chairs who may
    see it, which whoever it is about is not.
    """
    held = complaint.partnership.memberships.active()
    roles = held.filter(role__in=roles_for_service())
    same = Complaint.objects.filter(pk=complaint.pk)
    return [each for each in roles if same.seen_by(each, now).exists()]


def owned_by(
    member: Membership, reader: Membership, now: datetime
) -> ComplaintQuerySet:
    """Return the open complaints that `member` owns, as far as `reader` may see them."""
    mine = Complaint.objects.seen_by(reader, now).open().filter(owner=member)
    return mine.order_by("due_on", "created_at")
