"""Programs that the operating system provides: installed when we may, else named."""

import ctypes
import os
import shutil
from collections.abc import Iterable

from saltmarsh.cli.machine import running
from saltmarsh.cli.machine.console import CannotContinue, step

# The same browser without windows, where the system has it: each page that a test
# opens in the other one starts a window with pages of its own.
LIGHTER = {"chromium": "chromium-headless-shell"}
BROWSERS = (
    *LIGHTER.values(),
    *LIGHTER,
    "google-chrome-stable",
    "google-chrome",
    "chromium-browser",
)


def install(*packages: str) -> bool:
    """Install packages of the system; return whether this was possible."""
    if os.geteuid() or not shutil.which("apt-get"):
        return False
    step(f"Installing {', '.join(packages)} from the system's packages")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    running.attempt(["apt-get", "update", "-qq"], env=quiet)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
    done = running.attempt([*command, *map(lighter, packages)], env=quiet)
    if done.returncode:
        step(f"That failed: {done.stderr.strip()}")
    return done.returncode == 0


def lighter(package: str) -> str:
    """Return the package to have in place of another, or that itself."""
    found = LIGHTER.get(package, "")
    is_known = found and running.attempt(["apt-cache", "show", found]).returncode == 0
    return found if is_known else package


def command_for(packages: Iterable[str]) -> str:
    """Return the line that a person with the right to do so types."""
    return f"sudo apt-get update && sudo apt-get install {' '.join(packages)}"


def browser() -> str | None:
    """Return the path of a Chromium that starts, or None."""
    named = os.environ.get("CHROMIUM", "")
    for name in filter(None, (named, *BROWSERS)):
        path = shutil.which(name)
        if path and running.attempt([path, "--version"]).returncode == 0:
            return path
    return None


def java() -> str | None:
    """Return the path of a Java that starts, or None."""
    path = shutil.which("java")
    if path and running.attempt([path, "-version"]).returncode == 0:
        return path
    return None


def clamd() -> str | None:
    """Return the path of ClamAV's daemon, or None. It lies where only root looks."""
    places = os.pathsep.join(
        [os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]
    )
    path = shutil.which("clamd", path=places)
    if path and running.attempt([path, "--version"]).returncode == 0:
        return path
    return None


# What draws the papers of a meeting as a PDF, with a typeface for it.
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "fonts-liberation")


def pango() -> str | None:
    """Return the name of the library of Pango that opens, or None."""
    name = "libpangoft2-1.0.so.0"
    try:
        ctypes.CDLL(name)
    except OSError:
        return None
    return name


def offer_pango() -> None:
    """Install what PDF packs need, or say how: the product runs without it."""
    if not pango() and not install(*PANGO):
        step(f"PDF packs need Pango. To have them, run: {command_for(PANGO)}")


NEEDED = {
    "chromium": browser,
    "default-jre-headless": java,
    "clamav-daemon": clamd,
    "libpangoft2-1.0-0": pango,
}


def missing() -> list[str]:
    """Return the packages that the tests need and the machine lacks."""
    return [package for package, find in NEEDED.items() if not find()]


def need_for_tests() -> None:
    """Install what the tests need of the system; raise CannotContinue with the
    command to run when that is not allowed.
    """
    lacking = missing()
    if lacking and not install(*lacking):
        raise CannotContinue(
            f"The tests need {' and '.join(lacking)}. Run: {command_for(lacking)}"
        )
    if still := missing():
        raise CannotContinue(
            f"{' and '.join(still)} still does not run. Set CHROMIUM to the path of a"
            " Chromium, and put java and clamd on PATH, then run this again."
        )
