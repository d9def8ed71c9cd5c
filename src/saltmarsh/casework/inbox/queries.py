"""What a desk sees of its referrals without opening one.

A page of the list and its counts cost the same among a hundred thousand referrals as
among a thousand: each part walks one index from where the page begins, and a count
stops at a hundred.
"""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
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
SEEN = "NOT is_restricted AND team_id = ANY(%(teams)s)"
SEEN_WITH_GRANTS = f"(({SEEN}) OR id = ANY(%(granted)s))"
SQL_OPEN = "NOT (stage IN ('closed', 'quarantined'))"
# One statement by hand: the same through the mapper takes five times as long. It is
# put together from the words below alone; what a member chose is a parameter.
SQL_NEEDS = {
    "mine": f"{SQL_OPEN} AND owner_id = %(member)s",
    "overdue": f"{SQL_OPEN} AND due_at < %(now)s",
    "new": f"{SQL_OPEN} AND stage = 'received'",
    "answers": f"""{SQL_OPEN} AND id IN (
        SELECT referral_id FROM referrals_message
        WHERE partnership_id = %(partnership)s AND read_at IS NULL
        AND kind IN ('answer', 'addition', 'withdrawal'))""",  # noqa: S608
    "feedback": f"{SQL_OPEN} AND feedback_due_at IS NOT NULL",
    "second": f"{SQL_OPEN} AND stage = 'closing'",
    "quarantine": "stage = 'quarantined'",
}


def count_statement(seen: str) -> str:
    """Return the statement that counts each of NEEDS, to a hundred."""
    parts = [
        "(SELECT count(*) FROM (SELECT FROM referrals_referral"  # noqa: S608
        f" WHERE partnership_id = %(partnership)s AND {seen} AND {SQL_NEEDS[code]}"
        f" LIMIT {MOST_COUNTED}) AS found)"
        for code in NEEDS
    ]
    return f"SELECT {', '.join(parts)}"


COUNT = {False: count_statement(SEEN), True: count_statement(SEEN_WITH_GRANTS)}


def seen_part(seen: Sight) -> QuerySet[Referral]:
    return Referral.objects.filter(partnership_id=seen.member.partnership_id)


def first_of(parts: list[Any], order: list[Any]) -> list[tuple[Any, ...]]:
    """Return the first rows of all parts together; a granted one may be in two."""
    if len(parts) < 2:
        return [row for part in parts for row in part]
    return list(parts[0].union(*parts[1:]).order_by(*order)[: PAGE + 1])


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
        "feedback": Q(feedback_due_at__isnull=False),
        "second": Q(stage=Stage.CLOSING),
    }
    return known[code]


def counts(seen: Sight, *, quarantine: bool) -> dict[str, int]:
    """Return how many referrals are in need of what, each counted to a hundred.

    quarantine: whether the member may read the quarantine box.
    """
    values: dict[str, Any] = {
        "partnership": seen.member.partnership_id,
        "member": seen.member.pk,
        "teams": list(seen.teams),
        "granted": seen.granted,
        "now": seen.now,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT[bool(seen.granted)], values)
        found = dict(zip(NEEDS, cursor.fetchone(), strict=True))
    return found if quarantine else found | {"quarantine": 0}


def owners(seen: Sight) -> list[Membership]:
    """Return who has a place in the member's teams, by name."""
    partnership_id = seen.member.partnership_id
    active = Membership.objects.active().filter(partnership_id=partnership_id)
    held = active.filter(places__team_id__in=seen.teams).distinct()
    return list(held.select_related("user").order_by("user__name"))
