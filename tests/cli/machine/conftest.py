"""A server of the tests' own, started once: real, and in a folder of its own."""

import shutil
import tempfile
from pathlib import Path

import pytest

from saltmarsh.cli.machine.postgres import cluster as postgres


@pytest.fixture(scope="session")
def folder():
    """A folder that any user may pass through: the server is not root's."""
    path = Path(tempfile.mkdtemp(prefix="saltmarsh-machine-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster(folder):
    made = postgres.open_cluster(folder / "postgres", throw_away=True)
    postgres.start(made)
    yield made
    postgres.stop(made)


@pytest.fixture
def home(folder):
    """A new folder for one test, beside the server's."""
    path = Path(tempfile.mkdtemp(dir=folder))
    path.chmod(0o755)
    return path
