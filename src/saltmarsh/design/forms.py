"""The base form, and how forms find their templates."""

from typing import Any, Self

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorDict

from saltmarsh.design.choices import Picked
from saltmarsh.design.questions import Question


class PageRenderer(TemplatesSetting):
    """Draws fields with the site's own Jinja templates."""


class Form(forms.Form):
    """A page of questions.

    A question named in another's `reveals` is asked only when its choice is
    picked: unasked, it is never missing or wrong, and has no answer.

    is_brought: it shows again what was typed before, and nobody has sent it since.
    """

    is_brought = False

    @classmethod
    def bind(cls, request: Any, **kwargs: Any) -> Self:
        """Return the form holding what was posted, or empty on a GET. It is not judged,
        and never valid, when what it holds was carried through a door.
        """
        is_brought = getattr(request, "is_brought", False)
        if request.method != "POST" and not is_brought:
            return cls(None, **kwargs)
        files = (request.FILES,) if request.FILES else ()
        form = cls(request.POST, *files, **kwargs)
        form.is_brought = is_brought
        return form

    def is_valid(self) -> bool:
        return not self.is_brought and super().is_valid()

    def full_clean(self) -> None:
        if self.is_brought:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def questions(self) -> list[Question]:
        """Return the questions to draw, without those that another one draws."""
        inside = {name for one in self.picked() for name in one.reveals.values()}
        return [self.question(name) for name in self.fields if name not in inside]

    def question(self, name: str) -> Any:
        return self[name]

    def error_list(self) -> list[dict[str, str]]:
        """Return the errors for the GOV.UK error summary, in page order."""
        return [
            {"text": str(message), "href": f"#{self.question(name).error_id}"}
            for name in self.fields
            for message in self.errors.get(name, [])
        ] + [{"text": str(message)} for message in self.non_field_errors()]

    @property
    def takes_files(self) -> bool:
        """Whether the page has to send what it sends in parts."""
        return self.is_multipart()

    def picked(self) -> list[Picked]:
        return [field for field in self.fields.values() if isinstance(field, Picked)]

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name, field in self.fields.items():
            if isinstance(field, Picked):
                asked = field.revealed(self.cleaned_data.get(name))
                for other in set(field.reveals.values()) - asked:
                    self._forget(other)

    def _forget(self, name: str) -> None:
        self.errors.pop(name, None)
        self.cleaned_data[name] = self.question(name).field.unanswered()
