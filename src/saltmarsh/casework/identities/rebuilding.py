"""A partnership's blind index made anew beside the one in use, then in its place.

For another key or another algorithm. It can be cut off at any moment: the next run
reads again what was written, so that it knows where each list ends, and goes on.
"""

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction

from saltmarsh.casework.identities import actions, keys, profiles, queries, store
from saltmarsh.casework.identities.facts import Told
from saltmarsh.casework.identities.models import Identity, Index
from saltmarsh.casework.identities.queries import Progress
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

# In the order of addresses, so that each entry is looked at once and the entries of
# other partnerships, which stand on other shelves, never are.
PURGE = """WITH old AS MATERIALIZED (
    SELECT ctid AS at, address FROM identities_posting
    WHERE partnership_id = %s AND number <> %s AND address BETWEEN %s AND %s
    ORDER BY address LIMIT %s),
gone AS (DELETE FROM identities_posting
    WHERE partnership_id = %s AND ctid = ANY(ARRAY(SELECT at FROM old)))
SELECT max(address) FROM old"""
PURGED_AT_ONCE = 20_000
MOST_LABELS = 250_000  # about 40 MB

Opened = Sequence[tuple[Identity, Told]]


@dataclass
class Making:
    """An index being made. ends: {key: how long its list is}."""

    index: Index
    ends: dict[str, int] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)
    size: int = 0
    secrets: store.Secrets | None = None

    def opened_secrets(self) -> store.Secrets:
        """Return the keys of the index. The labels that they made are kept, for what is
        found under one key is mostly found under others that came before.
        """
        if self.secrets is None:
            self.secrets = store.secrets_of(self.index)
        if len(self.secrets.known) > MOST_LABELS:
            self.secrets.known.clear()
        return self.secrets

    def note(self, opened: Opened) -> dict[store.Slot, store.Halves]:
        """Count a batch, and return the entries that it needs."""
        entries = {}
        for identity, told in opened:
            profile = profiles.profile(told)
            value = store.halves(identity.pk)
            for key in keys.stored(profile):
                end = self.ends.get(key, 0)
                entries[key, end] = value
                self.ends[key] = end + 1
            self.names.update(profile.skeletons)
        self.size += len(opened)
        return entries


def rebuild(partnership: Partnership, *, batch: int) -> Iterator[Progress]:
    """Make the index anew and put it in the place of the one in use, yielding how far
    it is after each batch.
    """
    with transaction.atomic():
        enter(partnership)
        making = Making(unfinished(partnership))
        of = partnership.identities.count()
        for opened in reread(partnership, making.index.reached, batch):
            making.note(opened)
            keyring.forget()
    while done := step(partnership, making, batch):
        yield Progress(done, of)
    switch(partnership, making)
    purge(partnership, making.index.number)


def enter(partnership: Partnership) -> None:
    partnerships.enter(partnership)
    keyring.forget()


def unfinished(partnership: Partnership) -> Index:
    """Return the index that an earlier run began with the same key and algorithm, or
    a new one.
    """
    newest = max(
        number for number, _ in keyring.partnership_keys(partnership.pk).values()
    )
    begun = partnership.indexes.filter(
        is_current=False, algorithm=keys.ALGORITHM, key_number=newest
    )
    return begun.order_by("-number").first() or actions.begin(partnership)


def reread(
    partnership: Partnership, reached: uuid.UUID, batch: int
) -> Iterator[Opened]:
    """Yield what is in the index already."""
    after = uuid.UUID(int=0)
    while found := queries.following(partnership, after, batch):
        within = [one for one in found if one <= reached]
        if within:
            yield queries.open_identities(partnership, within)
        if len(within) < len(found):
            return
        after = found[-1]


@transaction.atomic
def step(partnership: Partnership, making: Making, batch: int) -> int:
    """Write the next batch; return how many are done, 0 when all were."""
    enter(partnership)
    held = partnership.indexes.select_for_update().defer("sealed_names")
    making.index = index = held.get(pk=making.index.pk)
    found = queries.following(partnership, index.reached, batch)
    if not found:
        return 0
    secrets = making.opened_secrets()
    entries = making.note(queries.open_identities(partnership, found))
    for slot in store.write(secrets, entries):
        store.add(secrets, [slot[0]], store.whole(entries[slot]))
    index.reached = found[-1]
    index.save(update_fields=["reached"])
    return making.size


@transaction.atomic
def switch(partnership: Partnership, making: Making) -> None:
    """Let the new index be asked from now on."""
    enter(partnership)
    list(partnership.indexes.select_for_update().values_list("pk"))
    partnership.indexes.exclude(pk=making.index.pk).delete()
    index = partnership.indexes.get(pk=making.index.pk)
    index.is_current = True
    index.reached = uuid.UUID(int=2**128 - 1)
    index.save(update_fields=["is_current", "reached"])
    actions.keep_count(index, making.names, making.size)
    audit.record("index.rebuilt", index, by=None, by_kind="system")


def purge(partnership: Partnership, number: int) -> None:
    """Remove what is left of older indexes: without their keys it led nowhere."""
    after, last = store.shelf_of(partnership.pk)
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            partnerships.enter(partnership)
            span = [number, after, last, PURGED_AT_ONCE]
            cursor.execute(PURGE, [partnership.pk, *span, partnership.pk])
            [reached] = cursor.fetchone()
        if reached is None or reached == last:
            return
        after = reached + 1
