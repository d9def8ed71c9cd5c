from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.neighbours.models import Neighbour
from saltmarsh.casework.transfers.actions import Wish
from saltmarsh.casework.transfers.lifecycle import Part, Stage, Why
from saltmarsh.design.fields import Checkboxes, Radios, Select, TextArea, TextInput
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.web.desk.allocation.forms import offer, people
from saltmarsh.web.desk.cases.changes import CaseForm


class AskForm(CaseForm):
    """Asks one of `panels`, or one `elsewhere`, to lead the case from now on."""

    title = _("Transfer the case to another panel")
    button = _("Save and check the pack")
    intro = _(
        "The panel of the area where the person lives leads. Until the other panel "
        "accepts, the case stays open, and you lead it."
    )
    to = Radios(
        _("Which panel is to lead?"), missing=_("Select the panel that is to lead")
    )
    why = Radios(
        _("Why?"), choices=Why.choices, missing=_("Select why the panel is to lead")
    )
    words = TextArea(
        _("What must the other panel know first?"),
        hint=_("It is sent with the pack. Never enter intelligence."),
        missing=_("Enter what the other panel must know first"),
    )
    parts = Checkboxes(
        _("What does the hand-over pack hold?"),
        hint=_(
            "As little as they need. You see the pack before anything is sent. Who "
            "referred the person is never part of it."
        ),
        choices=Part.choices,
        initial=[Part.IDENTITY, Part.DECISIONS],
        missing=_("Select what the pack holds"),
    )

    def __init__(
        self,
        *args: Any,
        panels: Sequence[Partnership],
        elsewhere: Sequence[Neighbour],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        every: list[Partnership | Neighbour] = [*panels, *elsewhere]
        self.panels = {str(panel.pk): panel for panel in every}
        offer(self, "to", [(key, str(panel)) for key, panel in self.panels.items()])
        fields: dict[str, Any] = self.fields
        fields["to"].hints = {str(panel.pk): by_mail(panel) for panel in elsewhere}

    def wish(self) -> Wish:
        given = self.cleaned_data
        to, why = self.panels[given["to"]], Why(given["why"])
        return Wish(to, why, given["words"], given["parts"])


def by_mail(panel: Neighbour) -> str:
    """Return where a link goes for a panel elsewhere, and who registered it."""
    said = {"mailbox": panel.mailbox, "who": panel.by}
    return gettext("By a link to %(mailbox)s, registered by %(who)s") % said


SIGN, REFUSE = "sign", "refuse"


class SignForm(Form):
    """What the second person decides."""

    decision = Radios(
        _("Do you sign this transfer?"),
        choices=[
            (SIGN, _("Yes, sign and send the pack")),
            (REFUSE, _("No, do not send it")),
        ],
        hints={SIGN: _("The data protection officers of both panels are told.")},
        reveals={REFUSE: "reason"},
        missing=_("Select whether you sign this transfer"),
    )
    reason = TextArea(
        _("Why do you not sign?"), missing=_("Enter why you do not sign"), rows=3
    )


class TakeBackForm(Form):
    reason = TextArea(
        _("Why do you take the transfer back?"),
        hint=_("It stays on your record. The other panel is not told why."),
        missing=_("Enter why you take the transfer back"),
        rows=3,
    )


class AnswerForm(Form):
    """Takes the case over, led by one of `members`, or declines."""

    answer = Radios(
        _("Does your panel take the case over?"),
        choices=[
            (Stage.ACCEPTED, _("Yes, we lead it from now on")),
            (Stage.DECLINED, _("No, we decline")),
        ],
        hints={Stage.DECLINED: _("The pack is erased here. The case stays there.")},
        missing=_("Select whether your panel takes the case over"),
    )
    lead = Select(
        _("If yes, who leads it?"),
        required=False,
    )
    agency = TextInput(_("If yes, which agency leads?"), required=False)
    words = TextArea(
        _("What do you want to say?"),
        hint=_("If you decline, say why. They read it."),
        required=False,
        rows=3,
    )

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        offer(self, "lead", people(members))

    def accepts(self) -> bool:
        return bool(self.cleaned_data["answer"] == Stage.ACCEPTED)

    def leading(self) -> Leading | None:
        """Return who leads from now on; None where nobody is named."""
        given = self.cleaned_data
        member = self.members.get(given.get("lead") or "")
        return Leading(member, given.get("agency") or "") if member else None
