"""The Python environment: locked, checked by hash, made again only when it must be."""

import fcntl
import os
import shutil
import sys
from pathlib import Path

from saltmarsh.cli.machine import places, running, stamps, system
from saltmarsh.cli.machine.console import CannotContinue, step

PRODUCT = places.REQUIREMENTS / "product.txt"
TEST = places.REQUIREMENTS / "test.txt"
BOOTSTRAP = places.REQUIREMENTS / "bootstrap.txt"
STAMP = places.VAR / "environment.stamp"
PYTEST = places.ENVIRONMENT / "bin" / "pytest"  # it holds what the tests need, too

# uv does not read pip's configuration: which of its variables says the same.
SAME_IN_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
}
# The last line of what is said when packages do not come.
UNREACHED = (
    "The packages come from PyPI, or from where pip is told to look. Check that this"
    " machine reaches it, then run this again."
)


def make_ready(*, tests: bool = False) -> None:
    """Make sure that the environment holds exactly what the locks say.

    What was once installed for the tests stays: the demo does not remove it.
    """
    places.VAR.mkdir(exist_ok=True)
    with (places.VAR / "environment.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        locks = [PRODUCT, TEST] if tests or PYTEST.exists() else [PRODUCT]
        digest = stamps.digest_of([*locks, BOOTSTRAP], python_version(places.PYTHON))
        if stamps.is_current(STAMP, digest):
            return
        make_environment()
        install(locks)
        digest = stamps.digest_of([*locks, BOOTSTRAP], python_version(places.PYTHON))
        stamps.note(STAMP, digest)


def python_version(python: str) -> str:
    """Return what `python` says that it is; empty when it does not start."""
    return running.attempt([python, "-c", "import sys; print(sys.version)"]).stdout


def make_environment() -> None:
    """Make the folder with its own Python, unless one is there that works."""
    pip = [places.PYTHON, "-m", "pip", "--version"]
    if running.attempt(pip).returncode == 0:
        return
    step("Making the Python environment in var/environment")
    shutil.rmtree(places.ENVIRONMENT, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(places.ENVIRONMENT)]
    done = running.attempt(command)
    if done.returncode and system.install("python3-venv"):
        shutil.rmtree(places.ENVIRONMENT, ignore_errors=True)
        done = running.attempt(command)
    if done.returncode:
        shutil.rmtree(places.ENVIRONMENT, ignore_errors=True)
        package = f"python3.{sys.version_info.minor}-venv"
        raise CannotContinue(
            "Python cannot make an environment: its venv package is missing. Run: "
            f"{system.command_for([package])}\n({done.stderr.strip()[-300:]})"
        )


def install(locks: list[Path]) -> None:
    """Install exactly what `locks` name, each file checked against its hash."""
    step("Installing the locked Python packages")
    pip = [places.PYTHON, "-m", "pip", "install", "-q", "--require-hashes"]
    pip += ["--disable-pip-version-check", "--no-warn-script-location"]
    running.run([*pip, "-r", BOOTSTRAP], advice=UNREACHED)
    uv = [places.in_environment("uv"), "pip", "sync", "-q", "--require-hashes"]
    uv += ["--compile-bytecode"]  # once now, not at every start
    done = running.attempt([*uv, "--python", places.PYTHON, *locks], env=uv_variables())
    if done.returncode:
        step("uv could not; pip tries, which takes longer")
        every = [part for lock in locks for part in ("-r", lock)]
        running.run([*pip, *every], advice=UNREACHED)


def uv_variables() -> dict[str, str]:
    """Return the environment in which uv installs from where pip would.

    Every file is checked against its hash, so the best version of any index will do.
    """
    said = {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_NO_PROGRESS": "1"}
    configured = running.attempt([places.PYTHON, "-m", "pip", "config", "list"]).stdout
    for line in configured.splitlines():
        key, _, value = line.partition("=")
        variable = SAME_IN_UV.get(key.rpartition(".")[2])
        if variable:
            words = value.strip("'\"").replace("\\n", " ").split()
            separator = "," if variable == "UV_FIND_LINKS" else " "
            said[variable] = separator.join(words)
    return said | caches() | os.environ


def caches() -> dict[str, str]:
    """Return where uv and npm keep what they fetch, when not in the home: because
    there is none, or it may not be written.
    """
    if os.access(os.path.expanduser("~"), os.W_OK):
        return {}
    return {
        "UV_CACHE_DIR": str(places.CACHE / "uv"),
        "npm_config_cache": str(places.CACHE / "npm"),
    }
