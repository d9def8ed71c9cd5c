import io

import pytest

from saltmarsh.foundation.documents import kinds
from tests.factories.documents import docx, pdf
from tests.scanner import EICAR

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf(), "pdf"),
        (docx(), "docx"),
        (b"Dear team,\r\n\tI saw this.\x0c", "txt"),
        ("Ystyr geiriau – Llŷr".encode(), "txt"),
        ("Ystyr geiriau".encode("utf-16"), "txt"),
        (b"Caf\xe9", "txt"),
        (b"PK, as we call him, came late.", "txt"),
        (b"<p>Copied from a page</p>", "txt"),
        (EICAR, "txt"),
        (OLE + bytes(700_000) + "WordDocument".encode("utf-16-le"), "doc"),
        (OLE + bytes(700_000), "other"),
        (b"PK\3\4 and no more", "other"),
        (b"\x89PNG\r\n\x1a\n", "other"),
        (b"GIF89a, it says", "other"),
        (b"{\\rtf1\\ansi Rich text}", "other"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "other"),
        (b"\x00\x00\x00\x18ftypmp42", "other"),
        (b"MZ\x90\x00", "other"),
        (b"", "other"),
    ],
)
def test_a_file_is_what_its_content_says(content, kind):
    assert kinds.kind_of(io.BytesIO(content)) == kind


def test_an_archive_of_other_things_is_no_document():
    assert kinds.kind_of(
        io.BytesIO(docx().replace(b"document.xml", b"workbook.xml"))
    ) == ("other")


def test_a_name_that_lies_over_two_pieces_is_found():
    name = "WordDocument".encode("utf-16-le")
    content = OLE + bytes((1 << 16) - len(OLE) - 5) + name

    assert kinds.kind_of(io.BytesIO(content)) == "doc"
