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

import os
import struct
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count, pairwise

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.db import connection

from saltmarsh.casework.identities.bigints import Bigints, column
from saltmarsh.casework.identities.labels import BLOCK, COUNTER, Secrets, Slot
from saltmarsh.casework.identities.models import Index
from saltmarsh.foundation.asking import ask
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.writing import Write, execute

HALVES = struct.Struct(">2q")
SHELF, SHELF_AT = struct.Struct(">h"), 14  # the last two bytes of a random key
PLACE_BITS = 48
PLACES = 2**PLACE_BITS - 1
# Up to which entry all lists that are not at their end are read in each exchange.
ROUNDS = (0, 1, 4, 12, 36, 108, 400, 1536)
LONGEST = ROUNDS[-1]  # a list as long as this tells nobody apart
ENDLESS = 2**30
FIND = """SELECT address, masked_first, masked_last FROM identities_posting
WHERE partnership_id = %s AND address = ANY(%s::bigint[])"""
TAKEN = """SELECT address FROM identities_posting
WHERE partnership_id = %s AND address = ANY(%s::bigint[])"""
WRITE = """INSERT INTO identities_posting
(partnership_id, number, address, masked_first, masked_last)
SELECT %s, %s, * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS new (a, b, c)
ORDER BY a ON CONFLICT DO NOTHING"""
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
Span = tuple[int, Sequence[int]]  # the last entry known to be taken, and steps beyond


def halves(identity_id: uuid.UUID) -> Halves:
    first, last = HALVES.unpack(identity_id.bytes)
    return first, last


def whole(found: Halves) -> uuid.UUID:
    return uuid.UUID(bytes=HALVES.pack(*found))


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


def scrambled(key: bytes, blocks: bytes) -> bytes:
    """Return 16 bytes for each block."""
    mode = modes.ECB()  # noqa: S305 - a pseudorandom function, see above
    return Cipher(algorithms.AES(key), mode).encryptor().update(blocks)


def addresses(secrets: Secrets, blocks: bytes) -> Bigints:
    """Return where the slots of `blocks` stand: all of a partnership on one shelf, so
    that a look-up stays on the pages of its own, however many share the table.
    """
    made = column(scrambled(secrets.addresses, blocks), 0, BLOCK)
    return made.beginning(SHELF.pack(secrets.shelf))


def shelf_of(partnership_id: uuid.UUID) -> tuple[int, int]:
    """Return the first and the last address of the partnership's shelf."""
    first = SHELF.unpack_from(partnership_id.bytes, SHELF_AT)[0] << PLACE_BITS
    return first, first | PLACES


def masked(secrets: Secrets, blocks: bytes, values: Iterable[Halves]) -> bytes:
    """Return the values of slots masked, or unmasked: it is the same. 16 bytes each."""
    flat = list(chain.from_iterable(values))
    plain = int.from_bytes(struct.pack(f">{len(flat)}q", *flat), "big")
    masks = int.from_bytes(scrambled(secrets.masks, blocks), "big")
    return (plain ^ masks).to_bytes(len(blocks), "big")


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
    where = addresses(secrets, blocks)
    by_address = dict(zip(where.numbers(), count(), strict=False))
    rows = ask(FIND, [secrets.partnership_id, where])
    taken = [by_address[address] for address, _first, _last in rows]
    theirs = b"".join(blocks[place * BLOCK : (place + 1) * BLOCK] for place in taken)
    values = masked(secrets, theirs, (row[1:] for row in rows))
    return zip(taken, HALVES.iter_unpack(values), strict=True)


def write(
    secrets: Secrets, entries: Mapping[Slot, Halves], *, beside: Sequence[Write] = ()
) -> list[Slot]:
    """Write entries, in the order of their addresses; return those whose place
    somebody else took meanwhile. beside: what is written in the same statement.
    """
    slots = list(entries)
    blocks = secrets.blocks(slots)
    values = masked(secrets, blocks, entries.values())
    columns = [addresses(secrets, blocks), *in_columns(values)]
    own = (WRITE, [secrets.partnership_id, secrets.number, *columns])
    if execute([*beside, own]) == len(slots):
        return []
    held = dict(read(secrets, slots))
    return [slot for slot in slots if held.get(slot) != entries[slot]]


def in_columns(values: bytes) -> tuple[Bigints, Bigints]:
    """Return the first and the last half of values of 16 bytes."""
    return column(values, 0, BLOCK), column(values, BLOCK // 2, BLOCK)


def add(
    secrets: Secrets,
    keys: Iterable[str],
    identity_id: uuid.UUID,
    *,
    beside: Sequence[Write] = (),
) -> int:
    """Put one identity at the end of the list of each key; return how many. beside:
    what is written with it.
    """
    waiting, value = set(keys), halves(identity_id)
    wanted = len(waiting)
    while waiting:
        entries = dict.fromkeys(ends(secrets, waiting).items(), value)
        left = write(secrets, entries, beside=beside)
        waiting, beside = {key for key, _entry in left}, ()
    return wanted


def ends(secrets: Secrets, keys: Iterable[str]) -> dict[str, int]:
    """Return the number of the first free entry of each list.

    No list has a gap: how many of some steps are taken says between which two it ends.
    """
    spans: dict[str, Span] = dict.fromkeys(keys, (-1, STEPS))
    found: dict[str, int] = {}
    while spans:
        following: dict[str, Span] = {}
        for (key, span), held in zip(spans.items(), taken(secrets, spans), strict=True):
            last, free = between(*span, held)
            if free is None:
                following[key] = (last, FARTHER)
            elif free == last + 1:
                found[key] = free
            else:
                stride = max(1, (free - last) // CLOSE)
                following[key] = (last, [*range(last + 1, free, stride), free])
        spans = following
    return found


def taken(secrets: Secrets, spans: Mapping[str, Span]) -> list[int]:
    """Return how many of its steps are taken, for each key."""
    pack, label = COUNTER.pack, secrets.label
    tails = {id(steps): [b"", *map(pack, steps)] for _low, steps in spans.values()}
    blocks = b"".join(
        label(key).join(tails[id(steps)]) for key, (_low, steps) in spans.items()
    )
    owners = [
        place for place, (_low, steps) in enumerate(spans.values()) for _step in steps
    ]
    where = addresses(secrets, blocks)
    by_address = dict(zip(where.numbers(), owners, strict=True))
    rows = ask(TAKEN, [secrets.partnership_id, where])
    held = Counter(by_address[address] for (address,) in rows)
    return [held[place] for place in range(len(spans))]


def between(low: int, steps: Sequence[int], held: int) -> tuple[int, int | None]:
    """Return the last entry that is taken and the first step that is not, None when
    all of `steps` are. held: how many of them are.
    """
    last = steps[held - 1] if held else low
    return last, steps[held] if held < len(steps) else None


def forget(secrets: Secrets, keys: Iterable[str], identity_id: uuid.UUID) -> int:
    """Overwrite every entry of the identity with random bytes; return how many."""
    mine = halves(identity_id)
    lists = look_up(secrets, keys, longest=ENDLESS)
    slots = [(key, entry) for key, held in lists.items() for entry in range(len(held))]
    own = [slot for slot, value in read(secrets, slots) if value == mine]
    noise = in_columns(os.urandom(len(own) * BLOCK))
    rows = [addresses(secrets, secrets.blocks(own)), *noise]
    with connection.cursor() as cursor:
        cursor.execute(OVERWRITE, [*rows, secrets.partnership_id])
    return len(own)
