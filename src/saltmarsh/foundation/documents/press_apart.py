"""Prints pages in a process of its own: `python -m …press_apart`. It reads one page of
HTML after the other from the standard input and writes each as a tagged PDF (PDF/UA-1)
to the standard output, every one with its length before it.

It may use some memory and some seconds, write no file, fetch nothing, and knows no key
and no database.
"""

import resource
import struct
import sys
from typing import Any, BinaryIO

from weasyprint import HTML
from weasyprint.urls import URLFetcher

LENGTH = struct.Struct(">I")
MEMORY, SECONDS = 1 << 30, 600


class Nothing(URLFetcher):
    """Fetches nothing: what a page shows is in the page."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        raise ValueError("a printed page fetches nothing")


def pages() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    while written := sent(sys.stdin.buffer):
        page = HTML(string=written.decode(), url_fetcher=Nothing())
        made = page.write_pdf(pdf_variant="pdf/ua-1")
        sys.stdout.buffer.write(LENGTH.pack(len(made)) + made)
        sys.stdout.buffer.flush()


def sent(stream: BinaryIO) -> bytes:
    """Return what comes next, or nothing when there is no more."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return b""
    (length,) = LENGTH.unpack(head)
    found = stream.read(length)
    return found if len(found) == length else b""


if __name__ == "__main__":
    pages()
