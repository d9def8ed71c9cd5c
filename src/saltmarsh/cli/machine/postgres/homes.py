"""Where a cluster keeps its data and its socket."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from saltmarsh.cli.machine.console import CannotContinue
from saltmarsh.cli.machine.postgres.account import Account
from saltmarsh.cli.machine.postgres.programs import SHARED

LONGEST_SOCKET = 107  # bytes: the size of sun_path on Linux, less its end
SOCKET = ".s.PGSQL.5432"
NOTE = "kept-elsewhere"
MARK = ".saltmarsh-cluster"


def settle(home: Path, account: Account) -> Path:
    """Return the folder for the cluster of `home`, made and reachable.

    It is `home` itself, unless the server's account cannot get there: then it is
    a folder below /var/lib/saltmarsh, marked, and noted in `home`.
    """
    foreign = account.uid != os.geteuid()
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o711 if foreign else 0o700)
    if (home / NOTE).exists():
        return noted(home)
    if not foreign or (account.reaches(home) and fits(home / "data")):
        return home
    elsewhere = SHARED / digest(home)
    elsewhere.mkdir(mode=0o711, parents=True, exist_ok=True)
    SHARED.chmod(0o755)
    elsewhere.chmod(0o711)
    (elsewhere / MARK).write_text(f"{home}\n")
    (home / NOTE).write_text(f"{elsewhere}\n")
    return elsewhere


def noted(home: Path) -> Path:
    """Return the folder that the note in `home` names, when it is really its own."""
    elsewhere = Path((home / NOTE).read_text().strip())
    mark = elsewhere / MARK
    if elsewhere.parent != SHARED or not mark.is_file():
        raise CannotContinue(
            f"{home / NOTE} names {elsewhere}, which is no cluster of this folder."
        )
    return elsewhere


def forget(home: Path) -> None:
    """Delete the cluster of `home`, wherever it was kept."""
    if (home / NOTE).exists():
        shutil.rmtree(noted(home))
    shutil.rmtree(home, ignore_errors=True)


def sockets_for(data: Path) -> Path:
    """Return the folder for the socket: the data's own, or a short one of ours."""
    if fits(data):
        return data
    base = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    short = base / f"saltmarsh-{digest(data)}"
    short.mkdir(mode=0o700, exist_ok=True)
    found = short.lstat()
    if short.is_symlink() or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise CannotContinue(f"{short} is not a private folder of yours; remove it.")
    return short


def fits(folder: Path) -> bool:
    """Whether a socket in `folder` has an address that the system can hold."""
    return len(os.fsencode(folder / SOCKET)) <= LONGEST_SOCKET


def digest(path: Path) -> str:
    """Return a short name that is the same for the same path."""
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:12]
