import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases.lifecycle import SUPPORTED, Stage
from saltmarsh.casework.cases.models import Case, CaseQuerySet, StageChange
from saltmarsh.casework.interventions.lifecycle import State
from saltmarsh.casework.interventions.models import Explanation, Session
from saltmarsh.casework.support.models import Action
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting
from saltmarsh.foundation.prepared import Prepared

SILENCE = Setting(
    key="clock.case.silence",
    title=_("Actual contact with a supported person"),
    default=15,
    kind="number",
    hint=_(
        "Working days without any before it rings for the lead person, who owns it, and "
        "then for the managers and the chair. Your own limit: no law sets it."
    ),
)
REPORT = Setting(
    key="clock.case.report",
    title=_("Report of a session that was planned"),
    default=2,
    kind="number",
    hint=_(
        "Working days after its day. Whoever gives the support owns it and hears the day "
        "after; then the lead person hears that there is no report, and then the "
        "managers and the chair. Your own limit: no law sets it."
    ),
)
SETTINGS = [SILENCE, REPORT]
SILENT = "case.silent"
ESCALATED = "case.silent_escalated"
REPORT_DUE = "support.report_due"
UNREPORTED = "support.unreported"
UNREPORTED_ESCALATED = "support.unreported_escalated"
ABOUT_REPORTS = (REPORT_DUE, UNREPORTED, UNREPORTED_ESCALATED)
# How many silent cases one run of the alarm tells of.
MOST_RUNG = 500
# No partnership waits longer than this to hear of silence.
LONGEST_DAYS = 4000


@dataclass(frozen=True)
class Contact:
    """The last actual contact, and since when there has been silence: since it, since
    support started, or since somebody explained why. is_ringing: whether that is too
    long.
    """

    last: Session | None
    since: date
    rings_at: datetime
    is_ringing: bool


def is_briefed(action: Action) -> bool:
    """Tell whether an action's provider has read every briefing, and there is one.
    Other agencies are not briefed here.
    """
    if action.provider_id is None:
        return True
    return action.briefings.exists() and not action.briefings.unread().exists()


def given_by(provider: Membership, today: date) -> QuerySet[Any]:
    """Return what a provider is commissioned to give, each with `is_report_due`:
    whether a session of it has passed of which they have said nothing.
    """
    silent = Session.objects.unreported(today).filter(action=OuterRef("pk"))
    mine = Action.objects.commissioned_to(provider).select_related("case")
    return mine.annotate(is_report_due=Exists(silent)).order_by(
        "-is_report_due", "created_at"
    )


def with_contacts(actions: Sequence[Any]) -> Sequence[Any]:
    """Return the actions with their briefings and sessions at hand, each with
    `contacts`: how many sessions are held, missed and planned, {state: count}.
    """
    prefetch_related_objects(actions, "briefings__by", "sessions__recorded_by")
    for action in actions:
        states = [session.state for session in action.sessions.all()]
        action.contacts = {str(state): states.count(state) for state in State}
    return actions


def newest(held: Any) -> Any:
    """Return when the newest of some rows was made."""
    return held.order_by("-created_at").values_list("created_at")[:1]


LAST_HELD: Prepared[Session] = Prepared(
    lambda case: (
        Session.objects.held()
        .filter(case=case)
        .select_related("action", "recorded_by")
        .order_by("-held_on", "-recorded_at")[:1]
    )
)
LAST_STARTED: Prepared[StageChange] = Prepared(
    lambda case: newest(StageChange.objects.filter(case=case, stage=Stage.SUPPORTED))
)
LAST_EXPLAINED: Prepared[Explanation] = Prepared(
    lambda case: newest(Explanation.objects.filter(case=case))
)


def last_held(case: Case) -> Session | None:
    """Return the last actual contact: held, not planned."""
    return LAST_HELD.first(case=case.pk)


def explained(case: Case) -> QuerySet[Explanation]:
    """Return why nobody had contact, as it was explained, the newest first."""
    return case.silences.select_related("by").order_by("-created_at")


