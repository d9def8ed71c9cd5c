"""What stands for a key in the blind index, and which of its entries."""

import hashlib
import struct
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any

LABEL_BYTES, COUNTER = 12, struct.Struct(">I")
BLOCK = LABEL_BYTES + COUNTER.size
Slot = tuple[str, int]  # a key, and the number of an entry in its list
KEY, ENTRY = itemgetter(0), itemgetter(1)


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

    def blocks(self, slots: Sequence[Slot]) -> bytes:
        parts = [b""] * (2 * len(slots))
        parts[::2] = map(self.label, map(KEY, slots))
        parts[1::2] = map(COUNTER.pack, map(ENTRY, slots))
        return b"".join(parts)


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
