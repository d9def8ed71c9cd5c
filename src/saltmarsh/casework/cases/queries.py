import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.module_loading import import_string

from saltmarsh.casework.cases import clocks, rules
from saltmarsh.casework.cases.lifecycle import ENDED
from saltmarsh.casework.cases.models import Basis, Case, Grant, Handover, Interest
from saltmarsh.casework.links.models import Link
from saltmarsh.casework.referrals import references
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import (
    Membership,
    MembershipQuerySet,
    TeamPlace,
)
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.notices.models import Notice
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.prepared import Prepared

SETTINGS = clocks.SETTINGS
OVERDUE = "case.overdue"
ESCALATED = "case.escalated"
# How many overdue cases one run of the alarm tells of.
MOST_RUNG = 500
# The purpose of the sub-key under which numbers become references.
REFERENCES = "case references"


@dataclass(frozen=True)
class Leading:
    """Who leads a case, for which agency."""

    member: Membership
    agency: str


@dataclass(frozen=True)
class Sight:
    """Who alone is to see a case beside its lead, until when, and why."""

    members: tuple[Membership, ...]
    until: datetime
    reason: str


@dataclass(frozen=True)
class Named:
    """Somebody who may see a restricted case, until a moment."""

    name: str
    until: datetime | None


@dataclass(frozen=True)
class Reader:
    """Somebody who may see a case now."""

    member: Membership
    leads: bool


@dataclass(frozen=True)
class Held:
    """What a member holds, as far as somebody may see it. has_unseen: whether they lead
    a case that is not shown.
    """

    cases: list[Case]
    handovers: list[Handover]
    referrals: list[Referral]
    has_unseen: bool


def new_reference(partnership_id: uuid.UUID, number: int) -> str:
    """Return the reference of the case `number`, as "C-K7M2-9QXP"."""
    key = keyring.first_subkey(partnership_id, REFERENCES)
    return f"C-{references.reference(number, key)}"


def of_person(person_id: uuid.UUID | None) -> Case | None:
    """Return the case of a person, if there is one, whoever may see it: also one that
    rests on a referral which was linked to them since.
    """
    if person_id is None:
        return None
    links = Link.objects.filter(person=person_id, undone_at=None)
    rests = Q(bases__referral__in=links.values("referral_id"))
    return Case.objects.filter(Q(person=person_id) | rests).distinct().first()


def rests_on(referral: Referral) -> bool:
    """Tell whether a case rests on the referral: no other is opened for it."""
    return Basis.objects.filter(referral=referral).exists()


def carried(case: Case, member: Membership, now: datetime) -> list[Referral]:
    """Return the referrals of the case's person, and those that the case rests on,
    that `member` may see, oldest first. Others may exist, and nothing here tells
    whether they do.
    """
    return CARRIED.all(case=case.pk, person=case.person_id, member=member.pk, now=now)


def all_carried(case: Any, person: Any, member: Any, now: Any) -> QuerySet[Referral]:
    linked = Link.objects.filter(person=person, undone_at=None)
    rests = Basis.objects.filter(case=case)
    # One list of keys: either of two conditions would read every referral.
    keys = linked.values("referral_id").union(rests.values("referral_id"))
    seen = Referral.objects.seen_by(Membership(pk=member), now).filter(pk__in=keys)
    is_basis = Exists(rests.filter(referral=OuterRef("pk")))
    return seen.annotate(is_basis=is_basis).order_by("received_at", "pk")


CARRIED: Prepared[Referral] = Prepared(all_carried)
HANDOVER: Prepared[Handover] = Prepared(
    lambda case: (
        Handover.objects.waiting()
        .filter(case=case)
        .select_related("receiver__user")[:1]
    )
)


def waiting_handover(case: Case) -> Handover | None:
    """Return the wish that somebody else leads the case, while it waits."""
    return HANDOVER.first(case=case.pk)


def named_for(case: Case, now: datetime) -> list[Named]:
    """Return who was named to see a restricted case, by name."""
    live = Grant.objects.filter(case=case, ended_at=None).exclude(until__lte=now)
    held = live.select_related("member__user").order_by("member__user__name")
    return [Named(str(grant.member), grant.until) for grant in held]


def kept_until(case: Case, now: datetime) -> datetime | None:
    """Return until when the case is kept to named people; nothing where it is not."""
    if not case.is_restricted:
        return None
    live = Grant.objects.filter(case=case, ended_at=None, until__gt=now)
    return live.aggregate(last=Max("until"))["last"]


def overseers(case: Case, now: datetime) -> MembershipQuerySet:
    """Return who hears of a case that stays overdue: those who may see it and hold one
    of the roles that settings.OVERSEERS names, as the floor above says.
    """
    return with_sight(case, import_string(settings.OVERSEERS)(), now)


