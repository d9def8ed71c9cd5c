"""Databases for the tests: real, migrated by the owner, used as the service's role.

The migrated database is kept as a template, named by the migrations that made it,
so that a new one is a copy.
"""

import hashlib
import os
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

SRC = Path(__file__).resolve().parents[1] / "src"
OWNER = "OWNER_DATABASE_URL"
APPLICATION = "DATABASE_URL"
LEAVE = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = %s AND backend_type = 'client backend'
"""


def address(variable: str, name: str) -> str:
    """Return the address of the database `name` as the role of `variable`."""
    return make_conninfo(os.environ[variable], dbname=name)


def url(variable: str, name: str) -> str:
    """Return the same as a URL, for a process of its own."""
    parts = conninfo_to_dict(os.environ[variable])
    host = str(parts.get("host", "")).replace("/", "%2F")
    word = f":{parts['password']}" if "password" in parts else ""
    port = f":{parts['port']}" if "port" in parts else ""
    return f"postgresql://{parts['user']}{word}@{host}{port}/{name}"


def digest() -> str:
    """Return a name for the state of all migrations and grants."""
    parts = [*sorted(SRC.rglob("migrations/0*.py")), SRC / "saltmarsh/cli/grants.py"]
    together = b"".join(path.name.encode() + path.read_bytes() for path in parts)
    return hashlib.sha256(together).hexdigest()[:16]


def migrate(name: str) -> None:
    environment = os.environ | {APPLICATION: url(OWNER, name)}
    for command in (["migrate", "--verbosity", "0"], ["grant"]):
        subprocess.run(  # noqa: S603 - our own interpreter and commands
            [sys.executable, "-m", "django", *command], env=environment, check=True
        )


def template() -> str:
    """Return the name of a migrated database to copy, made when there is none."""
    name = f"template_{digest()}"
    with psycopg.connect(os.environ[OWNER], autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(hashtext('saltmarsh test template'))")
        known = owner.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if known.fetchone() is None:
            draft = f"draft_{uuid.uuid4().hex}"
            owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
            migrate(draft)
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            owner.execute(rename.format(sql.Identifier(draft), sql.Identifier(name)))
        return name


def make() -> str:
    """Make a migrated, empty database and return its name."""
    source, name = template(), f"test_{uuid.uuid4().hex[:12]}"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(os.environ[OWNER], autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(hashtext('saltmarsh test copy'))")
        owner.execute(create.format(sql.Identifier(name), sql.Identifier(source)))
    return name


def drop(name: str) -> None:
    """Drop the database and whoever of ours is still in it.

    Not by FORCE, which fails when the server itself is at work there: autovacuum is
    not the owner's to end. A plain drop waits for it.
    """
    gone = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name))
    with psycopg.connect(os.environ[OWNER], autocommit=True) as owner:
        owner.execute(LEAVE, [name])
        owner.execute(gone)
