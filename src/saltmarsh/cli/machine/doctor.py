"""Say what is installed here, what is missing, and which command puts it right."""

import os
import platform
from collections.abc import Iterator, Sequence
from pathlib import Path

from saltmarsh.cli.machine import assets, places, running, system
from saltmarsh.cli.machine.console import CannotContinue, say
from saltmarsh.cli.machine.postgres.account import server_account
from saltmarsh.cli.machine.postgres.programs import find_programs
from saltmarsh.cli.machine.processes import django_command

Finding = tuple[str, str, str]  # what, which version, and what to do when missing


def doctor() -> int:
    """Print what was found; return 1 when something the demo needs is missing."""
    say(
        f"{platform.freedesktop_os_release().get('PRETTY_NAME', 'Linux')}"
        f", {platform.machine()}, {places.ROOT}"
    )
    incomplete = 0
    for what, version, remedy in findings():
        say(f"  {'✓' if version else '✗'} {what:<30}{version or remedy}")
        incomplete |= not version
    if os.environ.get("DATABASE_URL"):
        say("\nReadiness of this installation")
        env = places.django_environment()
        incomplete |= running.show(django_command("show_readiness"), env=env) != 0
    return int(incomplete)


def findings() -> Iterator[Finding]:
    """Yield what each thing is, its version or an empty text, and the remedy."""
    yield "Python", platform.python_version(), ""
    demo = "./saltmarsh demo sets it up"
    yield "Environment", first_line([places.PYTHON, "--version"]), demo
    yield "PostgreSQL", postgresql(), "sudo apt-get install postgresql"
    yield "Node.js", node(), demo
    yield "Style and script", "built" if assets.COLLECTED.exists() else "", demo
    for package, find in system.NEEDED.items():
        path = find() or ""
        yield f"{package} (tests)", path, system.command_for([package])


def postgresql() -> str:
    """Return the version of the server that would be started; empty for none."""
    try:
        account = server_account()
        return first_line([find_programs(account) / "postgres", "--version"])
    except CannotContinue:
        return ""


def node() -> str:
    """Return the version of the Node that would be used; empty for none."""
    try:
        return first_line([assets.node(), "--version"])
    except CannotContinue:
        return ""


def first_line(command: Sequence[str | Path]) -> str:
    """Return the first line that `command` prints; empty when it does not run."""
    lines = running.attempt(command).stdout.splitlines()
    return lines[0] if lines else ""
