from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.gathering.lifecycle import Answer
from saltmarsh.design.fields import Radios, TextArea, TextInput
from saltmarsh.design.forms import Form
from saltmarsh.web.documents.forms import choosing


class WhoForm(Form):
    """What somebody writes who came by link and code says who they are as well.

    limits: of documents, as `documents.queries.limits` returns them.
    """

    def __init__(
        self, *args: Any, by_link: bool, limits: dict[str, Any], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.fields["documents"] = choosing(limits)
        if by_link:
            self.fields["who"] = TextInput(
                _("Your name and your job"),
                hint=_("So that the team knows who answered."),
                missing=_("Enter your name and your job"),
            )


class ReplyForm(WhoForm):
    answer = Radios(
        _("What is your answer?"),
        choices=[
            (Answer.REPLY, _("I have something to tell you")),
            (Answer.NIL, _("We have looked, and there is nothing to tell")),
            (Answer.REFUSED, _("We do not answer this")),
        ],
        reveals={Answer.REPLY: "words", Answer.REFUSED: "reason"},
        missing=_("Select what your answer is"),
    )
    words = TextArea(
        _("What do you want to tell?"),
        hint=_(
            "Answer only what is asked. Say what you saw or heard yourself, and what "
            "somebody else told you."
        ),
        missing=_("Enter what you want to tell"),
        rows=10,
    )
    reason = TextArea(
        _("Why do you not answer?"),
        hint=_(
            "For example, because the law or your duty to somebody does not let you."
        ),
        missing=_("Enter why you do not answer"),
    )

    def told(self) -> str:
        given = self.cleaned_data
        return given.get("words") or given.get("reason") or ""


class AddForm(WhoForm):
    words = TextArea(
        _("What do you want to add?"),
        hint=_("What you answered before stays as it is."),
        missing=_("Enter what you want to add"),
        rows=6,
    )
