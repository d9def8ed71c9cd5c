"""Run other programs: quietly when they succeed, fully when they fail."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from saltmarsh.cli.machine.console import CannotContinue
from saltmarsh.cli.machine.places import ROOT

Command = Sequence[str | Path]


def run(
    command: Command,
    *,
    at: Path = ROOT,
    env: Mapping[str, str] | None = None,
    typed: str | None = None,
    advice: str = "",
) -> str:
    """Return what `command` printed.

    Raises CannotContinue when it fails: with everything it said, and `advice` last.
    """
    done = attempt(command, at=at, env=env, typed=typed)
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        failed = f"This failed: {' '.join(map(str, command))}"
        raise CannotContinue("\n\n".join(filter(None, (said, failed, advice))))
    return done.stdout


def attempt(
    command: Command,
    *,
    at: Path = ROOT,
    env: Mapping[str, str] | None = None,
    typed: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run `command` and return what came of it; a missing program is a failure."""
    try:
        return subprocess.run(
            [str(part) for part in command],
            cwd=at,
            env=env,
            input=typed,
            stdin=None if typed is not None else subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as problem:
        return subprocess.CompletedProcess(list(command), 127, "", str(problem))


def show(command: Command, *, env: Mapping[str, str] | None = None) -> int:
    """Run `command` at the root, on this terminal, and return its exit code."""
    return subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=env, check=False
    ).returncode


def become(command: Command, *, env: Mapping[str, str]) -> None:
    """Turn this process into `command`: signals and exit code are then its own."""
    os.chdir(ROOT)
    os.execve(str(command[0]), [str(part) for part in command], dict(env))
