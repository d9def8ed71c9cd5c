"""Several tagged PDFs bound into one, which stays tagged, with a mark on every page."""

import io
from collections.abc import Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String


def bound(parts: Sequence[bytes], *, mark: bytes, title: str, language: str) -> bytes:
    """Return the parts as one PDF. mark: a PDF of one page, laid over every page.

    Each part has its tree of tags, and numbers its pages in it from 0: in the whole
    they go on counting, so that what reads aloud finds its way.
    """
    made, next_number = Pdf.new(), 0
    kids: list[Any] = []
    numbered: list[Any] = []
    for part in parts:
        with Pdf.open(io.BytesIO(part)) as source:
            first = len(made.pages)
            made.pages.extend(source.pages)
            root = made.copy_foreign(source.Root.StructTreeRoot)
            renumber(made.pages[first:], next_number)
            for number, element in entries(root.ParentTree):
                numbered += [number + next_number, element]
            next_number += int(root.get(Name.ParentTreeNextKey, len(source.pages)))
            kids += children(root)
    tag(made, kids, numbered, next_number)
    stamp(made, mark)
    name(made, title, language)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def renumber(pages: Sequence[Page], by: int) -> None:
    """Count the pages, and what is annotated on them, from `by`."""
    for page in pages:
        for numbered, key in [
            (page.obj, Name.StructParents),
            *((each, Name.StructParent) for each in page.obj.get(Name.Annots, [])),
        ]:
            if key in numbered:
                numbered[key] = int(numbered[key]) + by


def entries(tree: Any) -> list[tuple[int, Any]]:
    """Return what a number tree holds."""
    found: list[Any] = list(tree.get(Name.Nums, []))
    held: list[tuple[int, Any]] = [
        (int(found[at]), found[at + 1]) for at in range(0, len(found), 2)
    ]
    for branch in tree.get(Name.Kids, []):
        held += entries(branch)
    return held


def children(root: Object) -> list[Any]:
    held: Any = root.get(Name.K, [])
    return list(held) if isinstance(held, Array) else [held]


def tag(made: Pdf, kids: list[Any], numbered: list[Any], next_number: int) -> None:
    """Give the whole one tree of tags."""
    whole = made.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
    root = made.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([whole]),
            ParentTree=made.make_indirect(Dictionary(Nums=Array(numbered))),
            ParentTreeNextKey=next_number,
        )
    )
    whole.P, whole.K = root, Array(kids)
    for kid in kids:
        kid.P = whole
        if kid.get(Name.S) == Name.Document:
            kid.S = Name.Part
    made.Root.StructTreeRoot = root
    made.Root.MarkInfo = Dictionary(Marked=True)


def stamp(made: Pdf, mark: bytes) -> None:
    """Lay the mark over every page; it is no part of what is read aloud."""
    with Pdf.open(io.BytesIO(mark)) as source:
        drawn = source.pages[0].as_form_xobject()
        # Its own tags stay behind: here it is an ornament.
        if Name.StructParents in drawn:
            del drawn[Name.StructParents]
        form = made.copy_foreign(source.make_indirect(drawn))
    for page in made.pages:
        called = page.add_resource(form, Name.XObject)
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(f"Q /Artifact BMC q {called} Do Q EMC".encode())


def name(made: Pdf, title: str, language: str) -> None:
    """Say what the whole is called, and that it is tagged."""
    made.Root.Lang = String(language)
    made.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with made.open_metadata() as about:
        about["dc:title"] = title
        about["pdfuaid:part"] = "1"
