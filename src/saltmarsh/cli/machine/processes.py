"""The web server and the worker, started together and stopped together."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from saltmarsh.cli.machine import places
from saltmarsh.cli.machine.console import CannotContinue

GRACE = 10.0  # seconds to stop in, before being ended
SLOWEST_START = 60.0  # seconds
LAST_LINES = 15


class Stopped(Exception):
    """The person pressed Ctrl-C, or the system asked us to stop."""


def web_command(port: int, *, host: str = "127.0.0.1", workers: int = 2) -> list[str]:
    """Return the command that serves the pages."""
    command = [places.in_environment("granian"), "--interface", "wsgi"]
    command += ["--host", host, "--port", str(port), "--workers", str(workers)]
    command += ["--blocking-threads", "2", "--no-ws", "--backlog", "2048"]
    return [*command, "saltmarsh.config.wsgi:application"]


def django_command(name: str, *arguments: str) -> list[str]:
    """Return the command that runs a Django command in our environment."""
    return [places.PYTHON, "-m", "django", name, *arguments]


@dataclass
class Company:
    """Processes that live and die together, each with its log."""

    logs: Path
    members: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, command: Sequence[str], env: Mapping[str, str]) -> None:
        """Start `command` apart from this terminal's Ctrl-C, but not to outlive us."""
        with self.log(name).open("ab") as log:
            self.members[name] = subprocess.Popen(
                not_to_outlive_us(command),
                cwd=places.ROOT,
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def log(self, name: str) -> Path:
        """Return where `name` writes what it has to say."""
        return self.logs / f"{name}.log"

    def check(self) -> None:
        """Raise CannotContinue with the end of its log when one has ended."""
        for name, process in self.members.items():
            if process.poll() is not None:
                last = self.log(name).read_text(errors="replace").splitlines()
                said = "\n".join(last[-LAST_LINES:])
                raise CannotContinue(f"The {name} process ended by itself:\n{said}")

    def stop(self) -> None:
        """Ask all to stop, wait for them, and end those that do not."""
        for process in self.members.values():
            process.terminate()
        until = time.monotonic() + GRACE
        for process in self.members.values():
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            # What it started and left behind: a server asked to stop while it
            # starts forgets its workers.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        self.members.clear()


def not_to_outlive_us(command: Sequence[str]) -> list[str]:
    """Return `command` so that it is asked to stop when this process dies."""
    wrapper = shutil.which("setpriv")
    return [*([wrapper, "--pdeathsig", "TERM"] if wrapper else []), *command]


def stop_on_signals() -> None:
    """Turn Ctrl-C and SIGTERM into Stopped, once: a second one finds us stopping."""

    def stopped(number: int, frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stopped)


def refuse_port(port: int, host: str = "127.0.0.1") -> None:
    """Raise CannotContinue when this user may not listen at `port`, or another does."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except PermissionError as refused:
            raise CannotContinue(
                f"This user may not listen at port {port}. Try: --port 8000"
            ) from refused
        except OSError as taken:
            raise CannotContinue(
                f"Something else listens at port {port}. Try: --port {port + 1}"
            ) from taken


def wait_for(address: str, alive: Callable[[], None]) -> None:
    """Wait until `address` answers without a fault; `alive` raises to give up."""
    until = time.monotonic() + SLOWEST_START
    while time.monotonic() < until:
        alive()
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310
                return
        except OSError as problem:
            if isinstance(problem, urllib.error.HTTPError) and problem.code < 500:
                return
        time.sleep(0.05)
    raise CannotContinue(f"{address} gave no good answer in {SLOWEST_START:.0f} s.")
