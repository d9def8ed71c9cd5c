"""Questions answered by a file."""

from typing import Any

from django import forms

from saltmarsh.design.questions import Asked, Question


class Picker(Question):
    """The browser shows nothing of a file that was chosen before, so neither do we."""

    def params(self) -> dict[str, Any]:
        accept = {"accept": self.field.accept} if self.field.accept else {}
        several = self.field.widget.allow_multiple_selected
        shown = {"value": None, "multiple": several, "attributes": accept}
        return super().params() | shown


class Several(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return files.getlist(name) if files else []


class FileInput(Asked, forms.Field):
    """A file, or `several`. accept: what the browser offers first, as
    ".pdf,.docx"; what a file is, its content says.
    """

    bound: type[Question] = Picker
    template_name = "fields/file.html"

    def __init__(
        self, question: Any, *, several: bool = False, accept: str = "", **kwargs: Any
    ):
        self.accept = accept
        widget = Several if several else forms.FileInput
        super().__init__(question, widget=widget, **kwargs)
