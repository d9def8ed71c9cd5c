"""Who may be the same person, found over sealed identities."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace

from saltmarsh.casework.identities import (
    facts,
    profiles,
    ranking,
    reasons,
    rules,
    store,
    weighing,
)
from saltmarsh.casework.identities.facts import Told
from saltmarsh.casework.identities.models import Identity, Index
from saltmarsh.casework.identities.ranking import Among
from saltmarsh.casework.identities.reasons import Reason
from saltmarsh.casework.identities.rules import Band, Label
from saltmarsh.casework.identities.weighing import Crowd, Weighed
from saltmarsh.foundation.asking import ask
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.keyring.fields import Erased
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.prepared import Maker, Prepared

OPEN = """SELECT id, partnership_id, kind, file_id, sealed_told FROM identities_identity
WHERE partnership_id = %s AND id = ANY(%s::uuid[])"""
OPEN_TO_KEEP = f"{OPEN} FOR UPDATE"
CURRENT = Prepared(
    lambda partnership_id: Index.objects.filter(
        partnership_id=partnership_id, is_current=True
    ).defer("sealed_names")[:1]
)
TO_WRITE = Prepared(
    lambda partnership_id: (
        Index.objects.filter(partnership_id=partnership_id)
        .select_for_update()
        .defer("sealed_names")
    )
)
MAKER: Maker[Identity] = Maker(Identity)
COLUMNS = ["id", "partnership_id", "kind", "file_id", "sealed_told"]


@dataclass(frozen=True)
class Within:
    """What a searcher may know of, and who that is: counted over it and no more."""

    among: Among
    crowd: Crowd


@dataclass(frozen=True)
class Match:
    """An identity that may be the same person's, and why.

    Its place in the list is the only trace of what it weighs.
    """

    identity_id: uuid.UUID
    file_id: uuid.UUID
    kind: str
    band: Band
    label: Label
    reasons: tuple[Reason, ...]
    told: Told


@dataclass(frozen=True)
class Found:
    """Matches, best first, and which identities were opened to find them: for the one
    event that a search leaves.
    """

    matches: tuple[Match, ...] = ()
    opened: tuple[uuid.UUID, ...] = ()

    def at_least(self, band: Band) -> tuple[Match, ...]:
        """Return the matches of this band and the surer ones."""
        bands = list(Band)
        return tuple(
            one for one in self.matches if bands.index(one.band) <= bands.index(band)
        )


@dataclass(frozen=True)
class Progress:
    """How far a rebuild is: how many of how many are done."""

    done: int
    of: int


# {index: (when it was counted, its names, how many)}: one opened table a process.
counted: dict[uuid.UUID, tuple[object, dict[str, int], int]] = {}


def of_file(partnership: Partnership, file_id: uuid.UUID) -> Identity | None:
    """Return the identity that was told last of the file, or None."""
    held = partnership.identities.filter(file_id=file_id)
    return held.order_by("-created_at").first()


def current(partnership: Partnership) -> Index | None:
    """Return the index that is asked now, without its names; None before the first."""
    return CURRENT.first(partnership_id=partnership.pk)


def to_write(partnership: Partnership) -> list[Index]:
    """Return every index, locked until this transaction ends, without its names."""
    return TO_WRITE.all(partnership_id=partnership.pk)


def matches(
    partnership: Partnership,
    told: Told,
    *,
    apart_from: Collection[uuid.UUID] = (),
    within: Within | None = None,
    limit: int = 50,
) -> Found:
    """Return who may be the person told of, best first.

    apart_from: files that are not looked at, as the one that `told` comes from.
    within: what the searcher may know of. What it leaves out changes nothing: not
    which are opened, not how they are weighed, not their order.
    """
    found = weighed(partnership, told, apart_from=apart_from, within=within)
    return Found(
        tuple(match(*one) for one in found[:limit]),
        tuple(identity.pk for _weighed, identity, _told in found),
    )


def weighed(
    partnership: Partnership,
    told: Told,
    *,
    apart_from: Collection[uuid.UUID] = (),
    within: Within | None = None,
) -> list[tuple[Weighed, Identity, Told]]:
    """Return every identity that was opened and what it weighs, the most first."""
    index = current(partnership)
    asked = profiles.profile(told)
    if index is None:
        return []
    crowd = within.crowd if within else crowd_of(index)
    among = within.among if within else None
    own = _own(partnership, apart_from)
    ranked = ranking.candidates(index, asked, among, crowd.size, apart_from=own)
    crowd = replace(crowd, pairs=ranked.pairs)
    found = [
        (weighing.weigh(asked, profiles.profile(held), crowd), identity, held)
        for identity, held in open_identities(partnership, ranked.identities)
    ]
    return sorted(found, key=by_weight, reverse=True)


def by_weight(one: tuple[Weighed, Identity, Told]) -> tuple[float, int, uuid.UUID]:
    return *one[0].rank, one[1].pk


def match(found: Weighed, identity: Identity, told: Told) -> Match:
    label = Label.HOUSEHOLD if found.is_household else Label.NONE
    return Match(
        identity.pk,
        identity.file_id,
        identity.kind,
        rules.band(found.posterior),
        Label.TWIN if found.is_twin else label,
        reasons.of(found),
        told,
    )


def _own(partnership: Partnership, file_ids: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """Return the identities that were told in these files."""
    if not file_ids:
        return []
    held = partnership.identities.filter(file_id__in=file_ids)
    return list(held.values_list("pk", flat=True))


def crowd_of(index: Index) -> Crowd:
    """Return what is known of all names of the partnership, opened once a process."""
    held = counted.get(index.pk)
    if held is None or held[0] != index.counted_at:
        names = index.names or {}
        held = counted[index.pk] = (index.counted_at, names, sum(names.values()))
    return Crowd(index.size + index.added, held[1], {}, held[2])


def open_identities(
    partnership: Partnership, identity_ids: list[uuid.UUID], *, to_keep: bool = False
) -> list[tuple[Identity, Told]]:
    """Return the identities, opened; an erased one is not among them. to_keep: whether
    nobody may take them away in this transaction.
    """
    sql = OPEN_TO_KEEP if to_keep else OPEN
    rows = ask(sql, [partnership.pk, store.array(identity_ids)])
    held = [MAKER.from_db("default", COLUMNS, row) for row in rows]
    keyring.open_files(partnership.pk, [identity.file_id for identity in held])
    found = []
    for identity in held:
        try:
            found.append((identity, facts.read(identity.told)))
        except Erased:
            continue
    return found


def following(
    partnership: Partnership, after: uuid.UUID, batch: int
) -> list[uuid.UUID]:
    """Return the keys of the next identities, in their order."""
    later = partnership.identities.filter(pk__gt=after).order_by("pk")
    return list(later.values_list("pk", flat=True)[:batch])
