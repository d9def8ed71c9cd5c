"""A PDF without its hidden details.

Written anew by qpdf, so that what an editor left behind in earlier versions is gone
as well.
"""

import io
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from saltmarsh.foundation.documents.lifecycle import Problem
from saltmarsh.foundation.documents.uncleanable import Uncleanable

# On any object: who made it, with what, when, and what it does by itself.
DETAILS = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/AF")
# Of the whole document: what it does when it is opened, and what hangs on it.
AT_ROOT = ("/OpenAction", "/URI", "/Collection")
NAMED = ("/JavaScript", "/EmbeddedFiles")
ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"}
ACTIONS |= {"/Rendition", "/Movie", "/Sound", "/RichMediaExecute"}
ATTACHED = {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/Sound", "/3D"}
BROKEN = (pikepdf.PdfError, ValueError, KeyError, TypeError, RuntimeError)


def cleaned(content: BinaryIO) -> bytes:
    """Return the document without its hidden details. Raises Uncleanable."""
    made = io.BytesIO()
    try:
        with pikepdf.open(content) as file:
            strip(file)
            file.save(made, encryption=False, deterministic_id=True)
    except pikepdf.PasswordError as error:
        raise Uncleanable(Problem.PASSWORD) from error
    except BROKEN as error:
        raise Uncleanable(Problem.BROKEN) from error
    return made.getvalue()


def strip(file: Pdf) -> None:
    """Take everything hidden out of an open document."""
    if "/Info" in file.trailer:
        del file.trailer["/Info"]
    without(file.Root, AT_ROOT)
    if isinstance(file.Root.get("/Names"), Dictionary):
        without(file.Root.Names, NAMED)
    for page in file.pages:
        if isinstance(page.obj.get("/Annots"), Array):
            page.obj.Annots = Array(
                [one for one in page.obj.Annots if not is_attached(one)]
            )
    for thing in file.objects:
        if isinstance(thing, (Dictionary, Stream)):
            without(thing, DETAILS)
            without_action(thing)


def without(thing: Any, names: tuple[str, ...]) -> None:
    for name in names:
        if name in thing:
            del thing[name]


def without_action(thing: Any) -> None:
    """Take away what happens on a click, unless it is to go somewhere."""
    action = thing.get("/A")
    if isinstance(action, Dictionary) and str(action.get("/S", "")) in ACTIONS:
        del thing["/A"]


def is_attached(annotation: Any) -> bool:
    """Tell whether a note on a page carries a file, a film or a sound."""
    kind = annotation.get("/Subtype") if isinstance(annotation, Dictionary) else None
    return isinstance(kind, Name) and str(kind) in ATTACHED
