"""The demo's folder: its mark, its secrets, its database and its example data."""

import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from saltmarsh.cli.machine import assets, places, running, stamps
from saltmarsh.cli.machine.console import CannotContinue, step
from saltmarsh.cli.machine.postgres import homes
from saltmarsh.cli.machine.postgres.cluster import Cluster
from saltmarsh.cli.machine.processes import django_command

MARK = ".saltmarsh-demo"
LOCK = ".lock"
KEPT_BY_RESET = {MARK, LOCK}
PRIVATE_FOLDERS = ("keys", "mail", "logs", "documents")
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another


@dataclass(frozen=True)
class Secrets:
    """What the demo makes up once, and keeps in files that only its user reads."""

    secret_key: str
    password: str


def claim(data: Path) -> None:
    """Make `data` the demo's own folder.

    Raises CannotContinue when it holds anything and does not carry the mark.
    """
    if data.exists() and not data.is_dir():
        raise CannotContinue(f"{data} is not a folder.")
    if not (data / MARK).is_file():
        if data.exists() and any(data.iterdir()):
            raise CannotContinue(
                f"{data} holds something that is not a demo's, so it is left alone."
                " Name another folder with --data."
            )
        data.mkdir(parents=True, exist_ok=True)
        (data / MARK).write_text("A Saltmarsh demo keeps its data in this folder.\n")
    # Root's server runs as another user, who has to pass through.
    data.chmod(0o711 if os.geteuid() == 0 else 0o700)


def empty(data: Path) -> None:
    """Delete everything in a folder that carries the mark, but for the mark."""
    step(f"Deleting the demo's data in {data}")
    homes.forget(data / "postgres")
    for path in data.iterdir():
        if path.name in KEPT_BY_RESET:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def secrets_of(data: Path) -> Secrets:
    """Return the demo's secrets, made up the first time; make its folders."""
    for name in PRIVATE_FOLDERS:
        (data / name).mkdir(mode=0o700, exist_ok=True)
    words = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    return Secrets(
        secret_key=once(data / "secret-key", f"demo-{secrets.token_urlsafe(48)}"),
        password=once(data / "password", "-".join(words)),
    )


def once(path: Path, value: str) -> str:
    """Return what `path` holds; write `value` there first when it holds nothing."""
    if not path.exists() or not path.read_text().strip():
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "w") as file:
            file.write(f"{value}\n")
    return path.read_text().strip()


def variables(
    data: Path, cluster: Cluster, made_up: Secrets, port: int
) -> dict[str, str]:
    """Return the variables that the demo's processes start with."""
    return places.django_environment() | {
        **cluster.urls(),
        "SECRET_KEY": made_up.secret_key,
        "SALTMARSH_KEYS": str(data / "keys"),
        "SALTMARSH_MAIL": str(data / "mail"),
        "SALTMARSH_DOCUMENTS": str(data / "documents"),
        "SALTMARSH_STATIC": str(assets.COLLECTED),
        "SALTMARSH_DEMO": "true",
        "SALTMARSH_PORT": str(port),
    }


def fill(data: Path, found: dict[str, str], made_up: Secrets) -> None:
    """Bring keys, tables and example data up to the code, when they are not."""
    stamp, digest = data / "filled.stamp", shape(made_up)
    if stamps.is_current(stamp, digest):
        return
    step("Making the root key and the tables")
    running.run(django_command("make_root_key"), env=found)
    migrate(found)
    step("Making the example data")
    with_password = found | {"DEMO_PASSWORD": made_up.password}
    running.run(django_command("make_example_data"), env=with_password)
    stamps.note(stamp, digest)


def migrate(found: dict[str, str]) -> None:
    """Bring the tables up to the code as their owner, then let the service in."""
    owner = found | {"DATABASE_URL": found["OWNER_DATABASE_URL"]}
    running.run(django_command("migrate", "--verbosity", "0"), env=owner)
    running.run(django_command("grant"), env=owner)


def shape(made_up: Secrets) -> str:
    """Return a text that changes when tables, grants or example data should."""
    source = places.SALTMARSH
    files = [*source.rglob("migrations/0*.py"), *source.glob("cli/grants.py")]
    files += [path for path in source.rglob("*example*") if path.suffix != ".pyc"]
    files += [places.REQUIREMENTS / "product.txt"]
    return stamps.digest_of(filter(Path.is_file, files), made_up.password)
