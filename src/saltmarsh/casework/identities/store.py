"""The encrypted multimap under the blind index, in one table for all partnerships.

The entry number n of a key stands at the address AES(K1, label | n), of which 48 bits
are kept behind 16 of the partnership's own, and holds the identity's key masked with
AES(K2, label | n), where label = HMAC(K0, key). So a thief
of the table has unlinkable random pairs: no length of a list, and no two entries that
belong together (Cash et al. 2014). AES in ECB mode is here the pseudorandom function
itself, on blocks that never repeat; nothing is enciphered with it.

An entry is never removed, or the search for the end of a list would break: it is
overwritten with random bytes, and then leads to no identity.
"""

import hashlib
import os
import struct
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count, pairwise
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.db import connection

from saltmarsh.casework.identities.models import Index
from saltmarsh.foundation.keyring import queries as keyring

LABEL_BYTES, COUNTER = 12, struct.Struct(">I")
BLOCK = LABEL_BYTES + COUNTER.size
SHELF, SHELF_AT = struct.Struct(">h"), 14  # the last two bytes of a random key
PLACE_BITS = 48
PLACES = 2**PLACE_BITS - 1
# Up to which entry all lists that are not at their end are read in each exchange.
ROUNDS = (0, 1, 4, 12, 36, 108, 400, 1536)
LONGEST = ROUNDS[-1]  # a list as long as this tells nobody apart
ENDLESS = 2**30
FIND = """SELECT address, masked_first, masked_last FROM identities_posting
WHERE partnership_id = %s AND address = ANY(%s::bigint[])"""
WRITE = """INSERT INTO identities_posting
(partnership_id, number, address, masked_first, masked_last)
SELECT %s, %s, * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[])
ON CONFLICT DO NOTHING"""
OVERWRITE = """UPDATE identities_posting SET masked_first = new.a, masked_last = new.b
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS new (address, a, b)
WHERE partnership_id = %s AND identities_posting.address = new.address"""
# Steps at which the end of a list is looked for. Most lists are short: few of them are
# asked beyond the first steps.
STEPS = [0, 1, 3, 8, 24]
FARTHER = [34, 55, 89, 144, 233, 377, 610, 987, 1597, 2584]
FARTHER += [4181, 6765, 10946, 17711, 28657, 46368, 2**20, 2**30]
CLOSE = 48  # how many places between two steps are looked at together

# An identity's key, as the two whole numbers that the table holds.
Halves = tuple[int, int]
Slot = tuple[str, int]  # a key, and the number of an entry in its list


def halves(identity_id: uuid.UUID) -> Halves:
    first, last = struct.unpack(">2q", identity_id.bytes)
    return first, last


def whole(found: Halves) -> uuid.UUID:
    return uuid.UUID(bytes=struct.pack(">2q", *found))


@dataclass(frozen=True)
class Secrets:
    """The three keys of one index, 32 bytes each, and where it stands.

    known: the labels that were made with them. Both are as short-lived as the
    question or the batch that needs them.
    """

    partnership_id: uuid.UUID
    number: int
    labels: bytes
    addresses: bytes
    masks: bytes
    shelf: int
    known: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    def label(self, key: str) -> bytes:
        """Return what stands for a key in its blocks."""
        label = self.known.get(key)
        if label is None:
            label = self.known[key] = labelled(self.labels, key)
        return label

    def spans(self, labels: Iterable[bytes], low: int, high: int) -> bytes:
        """Return the blocks of the entries from `low` to `high` under each label."""
        tails = [b"", *map(COUNTER.pack, range(low, high))]
        return b"".join(label.join(tails) for label in labels)

    def blocks(self, slots: Iterable[Slot]) -> bytes:
        label, pack = self.label, COUNTER.pack
        return b"".join([label(key) + pack(entry) for key, entry in slots])


