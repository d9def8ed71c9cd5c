"""Who may be the person that somebody searches for, among the referrals they may open.

What the searcher may not open changes nothing: it is left out before anything is
counted, weighed or cut, and no figure of the whole partnership is used: how rare a
name is, too, is counted over what they may open.
"""

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from heapq import nlargest
from typing import Any

from django.db.models import TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.identities import facts, profiles, reasons, rules, weighing
from saltmarsh.casework.identities import queries as identities
from saltmarsh.casework.identities.facts import Told
from saltmarsh.casework.identities.queries import Within
from saltmarsh.casework.identities.ranking import Among
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
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of

MOST_KEPT, BATCH = 50, 1000
COUNTED = 1000  # identities whose names are counted: what is rare weighs more
MOST_AN_HOUR = Setting(
    "search.most_an_hour",
    _("Searches for a person that one member may make in an hour"),
    default=60,
    kind="number",
)
SETTINGS = [MOST_AN_HOUR]
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


def most_an_hour(partnership: Partnership) -> int:
    """Return how often one member may search in an hour."""
    return int(value_of(partnership, MOST_AN_HOUR))


def openable(member: Membership, now: datetime) -> ReferralQuerySet:
    """Return the referrals that a search of the member can find."""
    seen = Referral.objects.filter(partnership=member.partnership_id)
    return seen.seen_by(member, now).exclude(stage=Stage.QUARANTINED)


def held_by(partnership: Partnership, seen: ReferralQuerySet) -> Any:
    """Return the identities that are told in the referrals that are `seen`."""
    return partnership.identities.filter(file_id__in=seen.values("pk"))


def among(partnership: Partnership, seen: ReferralQuerySet) -> Among:
    """Return what narrows identities to those of the referrals that are `seen`."""
    held = held_by(partnership, seen)

    def known(ids: list[uuid.UUID]) -> set[uuid.UUID]:
        asked = held.filter(pk__in=RawSQL(KEYS, [array(ids)]))  # noqa: S611 - ours
        return set(asked.values_list("pk", flat=True))

    return known


def crowd(partnership: Partnership, seen: ReferralQuerySet) -> Crowd:
    """Return how many people are told of in the referrals that are `seen`, and how
    often names sound alike in some of them.
    """
    keys = held_by(partnership, seen).order_by("pk").values_list("pk", flat=True)
    words, total = words_of(partnership.pk, tuple(keys[:COUNTED]))
    return Crowd(seen.count(), words, {}, total)


@lru_cache(maxsize=64)
def words_of(
    partnership_id: uuid.UUID, keys: tuple[uuid.UUID, ...]
) -> tuple[Counter[str], int]:
    """Return how often each skeleton is in the names of these identities, and of how
    many all of them are. Their keys are random, so the first ones are as good as any.
    """
    partnership = Partnership(pk=partnership_id)
    counter: Counter[str] = Counter()
    for _identity, told in identities.open_identities(partnership, list(keys)):
        counter.update(profiles.profile(told).skeletons)
    return counter, counter.total()


def within(partnership: Partnership, seen: ReferralQuerySet) -> Within:
    return Within(among(partnership, seen), crowd(partnership, seen))


def looked_up(member: Membership, told: Told, now: datetime) -> Answer:
    """Return who may be the person told of, found through the blind index."""
    partnership = member.partnership
    seen = openable(member, now)
    found = identities.weighed(partnership, told, within=within(partnership, seen))
    best = [(weighed, identity.pk) for weighed, identity, _told in found[:MOST_KEPT]]
    keys = [identity.pk for _weighed, identity, _told in found]
    return Answer(written(best), keys, len(keys))


def looked_through(member: Membership, told: Told, now: datetime) -> Iterator[Step]:
    """Compare `told` with every record that the member may open, BATCH at a time."""
    seen = openable(member, now)
    keys = held_by(member.partnership, seen).order_by("pk")
    every = list(keys.values_list(Cast("pk", TextField()), flat=True))
    asked, people = profiles.profile(told), crowd(member.partnership, seen)
    sought = Sought(told)
    best: list[Entry] = []
    for start in range(0, len(every), BATCH):
        some = every[start : start + BATCH]
        for key, held in fitting(member.partnership_id, some, sought):
            best.append((weighing.weigh(asked, profiles.profile(held), people), key))
        best = nlargest(MOST_KEPT, best, key=by_weight)
        keyring.forget()
        done = start + len(some)
        keys_found = [key for _weighed, key in best]
        yield Step(done, len(every), Answer(written(best), keys_found, done))


def by_weight(one: Entry) -> tuple[float, int, uuid.UUID]:
    return *one[0].rank, one[1]


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
