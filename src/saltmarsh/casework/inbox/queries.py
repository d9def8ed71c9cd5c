"""What a desk sees of its referrals without opening one.

A page of the list and its counts cost the same among a hundred thousand referrals as
among a thousand: each part walks one index from where the page begins, and a count
stops at a hundred.
"""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases import queries as cases
from saltmarsh.casework.inbox.cursor import Cursor
from saltmarsh.casework.inbox.models import SavedFilter
from saltmarsh.casework.likenesses import queries as likenesses
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.referrals.models import Grant, Message, Referral
from saltmarsh.foundation import asking
from saltmarsh.foundation.accounts.models import Membership, TeamPlace
from saltmarsh.foundation.prepared import Prepared

PAGE = 25
MOST_COUNTED = 100
# What the list shows of a referral: nothing sealed.
COLUMNS = (
    "reference",
    "partnership",
    "stage",
    "channel",
    "received_at",
    "due_at",
    "due_for",
    "feedback_due_at",
    "is_repeat",
    "is_restricted",
    "team__name",
    "owner__user__name",
    "owner__user__email",
)
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
    found = asking.together(
        places=lambda: PLACES.all(member=member.pk),
        grants=lambda: GRANTS.all(member=member.pk, now=now),
    )
    return Sight(
        member,
        now,
        {place.team_id: place.team.name for place in found["places"]},
        [grant.referral_id for grant in found["grants"]],
    )


def listed(seen: Sight, criteria: Criteria, cursor: Cursor) -> Listed:
    """Return the page of what `seen` holds that `cursor` points at."""
    rows = places_on_page(seen, criteria, cursor)
    more = len(rows) > PAGE
    rows = rows[:PAGE] if cursor.forward else rows[:PAGE][::-1]
    keys = [row[-1] for row in rows]
    return Listed(
        in_order(seen, keys),
        before=cursor.before(rows, more=more),
        after=cursor.after(rows, more=more),
    )


KEYS = ("due_at", "received_at", "pk")


def places_on_page(seen: Sight, criteria: Criteria, cursor: Cursor) -> list[Any]:
    """Return KEYS of the rows of a page, and of one more when there is one."""
    if not seen.branches():
        return []
    if criteria != Criteria() or cursor != Cursor():
        return list(page_of(seen, criteria, cursor))
    return FIRST_PAGE.tuples(
        partnership_id=seen.member.partnership_id,
        teams=list(seen.teams),
        granted=seen.granted,
    )


def page_of(seen: Sight, criteria: Criteria, cursor: Cursor) -> QuerySet[Any, Any]:
    newest_first = criteria.stage in {Stage.CLOSED, Stage.QUARANTINED}
    wanted = filters(seen, criteria)
    order = cursor.order(newest_first=newest_first)
    parts = [
        seen_part(seen).filter(branch, wanted, where).order_by(*order)[: PAGE + 1]
        for branch in seen.branches()
        for where in cursor.ranges(newest_first=newest_first)
    ]
    return first_of([part.values_list(*KEYS) for part in parts], order)


def seen_part(seen: Sight) -> QuerySet[Referral]:
    return Referral.objects.filter(partnership_id=seen.member.partnership_id)


def first_of(parts: list[Any], order: list[Any]) -> QuerySet[Any, Any]:
    """Return the first rows of all parts together; a granted one may be in two."""
    if len(parts) == 1:
        only: QuerySet[Any, Any] = parts[0]
        return only
    together: QuerySet[Any, Any] = parts[0].union(*parts[1:])
    return together.order_by(*order)[: PAGE + 1]


def in_order(seen: Sight, keys: list[uuid.UUID]) -> list[Referral]:
    """Return the referrals in the order of `keys`, as far as they may be seen."""
    if not keys:
        return []
    held = SHOWN.all(member=seen.member.pk, now=seen.now, keys=keys)
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


def owners(seen: Sight) -> list[Membership]:
    """Return who has a place in the member's teams, by name."""
    if not seen.teams:
        return []
    return OWNERS.all(partnership_id=seen.member.partnership_id, teams=list(seen.teams))


def saved_by(member: Membership) -> list[SavedFilter]:
    """Return the filters that `member` keeps, the oldest first."""
    return SAVED.all(member=member.pk)


def shown_to(member: Any, now: Any, keys: Any) -> QuerySet[Referral]:
    unread = Message.objects.filter(referral=OuterRef("pk"), read_at=None)
    return (
        Referral.objects.seen_by(Membership(pk=member), now)
        .filter(pk__in=keys)
        .annotate(
            has_news=Exists(unread.from_referrer()),
            may_repeat=likenesses.open_beside(member, now),
            had_case=cases.ended_beside(member, now),
        )
        .select_related("team", "owner__user")
        .only(*COLUMNS)
    )


def first_page(partnership_id: Any, teams: Any, granted: Any) -> QuerySet[Any, Any]:
    """Return the page that everybody opens first: nothing chosen, from the start."""
    anybody = Membership(partnership_id=partnership_id)
    seen = Sight(anybody, timezone.now(), dict.fromkeys(teams, ""), granted)
    return page_of(seen, Criteria(), Cursor())


FIRST_PAGE: Prepared[Any] = Prepared(first_page)
SHOWN = Prepared(shown_to)
PLACES = Prepared(
    lambda member: (
        TeamPlace.objects.filter(member=member)
        .select_related("team")
        .order_by("team__name")
    )
)
GRANTS = Prepared(
    lambda member, now: Grant.objects.filter(member=member, ended_at=None).filter(
        Q(until=None) | Q(until__gt=now)
    )
)
OWNERS = Prepared(
    lambda partnership_id, teams: (
        Membership.objects.active()
        .filter(partnership_id=partnership_id, places__team__pk__in=teams)
        .distinct()
        .select_related("user")
        .order_by("user__name")
    )
)
SAVED = Prepared(
    lambda member: SavedFilter.objects.filter(member=member).order_by("created_at")
)
