from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from saltmarsh.community.content.rules import (
    LONGEST_BODY,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
)
from saltmarsh.community.content.shipped import Wording
from saltmarsh.design.fields import TextArea, TextInput
from saltmarsh.design.forms import Form


class PageForm(Form):
    title = TextInput(_("Title"), most=LONGEST_TITLE, missing=_("Enter a title"))
    summary = TextArea(
        _("Summary"),
        hint=_("One sentence for search engines. It is not shown on the page."),
        most=LONGEST_SUMMARY,
        rows=2,
        required=False,
        mark_optional=False,
    )
    body = TextArea(
        _("Text"),
        hint=_("In Markdown. Start headings with ## and items of a list with a dash."),
        most=LONGEST_BODY,
        rows=25,
        missing=_("Enter the text of the page"),
    )

    @classmethod
    def holding(cls, request: Any, words: Wording) -> Self:
        """Return the form as posted, or with `words` to start from."""
        told = {"title": words.title, "summary": words.summary, "body": words.body}
        return cls.bind(request, initial=told)

    def words(self) -> Wording:
        return Wording(**self.cleaned_data)
