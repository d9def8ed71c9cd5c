"""Which cases are due for a meeting, and why: what its agenda is built from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases import clocks
from saltmarsh.casework.cases.lifecycle import WITHOUT_CONSENT, Stage
from saltmarsh.casework.cases.models import Case, CaseQuerySet
from saltmarsh.casework.exits import queries as exits
from saltmarsh.casework.exits.models import Review
from saltmarsh.casework.gathering.models import InformationRequest
from saltmarsh.casework.interventions import queries as interventions
from saltmarsh.casework.meetings import rules
from saltmarsh.casework.meetings.lifecycle import Why
from saltmarsh.casework.meetings.models import Item, Meeting
from saltmarsh.casework.panels.models import PanelAction, PanelDecision
from saltmarsh.casework.support.models import Action
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.calendar.working_days import HERE
from saltmarsh.foundation.keyring import queries as keyring

# How many days before its day a review after closure is offered for an agenda.
REVIEW_AHEAD = timedelta(days=31)
# In which order the reasons of a case are told, and the cases offered.
ORDER = (
    Why.LISTED,
    Why.SILENT,
    Why.CONSENT,
    Why.ACTION,
    Why.SUPPORTED,
    Why.ANSWERED,
    Why.REVIEW,
    Why.PICKED,
)

WITH_A_DAY: dict[Why, Any] = {
    Why.SUPPORTED: _("Its review is due by %(day)s"),
    Why.ACTION: _("Not done, due on %(day)s: %(what)s"),
    Why.CONSENT: _("There is no consent: the further assessment is due by %(day)s"),
    Why.ANSWERED: _(
        "A partner has answered since the panel last met about it: %(day)s"
    ),
    Why.REVIEW: _("Its review after closure is due on %(day)s"),
}


@dataclass(frozen=True)
class Reason:
    """Why a case is due: since or until which day, and, of an action, what it is."""

    why: Why
    day: date | None = None
    what: str = ""

    def kept(self) -> dict[str, str]:
        """Return it as an item of an agenda keeps it."""
        day = self.day.isoformat() if self.day else ""
        return {"why": self.why, "day": day, "what": self.what}


@dataclass(frozen=True)
class Due:
    """A case that could be on an agenda. review: the review after closure it is for."""

    case: Case
    reasons: tuple[Reason, ...]
    review: Review | None = None

    @property
    def key(self) -> str:
        return str(self.case.pk)

    @property
    def why(self) -> Why:
        return self.reasons[0].why


def kept_of(item: Item) -> list[Reason]:
    """Return why the case was put on the agenda; of older ones the main reason alone."""
    if not item.due:
        return [Reason(Why(item.why))]
    return [
        Reason(
            Why(each["why"]),
            date.fromisoformat(each["day"]) if each["day"] else None,
            each["what"],
        )
        for each in item.due
    ]


def said(reason: Reason) -> str:
    """Return one reason in words."""
    if reason.day is None or reason.why not in WITH_A_DAY:
        return str(reason.why.label)
    fills = {"day": date_format(reason.day, "j F Y"), "what": reason.what}
    return str(WITH_A_DAY[reason.why] % fills)


def in_words(item: Item) -> list[str]:
    """Return why a case was put on the agenda."""
    return [said(reason) for reason in kept_of(item)]


def due(meeting: Meeting, member: Membership, now: datetime) -> list[Due]:
    """Return the cases of the meeting's team that are due for it, that the member may
    see and that are not on its agenda, each with every reason why. What is due before
    the meeting counts, and of live reviews what falls due before the one that follows.
    """
    free = not_listed(meeting, member, now)
    reviews = looked_at(meeting, member, free, now)
    found: dict[UUID, list[Reason]] = defaultdict(list)
    for case_id, reason in [*of_cases(meeting, free, now), *of_actions(meeting, free)]:
        found[case_id].append(reason)
    for review in reviews.values():
        found[review.case_id].append(Reason(Why.REVIEW, review.due_on))
    cases = free.filter(pk__in=found).select_related("partnership")
    made = [
        Due(case, in_order(found[case.pk]), reviews.get(case.pk))
        for case in cases.order_by("due_at", "created_at")
    ]
    return sorted(made, key=lambda each: ORDER.index(each.why))


def not_listed(meeting: Meeting, member: Membership, now: datetime) -> CaseQuerySet:
    seen = Case.objects.seen_by(member, now).filter(team=meeting.series.team_id)
    return seen.exclude(agenda_items__meeting=meeting)


def in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda each: ORDER.index(each.why)))


def of_cases(
    meeting: Meeting, free: CaseQuerySet, now: datetime
) -> Iterator[tuple[UUID, Reason]]:
    """Give what the cases themselves wait for: (key of the case, reason)."""
    for key, _due in days(free.filter(stage=Stage.LISTED)):
        yield key, Reason(Why.LISTED)
    for key, day in days(free.filter(stage__in=WITHOUT_CONSENT)):
        yield key, Reason(Why.CONSENT, day)
    supported = free.filter(stage=Stage.SUPPORTED, due_for="review")
    for key, day in days(supported.filter(due_at__lt=following(meeting))):
        yield key, Reason(Why.SUPPORTED, day)
    quiet = interventions.silent(meeting.partnership, now)
    for key, _due in days(quiet.filter(pk__in=free.values("pk"))):
        yield key, Reason(Why.SILENT)
    for key, day in answered(free):
        yield key, Reason(Why.ANSWERED, day)


def days(cases: CaseQuerySet) -> list[tuple[UUID, date | None]]:
    """Return of each case the last day on which its next step is in time."""
    held = cases.values_list("pk", "due_at")
    return [(key, clocks.last_day(at) if at else None) for key, at in held]


def answered(free: CaseQuerySet) -> list[tuple[UUID, date]]:
    """Return the open cases that the panel has discussed or decided about, and about
    which a partner has answered since: (key of the case, day of the newest answer).
    """
    last = Item.objects.filter(case=OuterRef("case")).values("case")
    decided = PanelDecision.objects.filter(case=OuterRef("case")).values("case")
    since = Greatest(
        Subquery(last.annotate(at=Max("opened_at")).values("at")),
        Subquery(decided.annotate(at=Max("created_at")).values("at")),
    )
    replies = InformationRequest.objects.filter(case__in=free.open().values("pk"))
    newest = replies.filter(answered_at__gt=since).values("case").order_by()
    held = newest.annotate(at=Max("answered_at")).values_list("case", "at")
    return [(key, timezone.localdate(at)) for key, at in held]


def of_actions(meeting: Meeting, free: CaseQuerySet) -> list[tuple[UUID, Reason]]:
    """Return what of the panel's actions and of support is not done, and is due before
    the meeting.
    """
    day = timezone.localdate(meeting.starts_at)
    keys = free.open().values("pk")
    given = PanelAction.objects.waiting().filter(case__in=keys, due_on__lt=day)
    support = Action.objects.late(day).filter(case__in=keys)
    late: list[Any] = [*given.order_by("due_on"), *support.order_by("due_on")]
    keyring.open_files(meeting.partnership_id, [each.case_id for each in late])
    return [
        (each.case_id, Reason(Why.ACTION, each.due_on, what_of(each))) for each in late
    ]


def what_of(action: PanelAction | Action) -> str:
    return action.text if isinstance(action, PanelAction) else action.words["what"]


def looked_at(
    meeting: Meeting, member: Membership, free: CaseQuerySet, now: datetime
) -> dict[UUID, Review]:
    """Return the first review after closure of each case that comes up."""
    until = timezone.localdate(meeting.starts_at) + REVIEW_AHEAD
    reviews = exits.seen_by(member, now).due().filter(case__in=free, due_on__lte=until)
    return {each.case_id: each for each in reviews.order_by("-due_on")}


def following(meeting: Meeting) -> datetime:
    """Return when the series meets after this meeting: as planned, or as it would."""
    series = meeting.series
    later = series.meetings.planned().filter(starts_at__gt=meeting.starts_at)
    if planned := later.order_by("starts_at").first():
        return planned.starts_at
    day = timezone.localdate(meeting.starts_at)
    after = rules.next_day(day, series.every, series.unit)
    return datetime.combine(after, time.min, HERE)


def pickable(meeting: Meeting, member: Membership, now: datetime) -> list[Case]:
    """Return the open cases that can be put on the agenda by choice, by reference."""
    return list(not_listed(meeting, member, now).open().order_by("reference"))
