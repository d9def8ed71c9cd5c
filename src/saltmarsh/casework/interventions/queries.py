import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    Exists,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases.lifecycle import SUPPORTED, Stage
from saltmarsh.casework.cases.models import Case, CaseQuerySet, StageChange
from saltmarsh.casework.interventions import briefings
from saltmarsh.casework.interventions.lifecycle import State
from saltmarsh.casework.interventions.models import Explanation, Session
from saltmarsh.casework.support.lifecycle import STARTED
from saltmarsh.casework.support.models import Action
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.asking import together
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
class Unmet:
    """An intervention provider who gives support, when they last met the person, and
    since when there has been silence of them.
    """

    provider: Membership
    last: date | None
    since: date


@dataclass(frozen=True)
class Contact:
    """The last actual contact, and since when there has been silence: since it, since
    support started, or since somebody explained why. unmet: the provider of whom there
    is silence for longer, though others meet the person. is_ringing: whether that is
    too long.
    """

    last: Session | None
    since: date
    rings_at: datetime
    is_ringing: bool
    unmet: Unmet | None = None


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
    `contacts`: how many sessions are held, missed and planned, {state: count}, and
    `told`: the briefings of who gives it now.
    """
    prefetch_related_objects(
        actions, "briefings__by", "sessions__recorded_by", "passings__before__user"
    )
    for action in actions:
        action.told = briefings.told(action)
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
MOMENTS: Prepared[Case] = Prepared(
    lambda case: Case.objects.filter(pk=case).values_list(
        "created_at",
        Subquery(newest(StageChange.objects.filter(case=case, stage=Stage.SUPPORTED))),
        Subquery(newest(Explanation.objects.filter(case=case))),
    )
)
GIVEN: Prepared[Any] = Prepared(
    lambda case: given_now(Action.objects.filter(case=case)).order_by("started_at")
)


def given_now(actions: QuerySet[Any]) -> QuerySet[Any]:
    """Return the started actions that a provider gives, each with `last`: the last day
    on which that provider met the person.
    """
    held = Session.objects.held().filter(
        case=OuterRef("case"), action__provider=OuterRef("provider")
    )
    last = held.order_by("-held_on").values("held_on")[:1]
    started = actions.filter(provider__isnull=False, state__in=[*STARTED])
    return started.annotate(last=Subquery(last)).select_related("provider__user")


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
    found = together(
        last=lambda: last_held(case),
        given=lambda: GIVEN.all(case=case.pk),
        begun=lambda: begun_on(case),
    )
    last = found["last"]
    met = last.held_on if last else None
    since, unmet = since_when(found["begun"], met, found["given"])
    rings_at = rings(case.partnership, since)
    return Contact(last, since, rings_at, rings_at <= now, unmet)


def begun_on(case: Case) -> date:
    """Return the day when support started, or when silence was explained since."""
    [(created, *moments)] = MOMENTS.tuples(case=case.pk)
    return timezone.localdate(max(filter(None, moments), default=created))


def since_when(
    begun: date, last: date | None, given: Sequence[Any]
) -> tuple[date, Unmet | None]:
    """Return since when there is silence, and the provider of whom there is, where
    others met the person since.

    begun: as begun_on tells. given: the first started first, as given_now found it.
    """
    since, unmet = max(begun, last or begun), None
    first = {each.provider_id: each for each in reversed(given)}
    for each in first.values():
        met = max(begun, timezone.localdate(each.started_at), each.last or begun)
        if met < since:
            since, unmet = met, Unmet(each.provider, each.last, met)
    return since, unmet


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
        Explanation.objects.filter(created_at__gte=after),
        StageChange.objects.filter(stage=Stage.SUPPORTED, created_at__gte=after),
    ]
    quiet = partnership.cases.filter(stage__in=SUPPORTED, created_at__lt=after)
    for each in fresh:
        quiet = quiet.exclude(Exists(each.filter(case=OuterRef("pk"))))
    met = Session.objects.held().filter(held_on__gte=after.date())
    by_provider = met.filter(
        case=OuterRef("case"), action__provider=OuterRef("provider")
    )
    unmet = Action.objects.filter(
        ~Exists(by_provider),
        case=OuterRef("pk"),
        provider__isnull=False,
        state__in=STARTED,
        started_at__lt=after,
    )
    return quiet.filter(~Exists(met.filter(case=OuterRef("pk"))) | Exists(unmet))


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
    begun = {case.pk: [timezone.localdate(case.created_at)] for case in cases}
    for each in moments:
        newest = each.values_list("case").annotate(at=Max("created_at"))
        for key, at in newest:
            begun[key].append(timezone.localdate(at))
    held = Session.objects.held().filter(**about)
    last = dict(held.values_list("case").annotate(on=Max("held_on")))
    given = defaultdict(list)
    for action in given_now(Action.objects.filter(**about)).order_by("started_at"):
        given[action.case_id].append(action)
    return [
        (case, since_when(max(begun[each]), last.get(each), given[each])[0])
        for each, case in ((case.pk, case) for case in cases)
    ]


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
