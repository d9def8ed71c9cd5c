"""Where things are. Everything that is made lies below `var`."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
SOURCE = ROOT / "src"
SALTMARSH = SOURCE / "saltmarsh"
REQUIREMENTS = ROOT / "requirements"

VAR = ROOT / "var"
ENVIRONMENT = VAR / "environment"
PYTHON = str(ENVIRONMENT / "bin" / "python")
ASSETS = VAR / "assets"
CACHE = VAR / "cache"
DEMO = VAR / "demo"
TEST = VAR / "test"


def in_environment(program: str) -> str:
    """Return the path of a program that the locked requirements brought."""
    return str(ENVIRONMENT / "bin" / program)


def django_environment() -> dict[str, str]:
    """Return the variables that every Django process of ours starts with.

    PostgreSQL's own variables are left out: they would bend our addresses. So is
    the one that forbids keeping compiled code: each process would compile it again.
    """
    kept = {name: value for name, value in os.environ.items() if name[:2] != "PG"}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {
        "PYTHONPATH": str(SOURCE),
        "DJANGO_SETTINGS_MODULE": "saltmarsh.config.settings",
    }
