from django.utils.translation import gettext_lazy as _

from saltmarsh.design.fields import TextArea
from saltmarsh.design.forms import Form


class DeclareForm(Form):
    reason = TextArea(
        _("What is your interest in this case?"),
        hint=_("For example, that you are related, or treated the person."),
        missing=_("Enter what your interest is"),
        rows=3,
    )


class DoneForm(Form):
    note = TextArea(_("What was done?"), missing=_("Enter what was done"), rows=3)
