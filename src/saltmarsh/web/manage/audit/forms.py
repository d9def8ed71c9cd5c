import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from saltmarsh.design.fields import DateInput, TextInput
from saltmarsh.design.forms import Form
from saltmarsh.foundation.audit.queries import Sought


class KeyInput(TextInput):
    """The key of an account or of a record."""

    default_error_messages = {"invalid": _("Enter a whole key, as the list shows it")}

    def __init__(self, question: Any, **kwargs: Any):
        super().__init__(question, required=False, mark_optional=False, **kwargs)

    def clean(self, value: Any) -> uuid.UUID | None:
        text = super().clean(value)
        try:
            return uuid.UUID(text) if text else None
        except ValueError as error:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid"
            ) from error


class SearchForm(Form):
    """What to look for in the log. Sent with GET: it changes nothing."""

    name = TextInput(
        _("Kind of event"),
        hint=_("Its name or the beginning of it, like “referral.”"),
        required=False,
        mark_optional=False,
        width=20,
    )
    since = DateInput(_("From"), required=False, mark_optional=False)
    until = DateInput(_("To"), required=False, mark_optional=False)
    by = KeyInput(_("By whom"), hint=_("The key of an account or of a link"))
    about = KeyInput(_("Record"), hint=_("The key of a record"))

    def sought(self, *, opened: bool) -> Sought:
        """Return what to look for; everything, while the form is wrong."""
        if not self.is_valid():
            return Sought(opened=opened)
        return Sought(opened=opened, **self.cleaned_data)
