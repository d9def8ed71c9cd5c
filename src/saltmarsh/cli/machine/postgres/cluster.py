"""Make, start and stop a server that listens on one private socket and nowhere else."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from saltmarsh.cli.machine import running
from saltmarsh.cli.machine.console import CannotContinue
from saltmarsh.cli.machine.postgres import homes, roles
from saltmarsh.cli.machine.postgres.account import PLAIN, Account, me, server_account
from saltmarsh.cli.machine.postgres.programs import find_programs, major

READY = "saltmarsh-ready"  # written last: without it the data is half-made
CONFIGURATION = "saltmarsh.conf"
FASTER = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL data folder and what it takes to run it."""

    home: Path
    throw_away: bool
    data: Path
    sockets: Path
    programs: Path
    account: Account

    def url(self, role: str, database: str = roles.DATABASE) -> str:
        """Return the address of `database` for `role`."""
        return f"postgresql://{role}@{quote(str(self.sockets), safe='')}/{database}"

    def urls(self, database: str = roles.DATABASE) -> dict[str, str]:
        """Return the two addresses that the settings read."""
        return {
            "DATABASE_URL": self.url(roles.APP, database),
            "OWNER_DATABASE_URL": self.url(roles.OWNER, database),
        }

    def is_running(self) -> bool:
        """Whether the server of this data folder runs."""
        return self.account.run([*self.control(), "status"]).returncode == 0

    def control(self) -> list[str]:
        """Return how pg_ctl is called for this data folder."""
        return [str(self.programs / "pg_ctl"), "-D", str(self.data), "-w"]

    def sql(self, statements: str, database: str = "postgres") -> str:
        """Run SQL as the superuser and return what it printed."""
        command = [str(self.programs / "psql"), "-X", "-q", "-A", "-t"]
        command += ["-v", "ON_ERROR_STOP=1", "-h", str(self.sockets)]
        command += ["-U", roles.SUPERUSER, "-d", database]
        return running.run(command, env=PLAIN, typed=statements)


def open_cluster(home: Path, *, throw_away: bool = False) -> Cluster:
    """Return the cluster kept in `home`, without making or starting it.

    A throw-away cluster gives up safety against power cuts for speed.
    """
    home = home.resolve()
    account = server_account()
    programs = find_programs(account)
    data = homes.settle(home, account) / "data"
    return Cluster(home, throw_away, data, homes.sockets_for(data), programs, account)


def start(cluster: Cluster) -> None:
    """Make sure that the server runs, with its roles; make what is missing."""
    with alone(cluster):
        if (cluster.data / READY).exists():
            if cluster.is_running():
                return
            try:
                check_version(cluster)
                launch(cluster)
            except CannotContinue:
                if not cluster.throw_away:
                    raise
            else:
                return
        create(cluster)


def stop(cluster: Cluster) -> None:
    """Stop the server at once, with its connections; nothing when it does not run."""
    if cluster.is_running():
        cluster.account.must_run([*cluster.control(), "-m", "fast", "stop"])


@contextmanager
def alone(cluster: Cluster) -> Iterator[None]:
    """Keep every other process of ours from starting this cluster meanwhile."""
    with (cluster.home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def create(cluster: Cluster) -> None:
    """Make a new data folder, start its server, and make roles and database."""
    if cluster.data.exists():
        stop(cluster)
        shutil.rmtree(cluster.data)
    cluster.data.mkdir(mode=0o700)
    os.chown(cluster.data, cluster.account.uid, cluster.account.gid)
    command = [str(cluster.programs / "initdb"), "-D", str(cluster.data)]
    command += [
        "-U",
        roles.SUPERUSER,
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--data-checksums",
        "--auth=peer",
    ]
    cluster.account.must_run([*command, *(["--no-sync"] * cluster.throw_away)])
    write = cluster.account.write
    write(cluster.data / "pg_hba.conf", roles.WHO_MAY_CONNECT)
    write(cluster.data / "pg_ident.conf", roles.identities(me().name))
    write(cluster.data / "postgresql.conf", f"include '{CONFIGURATION}'\n")
    launch(cluster)
    cluster.sql(roles.EXTENSIONS, "template1")
    cluster.sql(roles.ROLES)
    make_database(cluster, roles.DATABASE)
    write(cluster.data / READY, "")


def make_database(cluster: Cluster, name: str) -> None:
    """Make a database that the owning role owns, unless it is there."""
    exists = cluster.sql(f"SELECT 1 FROM pg_database WHERE datname = '{name}'")  # noqa: S608
    if not exists:
        cluster.sql(f'CREATE DATABASE "{name}" OWNER {roles.OWNER}')


def launch(cluster: Cluster) -> None:
    """Start the server of a finished data folder and wait until it answers."""
    folder = str(cluster.sockets).replace('"', '""').replace("'", "''")
    settings = "listen_addresses = ''\n"
    settings += f"unix_socket_directories = '\"{folder}\"'\n"
    settings += "unix_socket_permissions = 0700\n"
    settings += FASTER if cluster.throw_away else ""
    cluster.account.write(cluster.data / CONFIGURATION, settings)
    log = cluster.data / "server.log"
    done = cluster.account.run([*cluster.control(), "-l", log, "start"])
    if done.returncode:
        said = "\n".join(log.read_text().splitlines()[-8:]) if log.exists() else ""
        raise CannotContinue(f"PostgreSQL does not start in {cluster.data}:\n{said}")


def check_version(cluster: Cluster) -> None:
    """Raise CannotContinue when another version of PostgreSQL made the data."""
    made_by = int((cluster.data / "PG_VERSION").read_text())
    here = major(cluster.account.must_run([cluster.programs / "postgres", "--version"]))
    if made_by != here:
        raise CannotContinue(
            f"{cluster.data} was made by PostgreSQL {made_by}, and this machine has"
            f" PostgreSQL {here}. Start afresh with --reset, or install {made_by}."
        )
