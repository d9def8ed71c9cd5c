"""A real virus scanner: ClamAV's daemon, with signatures of our own and no others."""

import hashlib
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from saltmarsh.cli.machine import system

# The file that every scanner knows, harmless and made for tests. In two parts, so that
# no scanner takes this file for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
# A document that one signature knows by its digest.
MARKED = b"This text stands for something that must not be opened."
STREAM_LIMIT = 1_000_000
PATIENCE = 60
CONFIGURATION = """
LocalSocket {folder}/socket
DatabaseDirectory {folder}/signatures
Foreground yes
StreamMaxLength {limit}
AlertExceedsMax yes
AlertEncrypted yes
MaxThreads 2
"""


@contextmanager
def scanner() -> Iterator[str]:
    """Run a scanner; give the path of its socket."""
    # A socket's path may have some hundred letters, and pytest's folders are long.
    folder = Path(tempfile.mkdtemp(prefix="clamd-"))
    write_signatures(folder / "signatures")
    settings = folder / "clamd.conf"
    settings.write_text(CONFIGURATION.format(folder=folder, limit=STREAM_LIMIT))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - a program of the system's
            [str(system.clamd()), f"--config-file={settings}"], stdout=log, stderr=log
        )
        try:
            wait_for(folder / "socket", process, folder / "log")
            yield str(folder / "socket")
        finally:
            process.terminate()
            process.wait()
            shutil.rmtree(folder)


def write_signatures(folder: Path) -> None:
    folder.mkdir()
    (folder / "ours.ndb").write_text(f"Test.Eicar:0:0:{EICAR.hex()}\n")
    digest = hashlib.md5(MARKED, usedforsecurity=False).hexdigest()
    (folder / "ours.hdb").write_text(f"{digest}:{len(MARKED)}:Test.Marked\n")


def wait_for(socket: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not socket.exists():
        ended = process.poll() is not None or time.monotonic() > until
        assert not ended, log.read_text(errors="replace")
        time.sleep(0.05)
