"""Who may be the person that somebody searches for, among the referrals they may open.

What the searcher may not open changes nothing: it is left out before anything is
counted, weighed or cut, and no figure of the whole partnership is used.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from typing import Any

from django.db.models.expressions import RawSQL

from saltmarsh.casework.identities import facts, profiles, reasons, rules, weighing
from saltmarsh.casework.identities import queries as identities
from saltmarsh.casework.identities.facts import Told
from saltmarsh.casework.identities.models import Identity
from saltmarsh.casework.identities.queries import Among
from saltmarsh.casework.identities.reasons import Reason
from saltmarsh.casework.identities.rules import Band, Label
from saltmarsh.casework.identities.store import array
from saltmarsh.casework.identities.weighing import Crowd, Weighed
from saltmarsh.casework.referrals.lifecycle import Stage
from saltmarsh.casework.referrals.models import Referral, ReferralQuerySet
from saltmarsh.casework.search.models import Search
from saltmarsh.casework.search.scanning import Sought, fitting
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.keyring import queries as keyring

MOST_KEPT, BATCH = 50, 1000
KEYS = "SELECT unnest(%s::uuid[])"
Entry = tuple[Weighed, uuid.UUID]


@dataclass(frozen=True)
class Answer:
    """What a search found, best first, as [identity, band, label]. opened: the keys of
    the identities that the one event names, and count: how many were opened. A look
    through every record names what it found.
    """

    found: list[list[str]]
    opened: list[uuid.UUID]
    count: int


@dataclass(frozen=True)
class Step:
    """How far a look through every record is, and what it found so far."""

    done: int
    of: int
    answer: Answer


@dataclass(frozen=True)
class Result:
    """One referral that may be about the person searched for, and why."""

    referral: Referral
    told: Told
    band: Band
    label: Label
    reasons: tuple[Reason, ...]


def openable(member: Membership, now: datetime) -> ReferralQuerySet:
    """Return the referrals that a search of the member can find."""
    seen = Referral.objects.filter(partnership=member.partnership_id)
    return seen.seen_by(member, now).exclude(stage=Stage.QUARANTINED)


def among(member: Membership, now: datetime) -> Among:
    """Return what narrows identities to those of referrals that the member may open."""
    held = Identity.objects.filter(
        partnership=member.partnership_id,
        file_id__in=openable(member, now).values("pk"),
    )

    def known(ids: list[uuid.UUID]) -> set[uuid.UUID]:
        asked = held.filter(pk__in=RawSQL(KEYS, [array(ids)]))  # noqa: S611 - ours
        return set(asked.values_list("pk", flat=True))

    return known


def looked_up(member: Membership, told: Told, now: datetime) -> Answer:
    """Return who may be the person told of, found through the blind index."""
    partnership = member.partnership
    index = identities.current(partnership)
    if index is None:
        return Answer([], [], 0)
    # As large as what the member may open, and not as what there is.
    index.size, index.added = openable(member, now).count(), 0
    asked = profiles.profile(told)
    ranked = identities.candidates(index, asked, among(member, now))
    crowd = Crowd(size=index.size, pairs=ranked.pairs)
    opened = identities.open_identities(partnership, ranked.identities)
    found = [
        (weighing.weigh(asked, profiles.profile(held), crowd), identity.pk)
        for identity, held in opened
    ]
    best = nlargest(MOST_KEPT, found, key=by_weight)
    keys = [identity.pk for identity, _told in opened]
    return Answer(written(best), keys, len(keys))


def looked_through(member: Membership, told: Told, now: datetime) -> Iterator[Step]:
    """Compare `told` with every record that the member may open, BATCH at a time."""
    keys = Identity.objects.filter(
        partnership=member.partnership_id,
        file_id__in=openable(member, now).values("pk"),
    ).order_by("pk")
    every = list(keys.values_list("pk", flat=True))
    asked, crowd = profiles.profile(told), Crowd(size=len(every))
    sought = Sought(told)
    best: list[Entry] = []
    for start in range(0, len(every), BATCH):
        some = every[start : start + BATCH]
        for key, held in fitting(member.partnership_id, some, sought):
            best.append((weighing.weigh(asked, profiles.profile(held), crowd), key))
        best = nlargest(MOST_KEPT, best, key=by_weight)
        keyring.forget()
        done = start + len(some)
        keys_found = [key for _weighed, key in best]
        yield Step(done, len(every), Answer(written(best), keys_found, done))


def by_weight(one: Entry) -> tuple[float, uuid.UUID]:
    return one[0].posterior, one[1]


def written(found: list[Entry]) -> list[list[str]]:
    return [
        [
            str(key),
            rules.band(one.posterior).value,
            label(one).value,
        ]
        for one, key in found
    ]


def label(one: Weighed) -> Label:
    if one.is_twin:
        return Label.TWIN
    return Label.HOUSEHOLD if one.is_household else Label.NONE


def results(search: Search, now: datetime) -> list[Result]:
    """Return what a search has found, best first, of what its member may open now."""
    member, kept = search.member, search.found or []
    asked = profiles.profile(facts.read(search.asked["told"]))
    keys = [uuid.UUID(key) for key, _band, _label in kept]
    opened = {
        identity.pk: (identity.file_id, held)
        for identity, held in identities.open_identities(search.partnership, keys)
    }
    files = [file_id for file_id, _told in opened.values()]
    seen = openable(member, now).filter(pk__in=files).in_bulk()
    return [
        result(seen[opened[key][0]], opened[key][1], asked, entry)
        for key, entry in zip(keys, kept, strict=True)
        if key in opened and opened[key][0] in seen
    ]


def result(referral: Referral, told: Told, asked: Any, entry: list[str]) -> Result:
    found = weighing.weigh(asked, profiles.profile(told), Crowd())
    why = reasons.of(found)
    return Result(referral, told, Band(entry[1]), Label(entry[2]), why)


def of_reference(member: Membership, reference: str, now: datetime) -> Referral | None:
    """Return the referral with this reference, when the member may open it."""
    return openable(member, now).filter(reference=reference).first()
