"""What the person at the terminal reads."""

import io
import sys


def speak_anyway() -> None:
    """Let a terminal that lacks a character show another in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


class CannotContinue(Exception):
    """Something that only the person can put right; the message says how."""


def say(text: str = "") -> None:
    """Write one line, at once: a set-up that is silent looks broken."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def step(text: str) -> None:
    """Say what is being done now. Goes to stderr, so that output can be piped."""
    sys.stderr.write(f"· {text}\n")
    sys.stderr.flush()


def complain(text: str) -> None:
    """Say what went wrong."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