def contact(case: Case, now: datetime) -> Contact | None:
    """Return how long there has been no contact; None for a case not supported."""
    if case.stage not in SUPPORTED:
        return None
    last = last_held(case)
    since = silent_since(case, last)
    rings_at = rings(case.partnership, since)
    return Contact(last, since, rings_at, rings_at <= now)


def silent_since(case: Case, last: Session | None) -> date:
    moments = [
        *LAST_STARTED.tuples(case=case.pk),
        *LAST_EXPLAINED.tuples(case=case.pk),
    ]
    days = [timezone.localdate(at) for (at,) in moments]
    if last and last.held_on:
        days.append(last.held_on)
    return max(days, default=timezone.localdate(case.created_at))


def rings(
    partnership: Partnership, since: date, setting: Setting = SILENCE
) -> datetime:
    """Return when a silence that began on a day rings."""
    begun = clocks.end_of_day(since) - timedelta(microseconds=1)
    return clocks.runs_out(partnership, setting, begun)


def quiet_before(
    partnership: Partnership, now: datetime, setting: Setting = SILENCE
) -> date:
    """Return the last day from which on silence rings by now."""
    day = timezone.localdate(now)
    for _step in range(LONGEST_DAYS):
        if rings(partnership, day, setting) <= now:
            break
        day -= timedelta(days=1)
    return day


def silent(partnership: Partnership, now: datetime) -> CaseQuerySet:
    """Return the supported cases in which silence rings."""
    after = clocks.end_of_day(quiet_before(partnership, now))
    fresh: list[QuerySet[Any]] = [
        Session.objects.held().filter(held_on__gte=after.date()),
        Explanation.objects.filter(created_at__gte=after),
        StageChange.objects.filter(stage=Stage.SUPPORTED, created_at__gte=after),
    ]
    quiet = partnership.cases.filter(stage__in=SUPPORTED, created_at__lt=after)
    for each in fresh:
        quiet = quiet.exclude(Exists(each.filter(case=OuterRef("pk"))))
    return quiet


def silent_with_since(quiet: CaseQuerySet) -> list[tuple[Case, date]]:
    """Return silent cases, each with the day since when there is silence, in a fixed
    number of queries.
    """
    cases = list(quiet)
    about = {"case__in": cases}
    moments: list[QuerySet[Any]] = [
        StageChange.objects.filter(stage=Stage.SUPPORTED, **about),
        Explanation.objects.filter(**about),
    ]
    days = {case.pk: [timezone.localdate(case.created_at)] for case in cases}
    for each in moments:
        newest = each.values_list("case").annotate(at=Max("created_at"))
        for key, at in newest:
            days[key].append(timezone.localdate(at))
    held = Session.objects.held().filter(**about)
    for key, day in held.values_list("case").annotate(on=Max("held_on")):
        days[key].append(day)
    return [(case, max(days[case.pk])) for case in cases]


def silent_among(quiet: CaseQuerySet, cases: Sequence[Case]) -> set[uuid.UUID]:
    """Return the keys of those of `cases` that are among the silent ones."""
    known = quiet.filter(pk__in=[case.pk for case in cases])
    return set(known.values_list("pk", flat=True))


def to_tell(partnership: Partnership, now: datetime, kind: str) -> list[Case]:
    """Return the silent cases of which no notice of `kind` waits."""
    told = Notice.objects.waiting().filter(kind=kind, about_id=OuterRef("pk"))
    quiet = silent(partnership, now).exclude(Exists(told))
    held = quiet.select_related("partnership", "lead__user")
    return list(held.order_by("created_at")[:MOST_RUNG])


def told_of(partnership: Partnership) -> set[uuid.UUID]:
    """Return the keys of the cases of whose silence a notice waits."""
    waiting = partnership.notices.waiting().filter(kind__in=[SILENT, ESCALATED])
    return set(waiting.values_list("about_id", flat=True))
