"""What can be typed after ./saltmarsh."""

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from saltmarsh.cli.machine import (
    assets,
    checks,
    console,
    database,
    demo,
    doctor,
    environment,
    locks,
    measures,
    places,
    running,
    tests,
)
from saltmarsh.cli.machine import processes as process

SUMMARY = """\
Usage: ./saltmarsh COMMAND

To try it
  demo                 set everything up and serve it with example data
                       [--port 8000] [--data FOLDER] [--reset]
  doctor               say what is installed here, and what is missing

To work on it
  test [PATH …]        install what tests need, and run all tests, or some
  coverage             run the tests and show the lines that none reaches
  check                format, lint, types, imports, architecture, migrations
  tidy                 format the code, and fix what can be fixed
  docs                 write the generated reference pages again
  lock [--upgrade]     lock the requirements again
  database start|stop|env   the tests' own PostgreSQL server
  screenshots          take the pictures of the documentation again
  benchmark            measure speed and size, and print the figures
  match-stdio --profile benchmark   answer the benchmark of matching

To run it (with DATABASE_URL, OWNER_DATABASE_URL, SALTMARSH_KEYS and SECRET_KEY)
  migrate              bring the tables up to the code, as their owner
  serve                serve the pages [--host 127.0.0.1] [--port 8000] [--workers 2]
  work                 do the background jobs
  make-root-key        write a root key into SALTMARSH_KEYS
  create-partnership   add a partnership
  add-host             let a partnership answer at another name [--first]
  remove-host          let it answer there no more
  create-account       add an account
  rotate-keys          wrap every key again under the newest root key
  rebuild-index        make the blind index anew, after a new key or release
  look-again           look for earlier referrals of those that came before it was done
  NAME …               any other management command, by name
"""
HELP = {"--help", "-h"}
WITH_OPTIONS = {"demo", "serve"}
# These look at the code alone: without an address, the tests' database will do.
ABOUT_THE_CODE = {
    "makemigrations",
    "extract_texts",
    "write_reference",
}
OURS = places.SALTMARSH / "cli" / "management" / "commands"


def main(arguments: Sequence[str]) -> int:
    """Do what was typed and return the exit code."""
    name, *rest = arguments or ["--help"]
    console.speak_anyway()
    try:
        if {name, *rest} & HELP and name not in WITH_OPTIONS:
            console.say(SUMMARY.rstrip())
            return 0
        command = COMMANDS.get(name)
        return command(*rest) if command else hand_over(name, *rest)
    except console.CannotContinue as problem:
        console.complain(str(problem))
        return 1
    except PermissionError as problem:
        console.complain(f"This user may not change {problem.filename}.")
        return 1
    except KeyboardInterrupt:
        return 130


def start_demo(*arguments: str) -> int:
    """Read the demo's options and run it."""
    parser = argparse.ArgumentParser("./saltmarsh demo")
    parser.add_argument("--port", type=a_port, default=8000)
    parser.add_argument("--data", type=Path, default=places.DEMO, metavar="FOLDER")
    parser.add_argument("--reset", action="store_true", help="start afresh")
    chosen = parser.parse_args(arguments)
    return demo.demo(chosen.port, chosen.data, reset=chosen.reset)


def serve(*arguments: str) -> int:
    """Serve the pages of the installation that the environment names."""
    parser = argparse.ArgumentParser("./saltmarsh serve")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=a_port, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args(arguments)
    env = installation()
    # The web server itself would share the port with another, and say nothing.
    process.refuse_port(chosen.port, chosen.host)
    command = process.web_command(chosen.port, host=chosen.host, workers=chosen.workers)
    running.become(command, env=env)
    return 1


def a_port(text: str) -> int:
    """Return a port that a user may listen at, from what was typed."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def migrate(*arguments: str) -> int:
    """Bring the installation's tables up to the code."""
    env = installation()
    if "OWNER_DATABASE_URL" not in env:
        raise console.CannotContinue(
            "Set OWNER_DATABASE_URL: the address of the database for the role that"
            " owns the tables. The service's own role may not change them."
        )
    owner = env | {"DATABASE_URL": env["OWNER_DATABASE_URL"]}
    failed = running.show(process.django_command("migrate", *arguments), env=owner)
    return failed or running.show(process.django_command("grant"), env=owner)


def docs(*arguments: str) -> int:
    """Write the generated reference pages."""
    return hand_over("write-reference", *arguments)


def hand_over(name: str, *arguments: str) -> int:
    """Run the management command of this name."""
    command = name.replace("-", "_")
    if command in ABOUT_THE_CODE and not os.environ.get("DATABASE_URL"):
        environment.make_ready()
        with database.for_tests() as addresses:
            env = checks.test_environment(addresses)
            return running.show(process.django_command(command, *arguments), env=env)
    if not os.environ.get("DATABASE_URL") and not (OURS / f"{command}.py").exists():
        raise console.CannotContinue(
            f"There is no command {name}. ./saltmarsh --help lists them all."
        )
    env = installation()
    running.become(process.django_command(command, *arguments), env=env)
    return 1


def installation() -> dict[str, str]:
    """Return the variables of the installation that the environment names.

    Raises CannotContinue when it names no database.
    """
    if not os.environ.get("DATABASE_URL"):
        raise console.CannotContinue(
            "Set DATABASE_URL to the address of the installation's database, or try"
            " the example with: ./saltmarsh demo"
        )
    environment.make_ready()
    assets.make_ready()
    return {"SALTMARSH_STATIC": str(assets.COLLECTED)} | places.django_environment()


def alone(name: str, action: Callable[[], int]) -> Callable[..., int]:
    """Return `action` as a command that says so when it is given an argument."""

    def command(*arguments: str) -> int:
        if arguments:
            raise console.CannotContinue(f"./saltmarsh {name} takes no argument.")
        return action()

    return command


COMMANDS: dict[str, Callable[..., int]] = {
    "demo": start_demo,
    "doctor": alone("doctor", doctor.doctor),
    "test": tests.test,
    "coverage": tests.coverage,
    "check": alone("check", checks.check),
    "tidy": alone("tidy", checks.tidy),
    "docs": docs,
    "lock": locks.lock,
    "database": database.database,
    "screenshots": measures.screenshots,
    "benchmark": measures.benchmark,
    "match-stdio": measures.match_stdio,
    "migrate": migrate,
    "serve": serve,
}
