from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from saltmarsh.design.fields import FileInput
from saltmarsh.design.forms import Form

ACCEPTED = ".pdf,.docx,.txt"


def choosing(limits: dict[str, Any]) -> FileInput:
    """Return the question for documents, as any form may ask it beside others.

    limits: of the partnership, as `documents.queries.limits` returns them.
    """
    return FileInput(
        _("Choose documents"),
        hint=ngettext(
            "PDF, Word (.docx) or plain text, each smaller than %(megabytes)d MB, and "
            "%(most)d at most.",
            "PDF, Word (.docx) or plain text, each smaller than %(megabytes)d MB, and "
            "%(most)d at most.",
            limits["most"],
        )
        % limits,
        several=True,
        accept=ACCEPTED,
        required=False,
        mark_optional=False,
    )


class DocumentsForm(Form):
    """The page that asks for documents and nothing else."""

    def __init__(self, *given: Any, limits: dict[str, Any]):
        super().__init__(*given)
        self.fields["documents"] = choosing(limits)
