from django.utils.translation import gettext_lazy as _

from saltmarsh.design.fields import EmailInput, TextInput
from saltmarsh.design.forms import Form


class SaveForm(Form):
    """For professionals: a reminder that says nothing but where to go on."""

    email = EmailInput(
        _("Email me a reminder of where to go on"),
        hint=_("It does not say what the form is about, and has no code in it."),
        required=False,
    )


class CodeForm(Form):
    code = TextInput(
        _("Your code"),
        hint=_("Seven words. Capital letters, spaces and hyphens do not matter."),
        missing=_("Enter your code"),
        autocomplete="off",
        spellcheck=False,
        autocapitalize="none",
    )


class TypedForm(Form):
    typed = TextInput(
        _("Type your receipt here to check that you wrote it down right"),
        missing=_("Enter the seven words of your receipt"),
        autocomplete="off",
        spellcheck=False,
        autocapitalize="none",
    )
