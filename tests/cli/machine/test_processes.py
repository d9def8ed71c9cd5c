"""Processes that live and die together."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from saltmarsh.cli.machine import processes
from saltmarsh.cli.machine.console import CannotContinue

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
IGNORE = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
STUBBORN = [sys.executable, "-c", f"{IGNORE} print('up', flush=True); time.sleep(60)"]


@pytest.fixture
def company(tmp_path):
    made = processes.Company(tmp_path)
    yield made
    made.stop()


def test_all_are_stopped_even_one_that_will_not(company, monkeypatch):
    monkeypatch.setattr(processes, "GRACE", 0.5)
    company.start("sleeper", SLEEP, os.environ)
    company.start("stubborn", STUBBORN, os.environ)
    while "up" not in company.log("stubborn").read_text():
        time.sleep(0.02)
    members = list(company.members.values())

    company.stop()

    codes = [member.returncode for member in members]
    assert codes == [-signal.SIGTERM, -signal.SIGKILL]


def test_what_one_left_behind_is_ended_too(company):
    script = "import subprocess, sys; print(subprocess.Popen(sys.argv[1:]).pid)"
    command = [sys.executable, "-c", script, *SLEEP]
    company.start("parent", command, os.environ)
    company.members["parent"].wait(10)

    company.stop()

    assert ended(int(company.log("parent").read_text()))


def test_one_that_ends_by_itself_is_told_with_its_last_words(company):
    company.start("web", [sys.executable, "-c", "print('no port left')"], os.environ)
    company.members["web"].wait(10)

    with pytest.raises(CannotContinue, match=r"(?s)web process ended.*no port left"):
        company.check()


def test_none_outlives_the_one_that_started_it(tmp_path):
    script = (
        "import os, pathlib, sys; from saltmarsh.cli.machine import processes;"
        "c = processes.Company(pathlib.Path(sys.argv[1]));"
        "c.start('sleeper', [sys.executable, '-c', 'import time; time.sleep(60)'],"
        " os.environ);"
        "print(c.members['sleeper'].pid, flush=True);"
        "import time; time.sleep(0.5); os.kill(os.getpid(), 9)"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, tmp_path],
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        check=False,
    )

    assert ended(int(said.stdout))


def ended(number: int) -> bool:
    """Whether the process of this number ends within five seconds."""
    for _ in range(100):
        try:
            with open(f"/proc/{number}/stat") as stat:
                if stat.read().split()[2] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def test_a_taken_port_is_noticed():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(CannotContinue, match=f"--port {port + 1}"):
            processes.refuse_port(port)

    processes.refuse_port(port)


def test_waiting_gives_up_when_the_process_ends(company):
    company.start("web", [sys.executable, "-c", "print('broken')"], os.environ)

    with pytest.raises(CannotContinue, match="broken"):
        processes.wait_for("http://127.0.0.1:9/", company.check)
