from django.utils.translation import gettext_lazy as _

from saltmarsh.design.fields import TextArea
from saltmarsh.web.desk.changes import ChangeForm


class MeaningForm(ChangeForm):
    title = _("The whole story")
    button = _("Save")
    meaning = TextArea(
        _("What has changed, and what do the referrals mean together?"),
        hint=_(
            "Since the earlier ones: what is new, what goes on, and what that says. "
            "It is kept with this referral."
        ),
        missing=_("Enter what has changed, and what the referrals mean together"),
    )
    refused_beside = "meaning"
