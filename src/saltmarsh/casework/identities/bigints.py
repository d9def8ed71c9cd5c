"""Whole numbers of 64 bits, many at once, handed to PostgreSQL as it keeps them.

To write them as text, and read the text there, takes longer than all that is
enciphered for an entry of the blind index.
"""

import struct

from psycopg import adapters, pq
from psycopg.abc import Buffer
from psycopg.adapt import Dumper

BYTES = 8
# An array as the protocol has it: one dimension, no nulls, of int8, so many, from 1.
HEADER, INT8, INT8_ARRAY = struct.Struct(">5i"), 20, 1016
LENGTH = struct.pack(">i", BYTES)


class Bigints(bytes):
    """Eight bytes for each number, the highest first."""

    __slots__ = ()

    def numbers(self) -> tuple[int, ...]:
        return struct.unpack(f">{len(self) // BYTES}q", self)

    def beginning(self, first: bytes) -> "Bigints":
        """Return the numbers with `first` as the highest bytes of each."""
        made = bytearray(self)
        for place, byte in enumerate(first):
            made[place::BYTES] = bytes([byte]) * (len(made) // BYTES)
        return Bigints(made)


def column(rows: bytes, start: int, width: int) -> Bigints:
    """Return the number that begins at byte `start` of each row of `width` bytes."""
    made = bytearray(len(rows) // width * BYTES)
    for place in range(BYTES):
        made[place::BYTES] = rows[start + place :: width]
    return Bigints(made)


class BinaryDumper(Dumper):
    format = pq.Format.BINARY
    oid = INT8_ARRAY

    def dump(self, obj: Bigints) -> Buffer:
        count = len(obj) // BYTES
        width = len(LENGTH) + BYTES
        body = bytearray((LENGTH + bytes(BYTES)) * count)
        for place in range(BYTES):
            body[len(LENGTH) + place :: width] = obj[place::BYTES]
        return HEADER.pack(1, 0, INT8, count, 1) + body


class TextDumper(Dumper):
    """For a connection that binds no parameters, as behind a pooler."""

    oid = INT8_ARRAY

    def dump(self, obj: Bigints) -> Buffer:
        return f"{{{str(list(obj.numbers()))[1:-1]}}}".encode()


# Which is registered last is taken wherever both will do.
for dumper in (TextDumper, BinaryDumper):
    adapters.register_dumper(Bigints, dumper)
