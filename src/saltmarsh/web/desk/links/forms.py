from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.referrals.references import tidied
from saltmarsh.design.fields import TextArea, TextInput
from saltmarsh.web.desk.changes import ChangeForm


class LinkForm(ChangeForm):
    title = _("Link an earlier referral")
    button = _("Link")
    intro = _(
        "You decide that both are about the same person. Both become repeat referrals, "
        "and closing either needs a second person, also when the link is undone later."
    )
    earlier = TextInput(
        _("Reference of the earlier referral"),
        hint=_("Like K7M2-9QXP"),
        missing=_("Enter the reference of the earlier referral"),
        width=10,
        autocapitalize="characters",
        spellcheck=False,
    )
    reasons = TextArea(
        _("Why is it the same person?"),
        missing=_("Enter why it is the same person"),
    )
    refused_beside = "earlier"

    def clean_earlier(self) -> str:
        """Return the reference as it is written; what is none finds nothing."""
        return tidied(self.cleaned_data["earlier"]) or ""


class UndoForm(ChangeForm):
    title = _("Undo the link")
    button = _("Undo")
    intro = _(
        "The link stays in the history, with your reason. Closing this referral, or the "
        "other, still needs a second person."
    )
    reasons = TextArea(
        _("Why is it not the same person?"),
        missing=_("Enter why it is not the same person"),
    )