@lru_cache(maxsize=64)
def begun(key: bytes) -> tuple[Any, Any]:
    """Return the two hashes of HMAC-SHA256, begun with the key. Source: RFC 2104."""
    padded = key.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
    return inner, hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))


def labelled(key: bytes, text: str) -> bytes:
    """Return the start of the text's HMAC-SHA256: a third of the time of `hmac.digest`,
    which takes up the key each time.
    """
    inner, outer = begun(key)
    inner, outer = inner.copy(), outer.copy()
    inner.update(text.encode())
    outer.update(inner.digest())
    return bytes(outer.digest()[:LABEL_BYTES])


def secrets_of(index: Index) -> Secrets:
    """Return the keys of an index, from the partnership's key of its number."""
    owners = keyring.partnership_keys(index.partnership_id).values()
    own = dict(owners)[index.key_number]
    purpose = f"blind-index:{index.algorithm}"
    return Secrets(
        index.partnership_id,
        index.number,
        keyring.derived(own, f"{purpose}:labels"),
        keyring.derived(own, f"{purpose}:addresses"),
        keyring.derived(own, f"{purpose}:masks"),
        SHELF.unpack_from(index.partnership_id.bytes, SHELF_AT)[0],
    )


def array(values: Iterable[object]) -> str:
    """Return the values as PostgreSQL reads an array: one text, made at once."""
    return f"{{{','.join(map(str, values))}}}"


def scrambled(key: bytes, blocks: bytes) -> tuple[int, ...]:
    """Return two whole numbers of 64 bits for each block of 16 bytes."""
    mode = modes.ECB()  # noqa: S305 - a pseudorandom function, see above
    made = Cipher(algorithms.AES(key), mode).encryptor().update(blocks)
    return struct.unpack(f">{len(made) // 8}q", made)


def addresses(secrets: Secrets, blocks: bytes) -> list[int]:
    """Return where the slots of `blocks` stand: all of a partnership on one shelf, so
    that a look-up stays on the pages of its own, however many share the table.
    """
    made = scrambled(secrets.addresses, blocks)[::2]
    shelf = secrets.shelf << PLACE_BITS
    return [shelf | (place & PLACES) for place in made]


def shelf_of(partnership_id: uuid.UUID) -> tuple[int, int]:
    """Return the first and the last address of the partnership's shelf."""
    first = SHELF.unpack_from(partnership_id.bytes, SHELF_AT)[0] << PLACE_BITS
    return first, first | PLACES


def masked(secrets: Secrets, blocks: bytes, values: Iterable[Halves]) -> list[Halves]:
    """Return the values of slots masked, or unmasked: it is the same."""
    masks = iter(scrambled(secrets.masks, blocks))
    return [
        (first ^ mask, last ^ next(masks))
        for (first, last), mask in zip(values, masks, strict=False)
    ]


