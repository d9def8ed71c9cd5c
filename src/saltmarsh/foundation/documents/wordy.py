"""A Word document without its hidden details: written anew, part by part."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from saltmarsh.foundation.documents.lifecycle import Problem
from saltmarsh.foundation.documents.uncleanable import Uncleanable

MOST_INSIDE = 200_000_000  # bytes
ENCRYPTED = 0x1
# Relationships by the end of their type: properties, a picture of the first page,
# what a document system noted, who wrote a comment, and a template from elsewhere.
HIDDEN = (
    *("/core-properties", "/extended-properties", "/custom-properties"),
    *("/thumbnail", "/customXml", "/people", "/attachedTemplate"),
)
RELATIONS, TYPES, SETTINGS = ".rels", "[Content_Types].xml", "word/settings.xml"
IN_SETTINGS = {"attachedTemplate", "rsids", "docVars"}
AUTHORS = {"author", "initials"}
PROGRAMS = ("vbaproject.bin", "vbadata.xml")
PROGRAM_FOLDERS = ("word/activex/", "word/embeddings/oleobject")
BROKEN: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, etree.XMLSyntaxError, OSError, ValueError, KeyError),
    *(EOFError, NotImplementedError, RuntimeError),
)
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def cleaned(content: BinaryIO) -> bytes:
    """Return the document without its hidden details. Raises Uncleanable."""
    made = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(content) as source,
            zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            refuse(source)
            gone = hidden_parts(source)
            for name in source.namelist():
                if name not in gone and not name.endswith("/"):
                    # Every part is of the same day: when each was changed is gone.
                    part = zipfile.ZipInfo(name)
                    part.compress_type = zipfile.ZIP_DEFLATED
                    target.writestr(part, written(name, source.read(name), gone))
    except BROKEN as error:
        raise Uncleanable(Problem.BROKEN) from error
    return made.getvalue()


def refuse(source: zipfile.ZipFile) -> None:
    """Raise Uncleanable for what is not opened at all."""
    parts = source.infolist()
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise Uncleanable(Problem.PASSWORD)
    if sum(part.file_size for part in parts) > MOST_INSIDE:
        raise Uncleanable(Problem.HUGE)
    names = [part.filename.lower() for part in parts]
    has_program = any(
        name.endswith(PROGRAMS) or name.startswith(PROGRAM_FOLDERS) for name in names
    )
    if has_program or b"macroEnabled" in source.read(TYPES):
        raise Uncleanable(Problem.MACROS)


def hidden_parts(source: zipfile.ZipFile) -> set[str]:
    """Return the names of the parts that hidden relationships lead to, with theirs."""
    found = set()
    for name in source.namelist():
        if name.endswith(RELATIONS):
            beside = posixpath.dirname(posixpath.dirname(name))
            for one in relations(read(source.read(name))):
                if is_hidden(one):
                    target = posixpath.join("/", beside, one.get("Target", ""))
                    found.add(posixpath.normpath(target).lstrip("/"))
    folders = tuple({"customXml/", "docProps/"})
    found |= {name for name in source.namelist() if name.startswith(folders)}
    return found


def relations(root: Any) -> Iterator[Any]:
    return (one for one in root if local(one) == "Relationship")


def is_hidden(relation: Any) -> bool:
    return str(relation.get("Type", "")).endswith(HIDDEN)


def written(name: str, content: bytes, gone: set[str]) -> bytes:
    """Return one part as it is kept."""
    if name.endswith(RELATIONS):
        return without(content, is_hidden)
    if name == TYPES:
        return without(content, lambda one: one.get("PartName", "/")[1:] in gone)
    if name == SETTINGS:
        return without(content, lambda one: local(one) in IN_SETTINGS)
    if name.endswith(".xml") and b":author=" in content:
        return anonymous(content)
    return content


def without(content: bytes, is_gone: Any) -> bytes:
    """Return a part without those of its elements that `is_gone` names."""
    root = read(content)
    for one in list(root):
        if is_gone(one):
            root.remove(one)
    return whole(root)


def anonymous(content: bytes) -> bytes:
    """Return a part whose comments and changes no longer say whose they are."""
    root = read(content)
    for one in root.iter(etree.Element):
        for key in one.attrib:
            if etree.QName(key).localname in AUTHORS:
                one.set(key, "")
    return whole(root)


def read(content: bytes) -> Any:
    """Return the root of a part. A document type belongs in none: it is refused."""
    root = etree.fromstring(content, PARSER)
    if root.getroottree().docinfo.doctype:
        raise Uncleanable(Problem.BROKEN)
    return root


def whole(root: Any) -> bytes:
    made: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return made


def local(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
