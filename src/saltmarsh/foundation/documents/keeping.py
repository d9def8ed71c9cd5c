"""Where sealed files are kept: a folder, or S3-compatible storage where an operator
names it. Either sees ciphertext, and names that mean nothing.

A name is "folder/file". Every store raises Away when it does not answer, and
FileNotFoundError for a file that is not there.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings


class Away(OSError):
    """The store does not answer, or does not do what it is asked to."""


class Store(Protocol):
    def put(self, name: str, file: BinaryIO) -> None:
        """Keep a whole file, or nothing of it."""

    def open(self, name: str) -> BinaryIO:
        """Return the file, to read at any place without fetching all of it."""

    def delete(self, name: str) -> None:
        """Delete the file; one that is not there is deleted already."""

    def listed(self, folder: str) -> Iterator[tuple[str, datetime]]:
        """Yield the files of a folder, without its name, and when each was kept."""

    def ask(self) -> None:
        """Raise Away unless the store answers."""


class Folder:
    """A folder of the service's own, which web server and worker share."""

    def __init__(self, path: Path):
        self.path = path

    def put(self, name: str, file: BinaryIO) -> None:
        place = self.path / name
        # Not a name that `listed` takes for a file of ours, should we end here.
        part = place.with_name(f".{secrets.token_hex(16)}")
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(part, "xb", opener=for_us_alone) as kept:
                shutil.copyfileobj(file, kept)
                kept.flush()
                os.fsync(kept.fileno())
            part.rename(place)
        except OSError as error:
            with suppress(OSError):
                part.unlink()
            raise Away(str(error)) from error

    def open(self, name: str) -> BinaryIO:
        return (self.path / name).open("rb")

    def delete(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)

    def listed(self, folder: str) -> Iterator[tuple[str, datetime]]:
        if (place := self.path / folder).is_dir():
            for found in place.iterdir():
                kept_at = datetime.fromtimestamp(found.stat().st_mtime, tz=UTC)
                yield found.name, kept_at

    def ask(self) -> None:
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise Away(str(error)) from error
        if not os.access(self.path, os.W_OK | os.X_OK):
            raise Away("The folder cannot be written")


def for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def store() -> Store:
    """Return the store that the settings name."""
    given = settings.DOCUMENTS_S3
    if not given["bucket"]:
        return Folder(Path(settings.DOCUMENTS) / "kept")
    return bucket(**given)


@cache
def bucket(**given: str) -> Store:
    # Only who uses it pays for the memory of the SDK.
    from saltmarsh.foundation.documents.bucket import Bucket

    return Bucket(**given)


def answers() -> bool:
    """Tell whether documents can be kept and read now."""
    try:
        store().ask()
    except Away:
        return False
    return True
