"""A real virus scanner: ClamAV's daemon, with signatures of our own and no others."""

import hashlib
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from saltmarsh.cli.machine import scanner as machine

EICAR = bytes.fromhex(machine.EICAR)
# A document that one signature knows by its digest.
MARKED = b"This text stands for something that must not be opened."
DIGEST = hashlib.md5(MARKED, usedforsecurity=False).hexdigest()
SIGNATURES = machine.KNOWN | {"ours.hdb": f"{DIGEST}:{len(MARKED)}:Test.Marked\n"}
STREAM_LIMIT = 1 << 20
PATIENCE = 60


@contextmanager
def scanner() -> Iterator[str]:
    """Run a scanner; give the path of its socket."""
    # A socket's path may have some hundred letters, and pytest's folders are long.
    folder = Path(tempfile.mkdtemp(prefix="clamd-"))
    command = machine.command(folder, signatures=SIGNATURES, megabytes=1)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603
        try:
            wait_for(folder / "socket", process, folder / "log")
            yield str(folder / "socket")
        finally:
            process.terminate()
            process.wait()
            shutil.rmtree(folder)


def wait_for(socket: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not socket.exists():
        ended = process.poll() is not None or time.monotonic() > until
        assert not ended, log.read_text(errors="replace")
        time.sleep(0.05)
