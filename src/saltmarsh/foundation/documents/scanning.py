"""The virus scanner: ClamAV's `clamd`, by its socket.

Only one answer is clean. A scanner that is away, and one that cuts the line, as it
does above its own limit of a stream, say nothing: what they did not pass stays held.
"""

import socket
import struct
from contextlib import closing
from enum import StrEnum
from typing import BinaryIO

from django.conf import settings

PIECE = 64 * 1024
LENGTH = struct.Struct(">I")
LONGEST_ANSWER = 4096
SOON_SECONDS = 2.0
CLEAN, FOUND = b"stream: OK", b" FOUND"


class Verdict(StrEnum):
    CLEAN = "clean"
    INFECTED = "infected"
    AWAY = "away"
    CUT = "cut"


def scan(content: BinaryIO) -> Verdict:
    """Return what the scanner says of `content`, read from its beginning."""
    try:
        line = connected()
    except OSError:
        return Verdict.AWAY
    with closing(line):
        content.seek(0)
        said = told(line, content)
    if said == CLEAN:
        return Verdict.CLEAN
    return Verdict.INFECTED if said.endswith(FOUND) else Verdict.CUT


def told(line: socket.socket, content: BinaryIO) -> bytes:
    """Return the scanner's answer, b"" when it cut the line."""
    try:
        line.sendall(b"zINSTREAM\0")
        while piece := content.read(PIECE):
            line.sendall(LENGTH.pack(len(piece)) + piece)
        line.sendall(LENGTH.pack(0))
        return answer(line)
    except (ConnectionError, TimeoutError):
        return b""


def answer(line: socket.socket) -> bytes:
    """Return one whole answer; a part of one is none."""
    said = b""
    while not said.endswith(b"\0"):
        piece = line.recv(LONGEST_ANSWER)
        if not piece or len(said) > LONGEST_ANSWER:
            return b""
        said += piece
    return said[:-1]


def connected(seconds: float | None = None) -> socket.socket:
    """Return a line to the scanner at settings.CLAMD: a path, or "host:port"."""
    address, seconds = settings.CLAMD, seconds or settings.CLAMD_SECONDS
    if not address.startswith("/"):
        host, _colon, port = address.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=seconds)
    line = socket.socket(socket.AF_UNIX)
    try:
        line.settimeout(seconds)
        line.connect(address)
    except OSError:
        line.close()
        raise
    return line


def answers_soon() -> bool:
    """Tell whether the scanner answers at once, for who cannot wait for it."""
    return is_there(SOON_SECONDS)


def is_there(seconds: float | None = None) -> bool:
    """Tell whether the scanner answers."""
    try:
        with closing(connected(seconds)) as line:
            line.sendall(b"zPING\0")
            return answer(line) == b"PONG"
    except OSError:
        return False
