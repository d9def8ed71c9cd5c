"""Run the scripts that look at what is served: its pictures and its figures."""

import os
import socket
from collections.abc import Sequence

from saltmarsh.cli.machine import assets, demo, environment, places, running, system
from saltmarsh.cli.machine import processes as process


def screenshots(*arguments: str) -> int:
    """Take the documentation's pictures again, from a fresh demo."""
    return beside_demo("screenshots", ["-m", "tests.screenshots", *arguments])


def benchmark(*arguments: str) -> int:
    """Print the figures of speed and size, measured on servers of their own."""
    environment.make_ready(tests=True)
    assets.make_ready(tests=True)
    system.need_for_tests()
    found = places.django_environment() | {"CHROMIUM": system.browser() or ""}
    return running.show([places.PYTHON, "-m", "benchmarks", *arguments], env=found)


def match_stdio(*arguments: str) -> int:
    """Answer the benchmark of matching; on a database of its own, where the environment
    names none.
    """
    environment.make_ready(tests=True)
    assets.make_ready(tests=True)
    if os.environ.get("DATABASE_URL"):
        command = process.django_command("match_stdio", *arguments)
        return running.show(command, env=places.django_environment())
    command = [places.PYTHON, "-m", "benchmarks.matching.stdio", *arguments]
    return running.show(command, env=places.django_environment())


def beside_demo(name: str, script: Sequence[str]) -> int:
    """Run a Python script while a fresh demo runs from `var/NAME`.

    The script finds the demo's address, its password and a browser in SALTMARSH_ADDRESS,
    DEMO_PASSWORD and CHROMIUM, and the demo's own variables beside them.
    """
    environment.make_ready(tests=True)
    assets.make_ready(tests=True)
    system.need_for_tests()
    process.stop_on_signals()
    port = free_port()
    try:
        with demo.running(port, places.VAR / name, reset=True) as served:
            found = {
                "SALTMARSH_ADDRESS": f"http://localhost:{port}",
                "DEMO_PASSWORD": served.password,
                "CHROMIUM": system.browser() or "",
            }
            command = [places.PYTHON, *script]
            return running.show(command, env=served.variables | found)
    except process.Stopped:
        return 130


def free_port() -> int:
    """Return a port at which nothing listens."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
