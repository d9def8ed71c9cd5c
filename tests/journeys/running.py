"""One demo for all processes that run journeys."""

import fcntl
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What the demo must not inherit: it refuses a database that it did not make.
OTHERS = ("DATABASE_URL", "OWNER_DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY")
PATIENCE_SECONDS = 300


@dataclass(frozen=True)
class Demo:
    """A running demo: its port and its accounts' password."""

    port: int
    password: str

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def second(self) -> str:
        return f"http://second.localhost:{self.port}"


@contextmanager
def shared(folder: Path) -> Iterator[Demo]:
    """Use the demo of `folder`. Whoever comes first starts it, and stops it when the
    others have left.
    """
    told = folder / "demo.json"
    with (folder / "door").open("w") as door, (folder / "users").open("w") as users:
        fcntl.flock(door, fcntl.LOCK_EX)
        if told.exists():
            fcntl.flock(users, fcntl.LOCK_SH)
            fcntl.flock(door, fcntl.LOCK_UN)
            yield Demo(**json.loads(told.read_text()))
            return
        with started(folder) as demo:
            told.write_text(json.dumps(asdict(demo)))
            fcntl.flock(door, fcntl.LOCK_UN)
            try:
                yield demo
            finally:
                fcntl.flock(door, fcntl.LOCK_EX)
                told.unlink()
                fcntl.flock(users, fcntl.LOCK_EX)


@contextmanager
def started(folder: Path) -> Iterator[Demo]:
    """Start a demo with data of its own, and stop it at the end."""
    port, said = free_port(), folder / "said.txt"
    command = [sys.executable, ROOT / "saltmarsh", "demo", "--port", str(port)]
    with said.open("w") as output:
        process = subprocess.Popen(
            [*command, "--data", folder / "data"],
            cwd=ROOT,
            env={name: v for name, v in os.environ.items() if name not in OTHERS},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (found := re.search(r"password for all: (\S+)", said.read_text())):
            assert process.poll() is None, said.read_text()
            assert time.monotonic() < deadline, said.read_text()
            time.sleep(0.3)
        assert is_up(port), said.read_text()
        yield Demo(port, found[1])
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_up(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=30) as r:
            return r.status == 200
    except OSError:
        return False
