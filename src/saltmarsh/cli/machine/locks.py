"""Lock the packages again: names, versions and hashes, and no addresses."""

from saltmarsh.cli.machine import assets, environment, places, running
from saltmarsh.cli.machine.console import step

COMPILE = ["pip", "compile", "-q", "--universal", "--python-version", "3.11"]
PLAIN = ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]


def lock(*options: str) -> int:
    """Compile each requirements file; `--upgrade` also looks for newer versions."""
    environment.make_ready(tests=True)
    for name in ("bootstrap", "product", "test", "benchmarks"):
        step(f"Locking requirements/{name}.in")
        files = [f"{name}.in", "-o", f"{name}.txt"]
        running.run(
            [places.in_environment("uv"), *COMPILE, *PLAIN, *options, *files],
            at=places.REQUIREMENTS,
            env=environment.uv_variables(),
        )
    step("Locking package.json")
    running.run([*assets.npm(), "install", "--package-lock-only", "--ignore-scripts"])
    return 0
