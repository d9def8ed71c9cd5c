"""Hidden details, taken out: who wrote it, with what, when, and what is tucked inside.

What is kept and opened is always the cleaned copy. A document that cannot be cleaned
is refused with the reason.
"""

from collections.abc import Callable
from typing import BinaryIO

from saltmarsh.foundation.documents import portable, wordy
from saltmarsh.foundation.documents.kinds import MARKS_OF_UTF16, NEVER_TYPED
from saltmarsh.foundation.documents.lifecycle import Kind, Problem
from saltmarsh.foundation.documents.uncleanable import Uncleanable

__all__ = ["Uncleanable", "cleaned"]


def cleaned(kind: str, content: BinaryIO) -> bytes:
    """Return the document without its hidden details. Raises Uncleanable."""
    content.seek(0)
    return CLEANERS[Kind(kind)](content)


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


CLEANERS: dict[Kind, Callable[[BinaryIO], bytes]] = {
    Kind.PDF: portable.cleaned,
    Kind.WORD: wordy.cleaned,
    Kind.TEXT: text,
}
