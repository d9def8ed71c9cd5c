"""Sealed files, chunk by chunk. Pure: it is handed its key, and knows no disk.

A sealed file is one byte of version, then its chunks: 64 KiB of content each, the
last one less, each AES-256-GCM with a tag of its own. A chunk's nonce is its number
and whether it is the last; what the file belongs to is bound to each. So none can be
changed, left out, moved or cut off, nor come from another file, without being noticed.
Nonces that count are safe because a key seals one file, once.
"""

import io
import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\1"
CHUNK = 64 * 1024
TAG = 16
SEALED_CHUNK = CHUNK + TAG
NONCE = struct.Struct(">Q3xB")


class Damaged(Exception):
    """The file is not as it was sealed."""


class Sealer:
    """Seals one file as it comes in. key: 32 bytes that never seal another.

    about: what the file belongs to, as `envelope.belonging` writes it.
    """

    def __init__(self, *, key: bytes, about: str):
        self.cipher, self.bound = AESGCM(key), VERSION + about.encode()
        self.held, self.number = bytearray(), 0

    def update(self, content: bytes) -> bytes:
        """Take more content; return what of the file is sealed by now."""
        self.held += content
        made = bytearray()
        # The last chunk is marked, so as much as one may be is held back.
        while len(self.held) > CHUNK:
            made += self.next(bytes(self.held[:CHUNK]), is_last=False)
            del self.held[:CHUNK]
        return bytes(made)

    def finish(self) -> bytes:
        """Return the end of the file."""
        return self.next(bytes(self.held), is_last=True)

    def next(self, content: bytes, *, is_last: bool) -> bytes:
        first = VERSION if self.number == 0 else b""
        nonce = NONCE.pack(self.number, is_last)
        self.number += 1
        return first + self.cipher.encrypt(nonce, content, self.bound)


def sealed(content: Iterable[bytes], *, key: bytes, about: str) -> Iterator[bytes]:
    """Yield `content` as a sealed file."""
    sealer = Sealer(key=key, about=about)
    for piece in content:
        if made := sealer.update(piece):
            yield made
    yield sealer.finish()


class Unsealed(io.RawIOBase):
    """Reads a sealed file at any place, opening one chunk at a time.

    Opening reads the last chunk, so that a file that was cut off never opens. Raises
    Damaged there, and in reading, when anything is not as it was sealed.
    """

    def __init__(self, file: BinaryIO, *, key: bytes, about: str):
        self.file, self.cipher = file, AESGCM(key)
        self.bound = VERSION + about.encode()
        body = file.seek(0, io.SEEK_END) - len(VERSION)
        self.chunks = max(1, -(-body // SEALED_CHUNK))
        self.size = body - self.chunks * TAG
        self.place, self.at, self.content = 0, -1, b""
        file.seek(0)
        if file.read(len(VERSION)) != VERSION or self.size < 0:
            raise Damaged("no sealed file of this version")
        self.chunk(self.chunks - 1)

    def chunk(self, number: int) -> bytes:
        """Return the content of one chunk, opened unless it is the one read last."""
        if number != self.at:
            self.file.seek(len(VERSION) + number * SEALED_CHUNK)
            nonce = NONCE.pack(number, number == self.chunks - 1)
            found = self.file.read(SEALED_CHUNK)
            try:
                self.content = self.cipher.decrypt(nonce, found, self.bound)
            except (InvalidTag, ValueError) as error:
                raise Damaged(f"chunk {number}") from error
            self.at = number
        return self.content

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        begin = {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: self.size}
        self.place = max(0, begin[whence] + offset)
        return self.place

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self.place >= self.size:
            return 0
        number, begin = divmod(self.place, CHUNK)
        found = self.chunk(number)[begin : begin + len(buffer)]
        buffer[: len(found)] = found
        self.place += len(found)
        return len(found)

    def close(self) -> None:
        self.file.close()
        super().close()
