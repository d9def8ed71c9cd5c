"""Pages printed as PDF by WeasyPrint, in a process that is limited and fetches nothing.

WeasyPrint draws with Pango, a library of the system. Without it the product runs, and
prints nothing.
"""

import ctypes
import subprocess
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import IO, Self, cast

SOURCE = Path(__file__).resolve().parents[3]
APART = "saltmarsh.foundation.documents.press_apart"
PATIENCE = 60  # seconds for one page of HTML
LENGTH_BYTES = 4
PANGO = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0")


class Unprinted(Exception):
    """The page could not be printed."""


@lru_cache(maxsize=1)
def is_there() -> bool:
    """Tell whether this machine has what printing needs."""
    try:
        for name in PANGO:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


class Press:
    """Prints pages one after the other; ends its process at the end of the block."""

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", APART],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": str(SOURCE)},
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        with suppress(OSError):
            cast(IO[bytes], self.process.stdin).close()
        cast(IO[bytes], self.process.stdout).close()
        self.process.wait()

    def printed(self, page: str) -> bytes:
        """Return a page of HTML as a PDF. Raises Unprinted."""
        written = page.encode()
        late = Timer(PATIENCE, self.process.kill)
        late.start()
        try:
            to = cast(IO[bytes], self.process.stdin)
            to.write(len(written).to_bytes(LENGTH_BYTES, "big") + written)
            to.flush()
            return self.answer()
        except OSError as error:
            raise Unprinted(str(error)) from error
        finally:
            late.cancel()

    def answer(self) -> bytes:
        """Return what was printed: its length comes first."""
        out = cast(IO[bytes], self.process.stdout)
        length = int.from_bytes(out.read(LENGTH_BYTES), "big")
        made = out.read(length)
        if not length or len(made) < length:
            raise Unprinted("the process that prints ended")
        return made
