"""Cleans one document in a process of its own: `python -m …apart pdf`, the document
from the standard input and its clean copy to the standard output.

What was made to break a parser breaks this process and nothing else. It may use some
memory and some seconds, write no file, and knows no key and no database.
"""

import io
import resource
import sys
from collections.abc import Callable
from typing import BinaryIO

from saltmarsh.foundation.documents import portable, wordy
from saltmarsh.foundation.documents.lifecycle import Kind
from saltmarsh.foundation.documents.uncleanable import Uncleanable

MEMORY, SECONDS = 1 << 30, 60
REFUSED = 3
CLEANERS: dict[str, Callable[[BinaryIO], bytes]] = {
    Kind.PDF: portable.cleaned,
    Kind.WORD: wordy.cleaned,
}


def main(kind: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        made = CLEANERS[kind](io.BytesIO(sys.stdin.buffer.read()))
    except Uncleanable as refused:
        sys.stderr.write(refused.problem.value)
        return REFUSED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
