from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from saltmarsh.design.fields import Radios
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.web.desk.allocation.forms import offer

YES, NO = "yes", "no"


class NameForm(Form):
    """Who may see two referrals. members: those who decide about referrals."""

    member = Radios(
        _("Who may see both, to say whether they are about one person?"),
        missing=_("Select who may see both"),
    )

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        named = [(key, str(member)) for key, member in self.members.items()]
        offer(self, "member", named)

    def chosen(self) -> Membership:
        return self.members[self.cleaned_data["member"]]


class MaySeeForm(Form):
    """Whether a named person may see a referral."""

    agrees = Radios(
        _("May this person see the referral?"),
        choices=[
            (YES, _("Yes, for up to 14 days")),
            (NO, _("No, or I am not sure")),
        ],
        missing=_("Select whether this person may see the referral"),
    )
