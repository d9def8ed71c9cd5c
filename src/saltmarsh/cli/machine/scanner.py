"""ClamAV's daemon for the tests and the demo: on a socket of its own, with signatures
of our own. It asks nobody on the internet, and a real installation does not use it.
"""

import hashlib
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from saltmarsh.cli.machine import system
from saltmarsh.cli.machine.console import step
from saltmarsh.cli.machine.processes import Company

# The file that every scanner knows, harmless and made for tests.
EICAR = (
    "58354f2150254041505b345c505a58353428505e2937434329377d244549434152"
    "2d5354414e444152442d414e544956495255532d544553542d46494c452124482b482a"
)
KNOWN = {"ours.ndb": f"Test.Eicar:0:0:{EICAR}\n"}
PATIENCE = 30  # seconds
STREAM_MEGABYTES = 25
CONFIGURATION = """\
LocalSocket {folder}/socket
LocalSocketMode 600
DatabaseDirectory {folder}/signatures
Foreground yes
StreamMaxLength {megabytes}M
AlertExceedsMax yes
AlertEncrypted yes
MaxThreads 2
"""


def command(
    folder: Path,
    *,
    signatures: Mapping[str, str] = KNOWN,
    megabytes: int = STREAM_MEGABYTES,
) -> list[str]:
    """Write what the daemon needs into `folder`; return the command that starts it.

    signatures: {name of a file: its lines}. Raises FileNotFoundError without ClamAV.
    """
    program = system.clamd()
    if program is None:
        raise FileNotFoundError("clamd")
    (folder / "signatures").mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, lines in signatures.items():
        (folder / "signatures" / name).write_text(lines)
    settings = folder / "clamd.conf"
    settings.write_text(CONFIGURATION.format(folder=folder, megabytes=megabytes))
    return [program, f"--config-file={settings}"]


def start(company: Company, data: Path) -> dict[str, str]:
    """Start the demo's scanner, where ClamAV is installed; return the variables that
    lead to it. Without one, documents are held back, and the pages say so.
    """
    # A socket's path may have some hundred letters: the folder's may have more.
    digest = hashlib.sha256(str(data).encode()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"saltmarsh-scanner-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    socket = folder / "socket"
    socket.unlink(missing_ok=True)
    try:
        company.start("scanner", command(folder), {})
    except FileNotFoundError:
        install = system.command_for(["clamav-daemon"])
        step(f"No virus scanner: documents are held back. To have one: {install}")
        return {"CLAMD": str(socket)}
    wait_for(company, socket)
    return {"CLAMD": str(socket)}


def wait_for(company: Company, socket: Path) -> None:
    """Wait until the scanner listens; do without one that does not start."""
    process = company.members["scanner"]
    until = time.monotonic() + PATIENCE
    while not socket.exists() and time.monotonic() < until:
        if process.poll() is not None:
            company.members.pop("scanner")
            step(f"The virus scanner did not start: see {company.log('scanner')}")
            return
        time.sleep(0.05)
