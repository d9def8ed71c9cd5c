"""Why a file is not taken."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saltmarsh.foundation.documents.lifecycle import Kind, State

OLD_WORD, OTHER = "doc", "other"
MEGABYTE = 1_000_000


def barriers(
    found: str, *, size: int, most_megabytes: int, held: int, most: int
) -> list[str]:
    """Return why a file may not be attached; empty when it may.

    found: what it is by its content: a Kind, OLD_WORD or OTHER. size: in bytes. held:
    how many documents the record has already.
    """
    if held >= most:
        return [
            ngettext(
                "You can add %(most)d document at most",
                "You can add %(most)d documents at most",
                most,
            )
            % {"most": most}
        ]
    if size > most_megabytes * MEGABYTE:
        return [
            _("The file must be smaller than %(most)d MB") % {"most": most_megabytes}
        ]
    if size == 0:
        return [_("The file is empty")]
    return barriers_of_kind(found)


def barriers_of_kind(found: str) -> list[str]:
    if found == OLD_WORD:
        return [
            _(
                "The file is of the older Word format (.doc), from which we cannot take "
                "hidden details. Save it as Word (.docx) or PDF, and add it again"
            )
        ]
    if found not in Kind.values:
        return [_("The file must be a PDF, a Word document (.docx) or plain text")]
    return []


def barriers_to_removing(state: str, *, is_sent: bool) -> list[str]:
    """Return why a document may not be taken away again."""
    if is_sent and state in {State.HELD, State.READY}:
        return [_("It was sent already, so it stays")]
    return []
