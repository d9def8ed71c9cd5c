"""The life of a document: held back until it is known to be safe, then open for good.

What is wrong with one is a code, and its words tell whoever sent it what to do.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.workflow.lifecycle import Lifecycle, Move


class Kind(TextChoices):
    PDF = "pdf", "PDF"
    WORD = "docx", "Word"
    TEXT = "txt", _("Plain text")


MIME = {
    Kind.PDF: "application/pdf",
    Kind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.TEXT: "text/plain; charset=utf-8",
}


class State(TextChoices):
    HELD = "held", _("Being checked")
    READY = "ready", _("Checked")
    UNSAFE = "unsafe", _("Not safe")
    REFUSED = "refused", _("Cannot be used")


HELD = frozenset({State.HELD})
FAILED = frozenset({State.UNSAFE, State.REFUSED})
PASS = Move("pass", HELD, State.READY)
FIND_UNSAFE = Move("find unsafe", HELD, State.UNSAFE)
REFUSE = Move("refuse", HELD, State.REFUSED)
LIFECYCLE = Lifecycle(starts_at=State.HELD, moves=(PASS, FIND_UNSAFE, REFUSE))


class Problem(TextChoices):
    """Why a document is held back still, or was deleted."""

    AWAY = (
        "away",
        _(
            "The virus scanner does not answer. The document is kept, and nobody can "
            "open it until it is checked. We try again by ourselves."
        ),
    )
    STORE = (
        "store",
        _(
            "The place where documents are kept does not answer, so this one is not "
            "checked yet, and nobody can open it. We try again by ourselves."
        ),
    )
    CUT = (
        "cut",
        _(
            "The virus scanner stopped before it had read the whole document, so nobody "
            "can open it. We try again. If this stays, save it as a smaller file."
        ),
    )
    VIRUS = "virus", _("The virus scanner found something in it. It was deleted.")
    PASSWORD = (
        "password",
        _(
            "It is protected by a password, so we cannot take hidden details out of it. "
            "It was deleted. Save it without the password, and add it again."
        ),
    )
    BROKEN = (
        "broken",
        _(
            "We cannot read it as what it seems to be, so we cannot take hidden details "
            "out of it. It was deleted. Save it again, and add it again."
        ),
    )
    MACROS = (
        "macros",
        _(
            "It holds macros or other embedded programs. It was deleted. Save it as a "
            "PDF, and add it again."
        ),
    )
    HUGE = (
        "huge",
        _(
            "It is far larger inside than as a file, so we do not open it. It was "
            "deleted. Save it as a PDF, and add it again."
        ),
    )


# It may yet become a document that can be opened.
PASSING = frozenset({Problem.AWAY, Problem.STORE, Problem.CUT})
