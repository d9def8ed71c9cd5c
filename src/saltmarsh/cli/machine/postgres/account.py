"""The user of the operating system that runs the server. PostgreSQL refuses root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from saltmarsh.cli.machine.console import CannotContinue

UNPRIVILEGED = ("postgres", "nobody")
PLAIN = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


@dataclass(frozen=True)
class Account:
    """A user, and what can be done as this user."""

    name: str
    uid: int
    gid: int

    def run(
        self, command: Sequence[str | Path], typed: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run `command` as this user, from `/`, with no other group of ours."""
        other = self.uid != os.geteuid()
        return subprocess.run(
            [str(part) for part in command],
            cwd="/",
            env=PLAIN,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            user=self.uid if other else None,
            group=self.gid if other else None,
            extra_groups=[] if other else None,
        )

    def must_run(self, command: Sequence[str | Path], typed: str = "") -> str:
        """Run `command` as this user; raise CannotContinue when it fails."""
        done = self.run(command, typed)
        if done.returncode:
            said = (done.stdout + done.stderr).strip()
            raise CannotContinue(f"PostgreSQL ({command[0]}): {said}")
        return done.stdout

    def reaches(self, folder: Path) -> bool:
        """Whether this user may pass through `folder` and all above it."""
        return self.run(["/bin/sh", "-c", 'cd "$1"', "sh", folder]).returncode == 0

    def write(self, path: Path, text: str) -> None:
        """Write a file as this user, so that root never follows a link of theirs."""
        self.must_run(["/bin/sh", "-c", 'cat > "$1"', "sh", path], typed=text)


def me() -> Account:
    """Return the user who runs this command."""
    try:
        entry = pwd.getpwuid(os.geteuid())
    except KeyError as missing:
        raise CannotContinue(
            f"User number {os.geteuid()} has no name on this machine; PostgreSQL"
            " needs one. Run this as a user that is listed in /etc/passwd."
        ) from missing
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def server_account() -> Account:
    """Return who runs the server: this user, or an unprivileged one for root."""
    mine = me()
    if mine.uid:
        return mine
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise CannotContinue(
        "PostgreSQL does not run as root, and this machine has neither a user"
        " 'postgres' nor 'nobody'. Run this as another user."
    )
