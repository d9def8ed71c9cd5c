from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.referrals.telling import Said
from saltmarsh.design.fields import Radios, Select, TextArea, TextInput
from saltmarsh.web.desk.changes import ChangeForm
from saltmarsh.web.desk.referral.words import CERTAINTIES, SOURCES


class NationalReferenceForm(ChangeForm):
    title = _("Reference in the national record")
    button = _("Save")
    intro = _(
        "The reference that the Prevent Case Management Tracker (PCMT) gave it. "
        "Leave it empty to remove it."
    )
    number = TextInput(_("PCMT reference"), required=False, width=20, most=60)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial = {"number": self.referral.national_reference or ""}

    def now_known(self) -> dict[str, str]:
        return {"number": self.referral.national_reference or ""}


class CorrectionForm(ChangeForm):
    title = _("Put a correction beside an answer")
    button = _("Save correction")
    intro = _("What was told stays as it was told. The correction stands beside it.")
    about = Select(_("Which answer?"), missing=_("Select an answer"))
    text = TextArea(_("What is right?"), missing=_("Enter what is right"), rows=3)
    source = Radios(
        _("Who says so?"),
        choices=list(SOURCES.items()),
        missing=_("Select who says so"),
    )
    certainty = Radios(
        _("How sure is it?"),
        choices=list(CERTAINTIES.items()),
        missing=_("Select how sure it is"),
    )

    def __init__(self, *args: Any, said: Sequence[Said], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["about"]
        field.choices = [(each.name, each.question) for each in said]
