import uuid
from collections import Counter
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.identities import keys, profiles, queries, store
from saltmarsh.casework.identities.facts import Told
from saltmarsh.casework.identities.models import Identity, Index, Kind
from saltmarsh.foundation.asking import together
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.notices import working
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.writing import at_once, change, insert

BATCH = 500
FEWEST_NEW, NEW_SHARE = 20, 5  # names are counted again after a fifth more


def made(
    partnership_id: uuid.UUID, *, file_id: uuid.UUID, kind: str, told: Told
) -> Identity:
    """Return a new identity, sealed and not yet stored."""
    identity = Identity(partnership_id=partnership_id, file_id=file_id, kind=kind)
    identity.told = told.as_json()
    return identity


@at_once
def tell(
    partnership_id: uuid.UUID,
    *,
    file_id: uuid.UUID,
    kind: Kind,
    told: Told,
    then: str = "",
) -> Identity:
    """Keep who somebody is, as told, and let the worker make it findable.

    file_id: the referral or person whose key seals it. then: the name of a job to do
    once others can find it, with the arguments `partnership` and `identity`.
    """
    identity = made(partnership_id, file_id=file_id, kind=kind, told=told)
    insert(identity)
    working.later("identities.index", partnership_id, identity=identity.pk, then=then)
    return identity


@transaction.atomic
def retell(
    partnership: Partnership,
    *,
    file_id: uuid.UUID,
    kind: Kind,
    told: Told,
    then: str = "",
) -> Identity:
    """Keep who somebody is now that facts have changed, in place of what was told."""
    withdraw(partnership, file_id=file_id)
    return tell(partnership.pk, file_id=file_id, kind=kind, told=told, then=then)


@transaction.atomic
def withdraw(partnership: Partnership, *, file_id: uuid.UUID) -> int:
    """Take the file's identities out of every index, and away; return how many.

    It must come before the file's key is erased: then nobody can tell any more which
    entries were theirs.
    """
    held = partnership.identities.select_for_update().filter(file_id=file_id)
    found = queries.open_identities(partnership, [identity.pk for identity in held])
    for identity, told in found:
        stored = keys.stored(profiles.profile(told))
        for index in partnership.indexes.defer("sealed_names"):
            store.forget(store.secrets_of(index), stored, identity.pk)
    count, _by_model = partnership.identities.filter(file_id=file_id).delete()
    return count


@transaction.atomic(savepoint=False)  # two statements less for each job
def index(partnership: Partnership, *, identity_id: uuid.UUID, then: str = "") -> None:
    """Let an identity be found, in the current index and in one that is being made.

    Does nothing when it was taken away or erased meanwhile.
    """
    found = together(
        indexes=lambda: queries.to_write(partnership),
        opened=lambda: queries.open_identities(
            partnership, [identity_id], to_keep=True
        ),
        keys=lambda: keyring.partnership_keys(partnership.pk),
    )
    indexes = found["indexes"] or [begin(partnership, is_current=True)]
    if not found["opened"]:
        return
    [(identity, told)] = found["opened"]
    stored = keys.stored(profiles.profile(told))
    for one in indexes:
        # What a rebuild has not reached yet, it will write itself.
        if one.is_current or identity.pk <= one.reached:
            one.added += 1
            counted = [change(one, ["added"])]
            store.add(store.secrets_of(one), stored, identity.pk, beside=counted)
            grown(partnership, one)
    if then:
        working.later(then, partnership.pk, identity=identity.pk)


def grown(partnership: Partnership, one: Index) -> None:
    if one.is_current and one.added > max(FEWEST_NEW, one.size // NEW_SHARE):
        working.once("identities.count_names", partnership.pk)


def begin(partnership: Partnership, *, is_current: bool = False) -> Index:
    """Begin an index with the newest key and the algorithm of this release."""
    last = partnership.indexes.order_by("-number").first()
    owners = keyring.partnership_keys(partnership.pk).values()
    return Index.objects.create(
        partnership=partnership,
        number=last.number + 1 if last else 1,
        algorithm=keys.ALGORITHM,
        key_number=max(number for number, _key in owners),
        is_current=is_current,
    )


@transaction.atomic
def count_names(partnership: Partnership) -> None:
    """Count how often names sound alike: what is rare weighs more."""
    one = queries.current(partnership)
    if one is None:
        return
    counter: Counter[str] = Counter()
    size = 0
    for batch in batches(partnership, BATCH):
        size += len(batch)
        for _identity, told in batch:
            counter.update(sounds(told))
        keyring.forget()
    keep_count(one, counter, size)


def sounds(told: Told) -> Iterator[str]:
    return iter(profiles.profile(told).skeletons)


def keep_count(one: Index, counter: Counter[str], size: int) -> None:
    one.names = dict(counter)
    one.size, one.added, one.counted_at = size, 0, timezone.now()
    one.save(update_fields=["sealed_names", "size", "added", "counted_at"])


def batches(
    partnership: Partnership, batch: int
) -> Iterator[Sequence[tuple[Identity, Told]]]:
    reached = uuid.UUID(int=0)
    while found := queries.following(partnership, reached, batch):
        reached = found[-1]
        yield queries.open_identities(partnership, found)
