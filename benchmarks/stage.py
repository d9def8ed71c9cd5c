"""A stage to measure on: a cluster that waits for its disk, a database, servers.

Everything runs as in production: row-level security, root keys in files, two web
workers of granian, whole static files. Only the cookies are the demo's, because
plain HTTP has to do.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django

from saltmarsh.cli.machine import assets, demo_data, places, running
from saltmarsh.cli.machine import processes as process
from saltmarsh.cli.machine.measures import free_port
from saltmarsh.cli.machine.postgres import cluster as postgres
from saltmarsh.cli.machine.postgres.roles import SUPERUSER

FOLDER = places.VAR / "benchmark"
DATABASE = "benchmark"
HOST = "localhost"


@dataclass(frozen=True)
class Stage:
    """Where it is measured. variables: what every process starts with."""

    cluster: postgres.Cluster
    variables: dict[str, str]

    @property
    def superuser_url(self) -> str:
        return self.cluster.url(SUPERUSER, DATABASE)


@contextmanager
def opened() -> Iterator[Stage]:
    """Make an empty, migrated database and let this process use it as the service.

    One at a time: a second one would measure the first.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise SystemExit("The benchmarks are running already.") from taken
        with made() as stage:
            yield stage


@contextmanager
def made() -> Iterator[Stage]:
    for name in demo_data.PRIVATE_FOLDERS:
        shutil.rmtree(FOLDER / name, ignore_errors=True)
        (FOLDER / name).mkdir(mode=0o700, parents=True)
    cluster = postgres.open_cluster(FOLDER / "postgres")
    postgres.start(cluster)
    try:
        cluster.sql(f'DROP DATABASE IF EXISTS "{DATABASE}" WITH (FORCE)')
        postgres.make_database(cluster, DATABASE)
        stage = Stage(cluster, variables(cluster))
        running.run(process.django_command("make_root_key"), env=stage.variables)
        demo_data.migrate(stage.variables)
        os.environ.update(stage.variables)
        django.setup()
        yield stage
    finally:
        postgres.stop(cluster)


def variables(cluster: postgres.Cluster) -> dict[str, str]:
    return places.django_environment() | {
        **cluster.urls(DATABASE),
        "PYTHONPATH": os.pathsep.join([str(places.SOURCE), str(places.ROOT)]),
        "SECRET_KEY": "for-benchmarks-alone-0123456789-0123456789-abcdef",
        "SALTMARSH_KEYS": str(FOLDER / "keys"),
        "SALTMARSH_MAIL": str(FOLDER / "mail"),
        "SALTMARSH_STATIC": str(assets.COLLECTED),
        "SALTMARSH_DEMO": "true",
        # As behind a proxy, so that each visitor comes from a network of their own.
        "PROXIES": "1",
    }


@contextmanager
def served(stage: Stage, *, application: str = "", settings: str = "") -> Iterator[int]:
    """Serve the product, or another application, and give the port."""
    found = dict(stage.variables)
    command = process.web_command(port := free_port())
    if application:
        command[-1], found["DJANGO_SETTINGS_MODULE"] = application, settings
    with company() as together:
        together.start("web", command, found)
        process.wait_for(f"http://127.0.0.1:{port}/robots.txt", together.check)
        yield port


@contextmanager
def company(logs: Path = FOLDER / "logs") -> Iterator[process.Company]:
    together = process.Company(logs)
    try:
        yield together
    finally:
        together.stop()
