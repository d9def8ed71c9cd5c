"""Documents as people send them, with the details that they did not mean to send."""

import io
import zipfile
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from saltmarsh.foundation.documents import actions as documents
from saltmarsh.foundation.documents import storing
from saltmarsh.foundation.documents.models import Document
from tests.factories.foundation import UserFactory

AUTHOR = "Alex Author"
WORDS = "What was seen at the gate"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(*, password: str = "", author: str = AUTHOR, size: int = 0) -> bytes:
    """Return a PDF of one page, with an author in both places that have one, a script,
    an attached file and, up to `size`, filling.
    """
    made = io.BytesIO()
    with pikepdf.new() as file:
        page = file.add_blank_page(page_size=(200, 200))
        page.Contents = file.make_stream(f"BT /F1 12 Tf ({WORDS}) Tj ET".encode())
        film = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 1, 1])
        page.Annots = pikepdf.Array([film])
        script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        file.Root.OpenAction = script
        file.Root.PieceInfo = Dictionary(Secret=file.make_stream(b"0" * size))
        file.docinfo["/Author"] = author
        with file.open_metadata() as metadata:
            metadata["dc:creator"] = [author]
        file.attachments["film.txt"] = pikepdf.AttachedFileSpec(
            file, b"something tucked inside"
        )
        lock = pikepdf.Encryption(owner=password, user=password) if password else False
        file.save(made, encryption=lock, compress_streams=False)
    return made.getvalue()


def docx(**parts: bytes) -> bytes:
    """Return a Word document with an author, and `parts` beside it or in place of its
    own: {name: content}.
    """
    own = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "docProps/core.xml": CORE,
        "word/document.xml": BODY,
        "word/settings.xml": SETTINGS,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (own | parts).items():
            archive.writestr(name, content)
    return made.getvalue()


TYPES = f"""<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types">
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>""".encode()
RELATIONS = f"""<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>""".encode()
CORE = f"""<?xml version="1.0"?><cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{AUTHOR}</dc:creator></cp:coreProperties>""".encode()
BODY = f"""<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body><w:p>
<w:ins w:id="1" w:author="{AUTHOR}"><w:r><w:t>{WORDS}</w:t></w:r></w:ins></w:p></w:body></w:document>""".encode()
SETTINGS = f"""<?xml version="1.0"?><w:settings xmlns:w="{WORD}"><w:zoom w:percent="90"/>
<w:rsids><w:rsid w:val="00AB12CD"/></w:rsids></w:settings>""".encode()


def arrived(
    partnership: Any, content: bytes, called: str = "Letter.pdf", **how: Any
) -> storing.Arriving:
    return storing.arrived(content, partnership.pk, called=called, **how)


def make_document(
    record: Any,
    *,
    content: bytes | None = None,
    called: str = "Seen.pdf",
    under: Any = None,
    by: Any = None,
) -> Document:
    """Return a document about `record` that nobody has checked."""
    file = arrived(record.partnership, content or pdf(), called)
    by = by or UserFactory()
    return documents.attach(file, about=record, under=under, by=by)


def make_checked(record: Any, **how: Any) -> Document:
    """Return a document about `record` that was checked. It needs the scanner."""
    document = make_document(record, **how)
    documents.check(record.partnership, document_id=str(document.pk))
    document.refresh_from_db()
    return document
