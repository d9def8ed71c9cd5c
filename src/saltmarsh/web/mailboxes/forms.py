from django.utils.translation import gettext_lazy as _

from saltmarsh.design.fields import TextArea, TextInput
from saltmarsh.design.forms import Form

MOST = 4000  # characters


class ReceiptForm(Form):
    receipt = TextInput(
        _("Your receipt"),
        hint=_("Seven words. Capital letters, spaces and hyphens do not matter."),
        missing=_("Enter the seven words of your receipt"),
        autocomplete="off",
        spellcheck=False,
        autocapitalize="none",
    )


class AnswerForm(Form):
    text = TextArea(_("Your answer"), missing=_("Enter your answer"), most=MOST)


class AdditionForm(Form):
    text = TextArea(
        _("What do you want to add?"),
        hint=_("Do not send pictures, videos or links to extremist material."),
        missing=_("Enter what you want to add"),
        most=MOST,
    )


class TakeBackForm(Form):
    text = TextArea(
        _("Why do you want to take it back?"),
        missing=_("Enter why you want to take it back"),
        most=MOST,
    )
