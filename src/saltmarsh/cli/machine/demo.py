"""The demo: everything set up, two servers started, all of it stopped again."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from saltmarsh.cli.machine import (
    assets,
    demo_data,
    environment,
    places,
    scanner,
    system,
)
from saltmarsh.cli.machine import processes as process
from saltmarsh.cli.machine.console import CannotContinue, say, step
from saltmarsh.cli.machine.postgres import cluster as postgres

ACCOUNTS = (
    ("triage@demo.example", "triage officer"),
    ("manager@demo.example", "manager"),
    ("manager2@demo.example", "second manager, who signs what the first one asks"),
    ("chair@demo.example", "panel chair"),
    ("panelmember@demo.example", "panel member, health"),
    ("policemember@demo.example", "panel member, police"),
    ("partner@demo.example", "partner"),
    ("provider@demo.example", "intervention provider"),
    ("auditor@demo.example", "auditor"),
    ("admin@demo.example", "administrator"),
    ("clerk@demo.example", "referrals-entry clerk"),
    ("editor@demo.example", "content editor"),
    ("dpo@demo.example", "data protection officer"),
)
SECOND_ACCOUNTS = (
    ("triage@second.example", "triage officer of the second partnership"),
    ("manager@second.example", "its manager"),
    ("dpo@second.example", "its data protection officer"),
)


@dataclass(frozen=True)
class Served:
    """A demo that runs."""

    company: process.Company
    variables: dict[str, str]
    password: str


def demo(port: int, data: Path, *, reset: bool) -> int:
    """Serve the demo from `data` until it is asked to stop."""
    process.stop_on_signals()
    began = time.monotonic()
    with suppress(process.Stopped), running(port, data, reset=reset) as served:
        say(welcome(port, data, served.password))
        step(f"Ready after {time.monotonic() - began:.1f} s")
        while True:
            served.company.check()
            time.sleep(0.5)
    step("Stopped")
    return 0


@contextmanager
def running(port: int, data: Path, *, reset: bool = False) -> Iterator[Served]:
    """Set up what is missing, start the demo, and stop it at the end."""
    refuse_production()
    data = data.resolve()
    demo_data.claim(data)
    with alone(data):
        process.refuse_port(port)
        environment.make_ready()
        assets.make_ready()
        system.offer_pango()
        if reset:
            postgres.stop(postgres.open_cluster(data / "postgres"))
            demo_data.empty(data)
        secrets = demo_data.secrets_of(data)
        cluster = postgres.open_cluster(data / "postgres")
        company = process.Company(data / "logs")
        try:
            step("Starting PostgreSQL")
            postgres.start(cluster)
            variables = demo_data.variables(data, cluster, secrets, port)
            variables |= scanner.start(company, data)
            demo_data.fill(data, variables, secrets)
            serve(company, port, variables)
            yield Served(company, variables, secrets.password)
        finally:
            company.stop()
            postgres.stop(cluster)


def serve(company: process.Company, port: int, variables: dict[str, str]) -> None:
    """Start the web server and the worker, and wait for the first page."""
    step("Starting the web server and the worker")
    company.start("web", process.web_command(port), variables)
    company.start("worker", process.django_command("work"), variables)
    process.wait_for(f"http://localhost:{port}/health", company.check)
    company.check()


def refuse_production() -> None:
    """Keep the demo's example data away from a database that someone named."""
    if os.environ.get("DATABASE_URL"):
        raise CannotContinue(
            "DATABASE_URL is set. The demo makes its own database and fills it with"
            " example data, so it does not start beside another. Run it as:"
            " env -u DATABASE_URL -u OWNER_DATABASE_URL ./saltmarsh demo"
        )


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Keep a second demo from this data folder."""
    with (data / demo_data.LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise CannotContinue(
                f"A demo already runs from {data}. Stop it, or name another folder"
                " with --data and another --port."
            ) from taken
        yield


def welcome(port: int, data: Path, password: str) -> str:
    """Return what the person needs to know to try the demo."""
    first, second = f"http://localhost:{port}", f"http://second.localhost:{port}"
    lines = ["", "Saltmarsh is running with example data. Enter no real people.", ""]
    lines += [f"  Public site         {first}"]
    lines += [f"  Staff sign-in       {first}/sign-in"]
    lines += [f"  Mail it would send  {first}/demo/mail"]
    lines += [f"  Second partnership  {second}", "", "  Accounts"]
    for account, role in (*ACCOUNTS, *SECOND_ACCOUNTS):
        lines += [f"    {account:<28}{role}"]
    lines += ["", f"  One password for all: {password}", ""]
    lines += [f"  Data and logs are in {data}"]
    again = "./saltmarsh demo --reset"
    again += "" if data == places.DEMO else f" --data {data}"
    lines += [f"  To stop, press Ctrl-C. To start afresh: {again}", ""]
    return "\n".join(lines)