def chairs(case: Case, now: datetime) -> MembershipQuerySet:
    """Return who may see the case and records what the panel decides."""
    return with_sight(case, import_string(settings.CHAIRS)(), now)


def barred(case: Case) -> set[uuid.UUID]:
    """Return the keys of the members and guests whose interest in it stands."""
    return barred_from([case.pk])[case.pk]


def barred_from(case_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Return, for each case, the keys of those who declared an interest in it."""
    found: dict[uuid.UUID, set[uuid.UUID]] = {key: set() for key in case_ids}
    declared = Interest.objects.standing().filter(case__in=case_ids)
    for case, *who in declared.values_list("case_id", "member_id", "guest_id"):
        found[case] |= {key for key in who if key}
    return found


def with_sight(case: Case, roles: Sequence[str], now: datetime) -> MembershipQuerySet:
    held = Membership.objects.active().filter(
        partnership_id=case.partnership_id, role__in=roles
    )
    held = held.exclude(pk__in=barred(case))
    if case.is_restricted:
        granted = Grant.objects.filter(case=case, ended_at=None).exclude(until__lte=now)
        return held.filter(pk__in=granted.values("member_id"))
    return held.filter(places__team=case.team_id).distinct()


def overdue(partnership: Partnership, now: datetime, kind: str) -> list[Case]:
    """Return open cases whose clock has run out and of which no notice of `kind`
    waits, the longest first.
    """
    told = Notice.objects.waiting().filter(kind=kind, about_id=OuterRef("pk"))
    late = partnership.cases.open().filter(due_at__lt=now).exclude(Exists(told))
    held = late.select_related("partnership", "team", "lead__user")
    return list(held.order_by("due_at")[:MOST_RUNG])


def readers(case: Case, roles: Sequence[str], now: datetime) -> list[Reader]:
    """Return who may see the case now, by name. roles: those that read cases at all."""
    found = READING.all(
        partnership=case.partnership_id,
        roles=[*roles],
        case=case.pk,
        team=None if case.is_restricted else case.team_id,
        now=now,
    )
    return [Reader(member, member.pk == case.lead_id) for member in found]


def reading(
    partnership: Any, roles: Any, case: Any, team: Any, now: Any
) -> QuerySet[Membership]:
    """team: whose members see it; None where it is kept to named people."""
    held = Membership.objects.active().filter(
        partnership_id=partnership, role__in=roles
    )
    named = Grant.objects.filter(case=case, member=OuterRef("pk"), ended_at=None)
    placed = TeamPlace.objects.filter(member=OuterRef("pk"), team=team)
    declared = Interest.objects.standing().filter(case=case, member=OuterRef("pk"))
    lead = Case.objects.filter(pk=case).values("lead")
    seeing = Q(pk__in=lead) | Exists(named.exclude(until__lte=now)) | Exists(placed)
    seen = held.filter(seeing).exclude(Exists(declared))
    return seen.select_related("user").order_by("user__name", "pk")


READING: Prepared[Membership] = Prepared(reading)


def ended_beside(member: Any, now: Any) -> Exists:
    """Return, for a query of referrals, whether the person has a case that has ended,
    which the member may see, and which the referral is no part of.
    """
    over = Case.objects.seen_by(Membership(pk=member), now).filter(stage__in=ENDED)
    linked = Link.objects.filter(
        referral=OuterRef("pk"), undone_at=None, referral__basis=None
    )
    return Exists(linked.filter(person__case__in=over))


def leads_any(member: Membership) -> bool:
    """Tell whether `member` leads a case that has not ended, whoever may see it."""
    return Case.objects.open().filter(lead=member).exists()


def barriers_to_going(member: Membership) -> list[str]:
    """Return why `member` cannot leave, or stop working on cases."""
    return rules.barriers_to_going(leads=leads_any(member))


def held_by(member: Membership, reader: Membership, now: datetime) -> Held:
    """Return what `member` holds, as far as `reader` may see it."""
    seen = Case.objects.seen_by(reader, now)
    led = Case.objects.open().filter(lead=member)
    open_ones = Handover.objects.waiting().filter(case__in=seen)
    concerned = open_ones.filter(Q(receiver=member) | Q(case__lead=member))
    mine = Referral.objects.seen_by(reader, now).open().filter(owner=member)
    shown = led.filter(pk__in=seen.values("pk")).select_related("team")
    return Held(
        cases=list(shown.order_by("due_at", "created_at")),
        handovers=list(concerned.select_related("case", "receiver__user")),
        referrals=list(mine.select_related("team").order_by("received_at", "pk")),
        has_unseen=led.exclude(pk__in=seen.values("pk")).exists(),
    )
