"""What a desk sees of its referrals without opening one.

A page of the list and its counts cost the same among a hundred thousand referrals as
among a thousand: each part walks one index from where the page begins, and a count
stops at a hundred.
"""

import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.inbox.cursor import Cursor
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.referrals.models import Grant, Message, Referral
from saltmarsh.foundation.accounts.models import Membership

PAGE = 25
MOST_COUNTED = 100
# As the index of open referrals says it.
OPEN = ~Q(stage__in=[Stage.CLOSED, Stage.QUARANTINED])
NEEDS = {
    "mine": _("Yours"),
    "overdue": _("Overdue"),
    "new": _("To acknowledge"),
    "answers": _("New from referrers"),
    "feedback": _("Feedback owed"),
    "second": _("Waiting for a second person"),
    "quarantine": _("In the quarantine box"),
}
DUE_DAYS = {"today": 1, "week": 7}


@dataclass(frozen=True)
class Sight:
    """What `member` may see: whole teams, and single referrals by a grant.

    teams: {key: name}.
    """

    member: Membership
    now: datetime
    teams: dict[uuid.UUID, str]
    granted: list[uuid.UUID]

    def branches(self) -> list[Q]:
        """Return filters that together find what the member may see; each can walk
        an index by itself.
        """
        parts = [Q(team_id=key, is_restricted=False) for key in self.teams]
        return parts + ([Q(pk__in=self.granted)] if self.granted else [])


@dataclass(frozen=True)
class Criteria:
    """What the list is filtered by; empty for everything that is open.

    need: one of NEEDS. owner: "me", "nobody" or a membership's key. due: "overdue",
    "today" or "week".
    """

    need: str = ""
    stage: str = ""
    owner: str = ""
    team: str = ""
    due: str = ""
    depth: str = ""

    def chosen(self) -> dict[str, str]:
        """Return what is chosen: {name: code}."""
        return {name: value for name, value in vars(self).items() if value}


@dataclass(frozen=True)
class Listed:
    """One page of referrals, and where the pages beside it begin."""

    referrals: list[Referral] = field(default_factory=list)
    before: str = ""
    after: str = ""


def sight(member: Membership, now: datetime) -> Sight:
    """Return what `member` may see now."""
    places = member.places.select_related("team").order_by("team__name")
    live = Grant.objects.filter(member=member, ended_at=None)
    grants = live.filter(Q(until=None) | Q(until__gt=now))
    return Sight(
        member,
        now,
        {place.team_id: place.team.name for place in places},
        list(grants.values_list("referral_id", flat=True)),
    )


def listed(seen: Sight, criteria: Criteria, cursor: Cursor) -> Listed:
    """Return the page of what `seen` holds that `cursor` points at."""
    newest_first = criteria.stage in {Stage.CLOSED, Stage.QUARANTINED}
    wanted = filters(seen, criteria)
    order = cursor.order(newest_first=newest_first)
    parts = [
        seen_part(seen).filter(branch, wanted, where).order_by(*order)[: PAGE + 1]
        for branch in seen.branches()
        for where in cursor.ranges(newest_first=newest_first)
    ]
    rows = first_of([part.values_list(*KEYS) for part in parts], order)
    more = len(rows) > PAGE
    rows = rows[:PAGE] if cursor.forward else rows[:PAGE][::-1]
    keys = [row[-1] for row in rows]
    return Listed(
        in_order(seen, keys),
        before=cursor.before(rows, more=more),
        after=cursor.after(rows, more=more),
    )


KEYS = ("due_at", "received_at", "pk")


def seen_part(seen: Sight) -> QuerySet[Referral]:
    return Referral.objects.filter(partnership_id=seen.member.partnership_id)


def first_of(parts: list[Any], order: list[Any]) -> list[tuple[Any, ...]]:
    """Return the first rows of all parts together; a granted one may be in two."""
    if not parts:
        return []
    together = parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0]
    return list(together.order_by(*order)[: PAGE + 1])


def in_order(seen: Sight, keys: list[uuid.UUID]) -> list[Referral]:
    """Return the referrals in the order of `keys`, as far as they may be seen."""
    unread = Message.objects.filter(referral=OuterRef("pk"), read_at=None)
    held = (
        Referral.objects.seen_by(seen.member, seen.now)
        .filter(pk__in=keys)
        .annotate(has_news=Exists(unread.from_referrer()))
        .select_related("team", "owner__user")
        .defer("sealed_answers", "sealed_national_reference", "receipt_look_up")
    )
    found = {referral.pk: referral for referral in held}
    return [found[key] for key in keys if key in found]


def filters(seen: Sight, criteria: Criteria) -> Q:
    """Return the filter that `criteria` asks for."""
    wanted = Q(stage=criteria.stage) if criteria.stage else OPEN
    if criteria.stage and criteria.stage not in {Stage.CLOSED, Stage.QUARANTINED}:
        wanted &= OPEN
    if criteria.need:
        wanted &= need(criteria.need, seen)
    if criteria.owner:
        wanted &= owner(criteria.owner, seen)
    if criteria.team:
        wanted &= Q(team_id=criteria.team)
    if criteria.depth:
        wanted &= Q(depth=criteria.depth)
    return wanted & due(criteria.due, seen.now)


def owner(code: str, seen: Sight) -> Q:
    known: dict[str, Any] = {"me": seen.member.pk, "nobody": None}
    return Q(owner=known.get(code, code))


def due(code: str, now: datetime) -> Q:
    if code == "overdue":
        return Q(due_at__lt=now)
    if code in DUE_DAYS:
        return Q(due_at__gte=now, due_at__lt=now + timedelta(days=DUE_DAYS[code]))
    return Q()


def need(code: str, seen: Sight) -> Q:
    """Return the filter of one of NEEDS."""
    unread = Message.objects.filter(
        partnership_id=seen.member.partnership_id, read_at=None
    )
    known = {
        "mine": Q(owner=seen.member.pk),
        "overdue": Q(due_at__lt=seen.now),
        "new": Q(stage=Stage.RECEIVED),
        "answers": Q(pk__in=unread.from_referrer().values("referral_id")),
        "feedback": Q(due_for="feedback"),
        "second": Q(stage=Stage.CLOSING),
    }
    return known[code]


def counts(seen: Sight, *, quarantine: bool) -> dict[str, int]:
    """Return how many referrals are in need of what, each counted to a hundred.

    quarantine: whether the member may read the quarantine box.
    """
    parts = [
        part_of(branch & OPEN & need(code, seen), code, seen)
        for code in NEEDS
        if code != "quarantine"
        for branch in seen.branches()
    ]
    if quarantine:
        boxed = Q(stage=Stage.QUARANTINED)
        parts += [part_of(b & boxed, "quarantine", seen) for b in seen.branches()]
    if not parts:
        return {}
    rows = parts[0].union(*parts[1:])
    found = Counter(what for what, _key in rows)
    return {code: min(found[code], MOST_COUNTED) for code in NEEDS}


def part_of(wanted: Q, code: str, seen: Sight) -> Any:
    what = Value(code, output_field=CharField())
    part = seen_part(seen).filter(wanted).annotate(what=what)
    return part.values_list("what", "pk")[:MOST_COUNTED]


def owners(seen: Sight) -> list[Membership]:
    """Return who has a place in the member's teams, by name."""
    partnership_id = seen.member.partnership_id
    active = Membership.objects.active().filter(partnership_id=partnership_id)
    held = active.filter(places__team_id__in=seen.teams).distinct()
    return list(held.select_related("user").order_by("user__name"))
