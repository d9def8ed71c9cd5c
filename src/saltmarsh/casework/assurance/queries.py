from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.assurance.models import (
    Check,
    CheckQuerySet,
    DipSample,
    Statement,
)
from saltmarsh.casework.cases.clocks import Period
from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.cases.models import Case, CaseQuerySet, StageChange
from saltmarsh.casework.exits.lifecycle import State as Closing
from saltmarsh.casework.meetings.lifecycle import Attendance
from saltmarsh.casework.meetings.models import Attendee
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.calendar import working_days
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of

CHECK_DAYS = Setting(
    "clock.assurance.check",
    _("Days in which the cases of a dip sample are read"),
    default=20,
    kind="number",
    hint=_("Working days. Your own limit: no law sets it. Whoever drew it owns it."),
)
SETTINGS = [CHECK_DAYS]


def due_on(partnership: Partnership, drawn_on: date) -> date:
    """Return the day by which the cases of a sample of that day are read."""
    return working_days.after(drawn_on, int(value_of(partnership, CHECK_DAYS)))


def closed(member: Membership, now: datetime, period: Period) -> CaseQuerySet:
    """Return the cases that are closed, were closed in the period, and that `member`
    may open.
    """
    ended = StageChange.objects.filter(
        stage=Stage.CLOSED, created_at__range=period.moments()
    )
    seen = Case.objects.seen_by(member, now).filter(stage=Stage.CLOSED)
    return seen.filter(pk__in=ended.values("case_id"))


def samples(member: Membership, now: datetime) -> Any:
    """Return the dip samples that hold a case that `member` may open, or that they drew,
    the newest first; each with `cases`, how many those are, and `read`, how many of
    them were read.
    """
    known = Q(checks__in=Check.objects.seen_by(member, now).values("pk"))
    read = known & Q(checks__checked_at__isnull=False)
    every = member.partnership.dip_samples.annotate(
        cases=Count("checks", filter=known), read=Count("checks", filter=read)
    )
    mine = every.filter(Q(cases__gt=0) | Q(by=member.user_id))
    return mine.select_related("by").order_by("-created_at")


def checks(sample: DipSample, member: Membership, now: datetime) -> CheckQuerySet:
    """Return the checks of the sample that `member` may see, in a settled order."""
    seen = Check.objects.filter(sample=sample).seen_by(member, now)
    held = seen.select_related("case__lead__user", "checked_by", "sample")
    return held.order_by("case__reference")


def had_a_part(case: Case, member: Membership) -> bool:
    """Tell whether `member` led the case at any time, found its grounds met, moved it,
    sat when the panel decided about it or recorded that, or had a hand in closing it.
    """
    user = member.user_id
    hands = Q(by=user) | Q(answered_by=user)
    came = Attendee.objects.filter(member=member, state=Attendance.ATTENDED)
    sat = Q(meeting__attendees__in=came.filter(only_for=None)) | Q(invited__in=came)
    parts = [
        case.leads.filter(member=member),
        case.bases.filter(decided_by=user),
        case.stage_changes.filter(by=user),
        case.panel_decisions.filter(by=user),
        case.agenda_items.exclude(decision=None).filter(sat),
        case.closures.filter(hands, state=Closing.CLOSED),
    ]
    return case.lead_id == member.pk or any(part.exists() for part in parts)


def waiting(member: Membership, now: datetime) -> CheckQuerySet:
    """Return the checks that are past their day and that `member` may see."""
    late = Check.objects.waiting().seen_by(member, now)
    return late.filter(sample__due_on__lt=timezone.localdate(now))


def statements(partnership: Partnership) -> Any:
    """Return the statements of the partnership, the newest year first."""
    every = partnership.assurance_statements.select_related(
        "written_by", "confirmed_by"
    )
    return every.order_by("-until", "-since")


def period_of(statement: Statement) -> Period:
    return Period(statement.since, statement.until)
