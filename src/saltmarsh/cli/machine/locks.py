"""Lock the packages again: names, versions and hashes, and no addresses."""

import re
from pathlib import Path

from saltmarsh.cli.machine import assets, environment, places, running
from saltmarsh.cli.machine.console import step

COMPILE = ["pip", "compile", "-q", "--universal", "--python-version", "3.11"]
PLAIN = ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]


def lock(*options: str) -> int:
    """Compile each requirements file; `--upgrade` also looks for newer versions."""
    environment.make_ready(tests=True)
    for name in ("bootstrap", "product", "test", "benchmarks"):
        step(f"Locking requirements/{name}.in")
        forget_hashes(places.REQUIREMENTS / f"{name}.txt")
        files = [f"{name}.in", "-o", f"{name}.txt"]
        running.run(
            [places.in_environment("uv"), *COMPILE, *PLAIN, *options, *files],
            at=places.REQUIREMENTS,
            env=whole_index(environment.uv_variables()),
        )
    step("Locking package.json")
    running.run([*assets.npm(), "install", "--package-lock-only", "--ignore-scripts"])
    return 0


def forget_hashes(file: Path) -> None:
    """Leave only the pins of a lock: uv keeps the hashes of a pin as it finds them, and
    so would never see a file that a release got since.
    """
    pins = re.sub(r" \\\n +--hash=\S+", "", file.read_text("utf-8"))
    file.write_text(pins, "utf-8")


def whole_index(variables: dict[str, str]) -> dict[str, str]:
    """Return `variables` without the places that hold only some files of a release.

    Hashes of one machine's wheels would lock out every other Python and processor.
    """
    partial = ("UV_INDEX", "UV_FIND_LINKS")
    return {key: each for key, each in variables.items() if key not in partial}
