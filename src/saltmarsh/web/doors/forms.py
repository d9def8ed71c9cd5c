from django.utils.translation import gettext_lazy as _

from saltmarsh.design.fields import TextInput
from saltmarsh.design.forms import Form


class CodeForm(Form):
    code = TextInput(
        _("Code"),
        hint=_("Eight letters and numbers from the e-mail, like KX4M 7PQ2"),
        missing=_("Enter the code from the e-mail"),
        width=10,
        most=20,
        autocomplete="one-time-code",
        spellcheck=False,
    )
