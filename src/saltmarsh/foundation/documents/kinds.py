"""What a file is, by its content. Its name says nothing: anybody can choose one.

All of it is Python: no parser in C meets what nobody has scanned yet.
"""

import zipfile
from typing import BinaryIO

import puremagic

from saltmarsh.foundation.documents.lifecycle import Kind
from saltmarsh.foundation.documents.rules import OLD_WORD, OTHER

HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A directory of an OLE file names its streams in UTF-16.
WORD_STREAM = "WordDocument".encode("utf-16-le")
MAIN = "word/document.xml"
MOST_PARTS = 5_000
# Signs that no text holds; tab, line feed, form feed and carriage return may be there.
NEVER_TYPED = frozenset(range(32)) - {9, 10, 12, 13} | {127}
NOT_TYPED = ("image/", "video/", "audio/", "application/")
MARKS_OF_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def kind_of(content: BinaryIO) -> str:
    """Return the Kind of a file, OLD_WORD, or OTHER for whatever else it is."""
    content.seek(0)
    head = content.read(HEAD)
    if head.startswith(b"%PDF-"):
        return Kind.PDF
    if head.startswith(OLE):
        return OLD_WORD if is_old_word(content) else OTHER
    if head.startswith(b"PK\3\4"):
        return Kind.WORD if is_word(content) else OTHER
    return Kind.TEXT if is_text(head) else OTHER


def is_old_word(content: BinaryIO) -> bool:
    """Tell whether an OLE file has a stream of the name that Word gives."""
    content.seek(0)
    before = b""
    while piece := content.read(1 << 16):
        if WORD_STREAM in before + piece:
            return True
        before = piece[-len(WORD_STREAM) :]
    return False


def is_word(content: BinaryIO) -> bool:
    """Tell whether a ZIP archive has the part that makes it a Word document."""
    try:
        with zipfile.ZipFile(content) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return MAIN in names and len(names) <= MOST_PARTS


def is_text(head: bytes) -> bool:
    """Tell whether a file begins as plain text does, and as nothing else."""
    if head.startswith(MARKS_OF_UTF16):
        return True
    return bool(head) and not (NEVER_TYPED & set(head)) and not is_known(head)


def is_known(head: bytes) -> bool:
    """Tell whether text is that of a picture or of a program’s own format."""
    try:
        found = puremagic.magic_string(head)
    except puremagic.PureError:
        return False
    # One sign at the beginning, as a bracket, makes no format.
    sure = [one for one in found if one.confidence >= 0.4 and len(one.byte_match) > 2]
    return any(one.mime_type.startswith(NOT_TYPED) for one in sure)