def look_up(
    secrets: Secrets, keys: Iterable[str], *, longest: int = LONGEST
) -> dict[str, list[Halves]]:
    """Return the list of each key that has one, in a few exchanges altogether.

    A list is read to its entry `longest` at most: one of that length goes on.
    """
    found: dict[str, list[Halves]] = {}
    live = {key: secrets.label(key) for key in keys}
    for low, high in _rounds(longest):
        if not live:
            break
        names, width = list(live), high - low
        for place, halves in _read(secrets, secrets.spans(live.values(), low, high)):
            found.setdefault(names[place // width], []).append(halves)
        live = {
            key: label for key, label in live.items() if len(found.get(key, ())) == high
        }
    return found


def _rounds(longest: int) -> Iterable[tuple[int, int]]:
    low = 0
    for low, high in pairwise(ROUNDS):
        yield low, high
    low = LONGEST
    while low < longest:
        yield low, low * 2
        low *= 2


def read(secrets: Secrets, slots: list[Slot]) -> Iterable[tuple[Slot, Halves]]:
    """Return those of `slots` that hold something, and what, unmasked."""
    found = _read(secrets, secrets.blocks(slots))
    return ((slots[place], halves) for place, halves in found)


def _read(secrets: Secrets, blocks: bytes) -> Iterable[tuple[int, Halves]]:
    """Return which of `blocks`, by their number, hold something, and what."""
    by_address = dict(zip(addresses(secrets, blocks), count(), strict=False))
    with connection.cursor() as cursor:
        cursor.execute(FIND, [secrets.partnership_id, array(by_address)])
        rows = cursor.fetchall()
    taken = [by_address[address] for address, _first, _last in rows]
    theirs = b"".join(blocks[place * BLOCK : (place + 1) * BLOCK] for place in taken)
    values = masked(secrets, theirs, (row[1:] for row in rows))
    return zip(taken, values, strict=True)


def write(secrets: Secrets, entries: Mapping[Slot, Halves]) -> list[Slot]:
    """Write entries, in the order of their addresses; return those whose place
    somebody else took meanwhile.
    """
    slots = list(entries)
    blocks = secrets.blocks(slots)
    values = masked(secrets, blocks, entries.values())
    places = addresses(secrets, blocks)
    rows = sorted(zip(places, values, slots, strict=True))
    columns = [
        array(address for address, _value, _slot in rows),
        array(first for _address, (first, _last), _slot in rows),
        array(last for _address, (_first, last), _slot in rows),
    ]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [secrets.partnership_id, secrets.number, *columns])
        if cursor.rowcount == len(rows):
            return []
    held = dict(read(secrets, slots))
    return [slot for slot in slots if held.get(slot) != entries[slot]]


def add(secrets: Secrets, keys: Iterable[str], identity_id: uuid.UUID) -> int:
    """Put one identity at the end of the list of each key; return how many."""
    waiting, value = set(keys), halves(identity_id)
    wanted = len(waiting)
    while waiting:
        entries = dict.fromkeys(ends(secrets, waiting).items(), value)
        waiting = {key for key, _entry in write(secrets, entries)}
    return wanted


def ends(secrets: Secrets, keys: Iterable[str]) -> dict[str, int]:
    """Return the number of the first free entry of each list."""
    spans = dict.fromkeys(keys, (-1, STEPS))
    found: dict[str, int] = {}
    while spans:
        slots = [(key, step) for key, (_, steps) in spans.items() for step in steps]
        taken = {slot for slot, _value in read(secrets, slots)}
        following = {}
        for key, (low, steps) in spans.items():
            last, free = _gap(
                low, steps, {entry for entry in steps if (key, entry) in taken}
            )
            if free is None:
                following[key] = (last, FARTHER)
            elif free == last + 1:
                found[key] = free
            else:
                stride = max(1, (free - last) // CLOSE)
                following[key] = (last, [*range(last + 1, free, stride), free])
        spans = following
    return found


def _gap(low: int, steps: list[int], taken: set[int]) -> tuple[int, int | None]:
    """Return the last entry that is taken and the first that is not, None when all
    of `steps` are.
    """
    free = next((step for step in steps if step not in taken), None)
    before = (step for step in steps if free is None or step < free)
    return max(before, default=low), free


def forget(secrets: Secrets, keys: Iterable[str], identity_id: uuid.UUID) -> int:
    """Overwrite every entry of the identity with random bytes; return how many."""
    mine = halves(identity_id)
    lists = look_up(secrets, keys, longest=ENDLESS)
    slots = [(key, entry) for key, held in lists.items() for entry in range(len(held))]
    own = [slot for slot, value in read(secrets, slots) if value == mine]
    noise = struct.unpack(f">{len(own) * 2}q", os.urandom(len(own) * 16))
    places = addresses(secrets, secrets.blocks(own))
    rows = [array(places), array(noise[::2]), array(noise[1::2])]
    with connection.cursor() as cursor:
        cursor.execute(OVERWRITE, [*rows, secrets.partnership_id])
    return len(own)
