"""Root keys: where the key that wraps all others is kept.

A provider is anything with these three methods, named by settings.ROOT_PROVIDER;
the root key never leaves it. The one shipped keeps root keys in a folder.
"""

import os
import re
import secrets
import stat
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.module_loading import import_string

NONCE_BYTES = 12
# A file beside the keys that the demo makes up: they never open a real service.
DEMO_MARK = "made-by-the-demo"
KEY_NAME = re.compile(r"root-(\d{4})\.key")


class KeysUnavailable(Exception):
    """The root keys are missing, readable by others, or not the right ones."""


class Root(Protocol):
    """What holds the root keys."""

    def current(self) -> str:
        """Return the name of the root key that wraps what is wrapped from now on."""

    def wrap(self, key: bytes, *, root: str, about: bytes) -> bytes:
        """Return `key` wrapped by the root key named `root`, bound to `about`."""

    def unwrap(self, wrapped: bytes, *, root: str, about: bytes) -> bytes:
        """Return the key. Raises KeysUnavailable when it does not open."""


class FolderRoot:
    """Root keys as files `root-0001.key` of mode 0600, 64 hexadecimal digits each.

    The highest number is the current one. The folder is read again where a new key
    matters, so that an operator adds one while the service runs.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self.keys: dict[str, bytes] = {}
        self.look()

    def look(self) -> None:
        """Read the keys that are in the folder now, and forget those that are not."""
        self.keys = {
            path.stem: read(path) for path in sorted(self.folder.glob("root-*.key"))
        }

    def current(self) -> str:
        self.look()
        if not self.keys:
            raise KeysUnavailable(f"There is no root key in {self.folder}")
        return max(self.keys)

    def wrap(self, key: bytes, *, root: str, about: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(self.key(root)).encrypt(nonce, key, about)

    def unwrap(self, wrapped: bytes, *, root: str, about: bytes) -> bytes:
        nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            return AESGCM(self.key(root)).decrypt(nonce, sealed, about)
        except InvalidTag:
            raise KeysUnavailable(f"The root key {root} is not the right one") from None

    def key(self, root: str) -> bytes:
        if root not in self.keys:
            self.look()
        if root not in self.keys:
            raise KeysUnavailable(f"The root key {root} is not in {self.folder}")
        return self.keys[root]


def read(path: Path) -> bytes:
    """Return the key in `path`.

    Raises KeysUnavailable when others may read it, or it is not 32 bytes.
    """
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeysUnavailable(f"{path} can be read by others: run chmod 600")
    try:
        key = bytes.fromhex(path.read_text().strip())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise KeysUnavailable(f"{path} does not hold 64 hexadecimal digits")
    return key


def make(folder: Path, *, is_demo: bool = False) -> Path:
    """Write a new root key into `folder`, the current one from now on."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if is_demo:
        (folder / DEMO_MARK).touch(mode=0o600)
    numbers = [
        int(found[1])
        for path in folder.iterdir()
        if (found := KEY_NAME.fullmatch(path.name))
    ]
    path = folder / f"root-{max(numbers, default=0) + 1:04}.key"
    # Whoever reads the folder meanwhile sees the whole key, or none.
    draft = folder / f".{secrets.token_hex(8)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32) + "\n")
        path.hardlink_to(draft)
    finally:
        draft.unlink()
    return path


@lru_cache
def provider() -> Root:
    """Return the configured provider, opened once a process."""
    made: Root = import_string(settings.ROOT_PROVIDER)(settings.KEYS)
    return made
