"""Say what is installed here, what is missing, and which command puts it right."""

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
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
    incomplete = bool(tell(needed()))
    tell(needed_for_packs())
    tell(needed_by_tests())
    if os.environ.get("DATABASE_URL"):
        say("\nReadiness of this installation")
        env = places.django_environment()
        incomplete |= running.show(django_command("show_readiness"), env=env) != 0
    return int(incomplete)


def tell(findings: Iterable[Finding]) -> list[str]:
    """Print the findings; return what is missing."""
    lacking = []
    for what, version, remedy in findings:
        say(f"  {'✓' if version else '✗'} {what:<30}{version or remedy}")
        lacking += [] if version else [what]
    return lacking


def needed() -> Iterator[Finding]:
    """Yield what the demo needs: its version or an empty text, and the remedy."""
    yield "Python", platform.python_version(), ""
    demo = "./saltmarsh demo sets it up"
    made = first_line([places.PYTHON, "--version"])
    yield "Environment", made, demo
    # The environment brings a PostgreSQL; where that does not run, one is installed.
    install = system.command_for(["postgresql"])
    yield "PostgreSQL", postgresql(), install if made else demo
    yield "Node.js", node(), demo
    yield "Style and script", "built" if assets.COLLECTED.exists() else "", demo


def needed_for_packs() -> Iterator[Finding]:
    """Yield what only the papers of a meeting as a PDF need."""
    version = "found" if system.pango() else ""
    yield "Pango (PDF packs)", version, system.command_for(system.PANGO)


def needed_by_tests() -> Iterator[Finding]:
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
