from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saltmarsh.casework.referrals.reading import LARGEST_DOCUMENT
from saltmarsh.design.fields import FileInput, TextArea
from saltmarsh.design.forms import Form


class SchemaForm(Form):
    """A new version of the questions: a file, or its text."""

    file = FileInput(
        gettext_lazy("Choose a file"),
        hint=gettext_lazy(
            "A JSON file, as the guide to publishing a form describes it"
        ),
        required=False,
        mark_optional=False,
    )
    document = TextArea(
        gettext_lazy("Or paste the text of the file"),
        rows=12,
        spellcheck=False,
        required=False,
        mark_optional=False,
        most=LARGEST_DOCUMENT,
    )

    def clean_document(self) -> Any:
        """Return the document: of the file when one was chosen."""
        document = (
            from_file(self.cleaned_data.get("file")) or self.cleaned_data["document"]
        )
        if not document:
            raise ValidationError(_("Choose a file, or paste its text"))
        return document


def from_file(file: Any) -> str:
    """Return the text of an uploaded file, "" for none. Raises ValidationError."""
    if file is None:
        return ""
    if file.size > LARGEST_DOCUMENT:
        raise ValidationError(_("The file is too large to be a form"))
    try:
        return str(file.read().decode())
    except UnicodeDecodeError as error:
        raise ValidationError(_("The file is not text")) from error
