"""Files on their way in and out of the store: sealed before they reach it, opened
after they left it.
"""

import os
import secrets
import uuid
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from saltmarsh.foundation.documents.keeping import store
from saltmarsh.foundation.vault.chunks import CHUNK, Sealer, Unsealed
from saltmarsh.foundation.vault.envelope import belonging, new_key

CONTENT = "F0773"  # what binds a file's chunks to its record: never used elsewhere
A_DAY = timedelta(days=1)


def name(partnership_id: uuid.UUID, blob: uuid.UUID) -> str:
    return f"{partnership_id}/{blob}"


def bound_to(partnership_id: uuid.UUID, blob: uuid.UUID) -> str:
    return belonging(CONTENT, partnership=partnership_id, record=blob)


class Arriving:
    """A file on its way in: sealed from its first byte, on a disk of our own, until
    an action keeps it. What nobody keeps is deleted; without its key, which is only
    here, it was never readable.

    called: its name, as it was sent. most: bytes that are kept; of a longer file
    nothing is.
    """

    def __init__(self, partnership_id: uuid.UUID, *, called: str, most: int):
        self.partnership_id, self.called, self.most = partnership_id, called, most
        self.blob, self.key, self.size = uuid.uuid4(), new_key(), 0
        about = bound_to(partnership_id, self.blob)
        self.sealer = Sealer(key=self.key, about=about)
        self.path = incoming() / secrets.token_hex(16)
        self.file = self.path.open("xb")

    def write(self, content: bytes) -> None:
        self.size += len(content)
        if self.size <= self.most:
            self.file.write(self.sealer.update(content))

    def finish(self) -> None:
        self.file.write(self.sealer.finish())
        self.file.close()

    @property
    def is_too_large(self) -> bool:
        return self.size > self.most

    def opened(self) -> BufferedReader:
        """Return what arrived, to read at any place."""
        about = bound_to(self.partnership_id, self.blob)
        return reader(self.path.open("rb"), key=self.key, about=about)

    def keep(self) -> None:
        """Put the sealed file where it stays. Raises Away, and then it is not kept."""
        with self.path.open("rb") as file:
            store().put(name(self.partnership_id, self.blob), file)
        self.discard()

    def discard(self) -> None:
        """Delete what was not kept."""
        self.file.close()
        self.path.unlink(missing_ok=True)


def arrived(
    content: bytes, partnership_id: uuid.UUID, *, called: str, most: int = 1 << 40
) -> Arriving:
    """Return `content` as a file that has come in."""
    arriving = Arriving(partnership_id, called=called, most=most)
    arriving.write(content)
    arriving.finish()
    return arriving


def incoming() -> Path:
    """Return the folder of files on their way in, which only this user opens."""
    folder = Path(settings.DOCUMENTS) / "incoming"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def reader(file: BinaryIO, *, key: bytes, about: str) -> BufferedReader:
    """Return the content of a sealed file: as much at a time as is asked for."""
    return BufferedReader(Unsealed(file, key=key, about=about), CHUNK)


def opened(partnership_id: uuid.UUID, blob: uuid.UUID, key: bytes) -> BufferedReader:
    """Return a kept file, to read at any place. Raises OSError when it is not there,
    and Damaged when it is not as it was sealed.
    """
    file = store().open(name(partnership_id, blob))
    return reader(file, key=key, about=bound_to(partnership_id, blob))


def delete(partnership_id: uuid.UUID, blob: uuid.UUID) -> None:
    store().delete(name(partnership_id, blob))


def left_behind(partnership_id: uuid.UUID, now: datetime) -> Iterator[uuid.UUID]:
    """Yield the files that were kept more than a day ago."""
    for found, kept_at in store().listed(str(partnership_id)):
        if now - kept_at > A_DAY:
            with suppress(ValueError):  # it is no file of ours
                yield uuid.UUID(found)


def clear_incoming(now: datetime) -> None:
    """Delete what came in a day ago and was never kept: its process died."""
    for path in incoming().iterdir():
        since = datetime.fromtimestamp(os.stat(path).st_mtime, tz=UTC)
        if now - since > A_DAY:
            path.unlink(missing_ok=True)
