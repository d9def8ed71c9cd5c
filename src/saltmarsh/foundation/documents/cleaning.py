"""Hidden details, taken out: who wrote it, with what, when, and what is tucked inside.

What is kept and opened is always the cleaned copy. A document that cannot be cleaned
is refused with the reason.
"""

import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from saltmarsh.foundation.documents import apart
from saltmarsh.foundation.documents.kinds import MARKS_OF_UTF16, NEVER_TYPED
from saltmarsh.foundation.documents.lifecycle import Kind, Problem
from saltmarsh.foundation.documents.uncleanable import Uncleanable

PATIENCE = 120  # seconds
SOURCE = Path(__file__).resolve().parents[3]


def cleaned(kind: str, content: BinaryIO) -> bytes:
    """Return the document without its hidden details. Raises Uncleanable."""
    content.seek(0)
    return text(content) if kind == Kind.TEXT else parsed(kind, content.read())


def parsed(kind: str, content: bytes) -> bytes:
    """Have a process of its own read a document that was made to be parsed."""
    command = [sys.executable, "-m", apart.__name__, kind]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command,
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env={"PYTHONPATH": str(SOURCE)},
        )
    except subprocess.TimeoutExpired as error:
        raise Uncleanable(Problem.HUGE) from error
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode(errors="replace")
    is_ours = done.returncode == apart.REFUSED and said in Problem.values
    # It ran out of memory or of time, or broke its parser.
    raise Uncleanable(Problem(said) if is_ours else Problem.HUGE)


def text(content: BinaryIO) -> bytes:
    """Return plain text as UTF-8, whatever it was written in."""
    written = content.read()
    encoding = "utf-16" if written.startswith(MARKS_OF_UTF16) else "utf-8-sig"
    for tried in (encoding, "cp1252"):
        try:
            found = written.decode(tried)
        except UnicodeDecodeError:
            continue
        if NEVER_TYPED.isdisjoint(map(ord, found)):
            return found.encode()
    raise Uncleanable(Problem.BROKEN)
