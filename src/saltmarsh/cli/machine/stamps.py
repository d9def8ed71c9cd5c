"""Notes of what was made from what, so that it is not made twice."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest_of(files: Iterable[Path], *words: str) -> str:
    """Return a text that changes when a file, a name or one of `words` changes."""
    found = hashlib.sha256("\0".join(words).encode())
    for path in sorted(files):
        found.update(f"\0{path}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def is_current(stamp: Path, digest: str) -> bool:
    """Whether `stamp` says that `digest` was made."""
    return stamp.is_file() and stamp.read_text().strip() == digest


def note(stamp: Path, digest: str) -> None:
    """Say in `stamp` that `digest` was made."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(f"{digest}\n")
