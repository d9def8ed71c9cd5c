"""Sealed values. Pure: it is handed its key, and knows no table and no setting.

An envelope is: one byte of version, two bytes of key number, 12 of nonce, then
AES-256-GCM of the padded text with its tag. The first three bytes are bound to
the rest as associated data.
"""

import os
import struct

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = 1
HEAD = struct.Struct(">BH")
LENGTH = struct.Struct(">I")
NONCE_BYTES = 12
KEY_BYTES = 32
SMALLEST_BUCKET = 64


def new_key() -> bytes:
    """Return 32 random bytes."""
    return os.urandom(KEY_BYTES)


def bucket(length: int) -> int:
    """Return the padded size of `length` bytes.

    Powers of two, in quarters above 1 KiB, so that a ciphertext tells little of
    how much was written and wastes a quarter at most.
    """
    size = SMALLEST_BUCKET
    while size < length:
        size *= 2
    quarter = size // 8
    if size > 1024:
        while size - quarter >= length:
            size -= quarter
    return size


def seal(content: bytes, *, key: bytes, number: int, about: str) -> bytes:
    """Return `content` as an envelope that opens only under `key` and `about`.

    key: 32 bytes. number: which of its file's keys that is, 1 to 65,535. about:
    what the content belongs to, as `belonging` writes it.
    """
    framed = LENGTH.pack(len(content)) + content
    padded = framed.ljust(bucket(len(framed)), b"\0")
    head = HEAD.pack(VERSION, number)
    nonce = os.urandom(NONCE_BYTES)
    return head + nonce + AESGCM(key).encrypt(nonce, padded, head + about.encode())


def key_number(envelope: bytes) -> int:
    """Return the number of the key that opens `envelope`.

    Raises ValueError for a version that this release does not know.
    """
    version, number = HEAD.unpack_from(envelope)
    if version != VERSION:
        raise ValueError(f"envelope of unknown version {version}")
    return int(number)


def unseal(envelope: bytes, *, key: bytes, about: str) -> bytes:
    """Return the content.

    Raises InvalidTag when key, envelope or `about` is another's.
    """
    head, rest = envelope[: HEAD.size], envelope[HEAD.size :]
    nonce, sealed = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    padded = AESGCM(key).decrypt(nonce, sealed, head + about.encode())
    (length,) = LENGTH.unpack_from(padded)
    return padded[LENGTH.size : LENGTH.size + length]


def belonging(field: str, *, partnership: object, record: object) -> str:
    """Return the associated data of a sealed field.

    field: its permanent identifier, never a table's or a column's name, so that
    a table can be renamed and an app split without opening an envelope.
    """
    return f"{field}:{partnership}:{record}"
