from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.neighbours import queries, rules
from saltmarsh.casework.neighbours.lifecycle import Fact
from saltmarsh.casework.neighbours.queries import Whom
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.design.fields import Checkboxes, EmailInput, Radios, TextArea, TextInput
from saltmarsh.design.forms import Form
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.web.questions.answering import answering


class AskForm(Form):
    """Whom to ask, which facts go, and why."""

    whom = Radios(
        _("Which partnership do you ask?"),
        missing=_("Select the partnership that you ask"),
    )
    facts = Checkboxes(
        _("Which facts are sent?"),
        hint=_(
            "As few as they need to recognise the person. Nothing else is sent. What other "
            "referrals of the person tell is sent only if you choose it."
        ),
        missing=_("Select at least one name"),
    )
    reason = TextArea(
        _("Why do you ask?"),
        hint=_("For the second person and the record. It is not sent."),
        missing=_("Enter why you ask"),
    )

    def __init__(
        self, data: Any, *, referral: Referral, member: Membership, **kwargs: Any
    ):
        super().__init__(data, **kwargs)
        here = queries.others(member.partnership)
        elsewhere = member.partnership.neighbours.order_by("name")
        self.known = {str(one.pk): Whom(to=one) for one in here}
        self.known |= {str(one.pk): Whom(neighbour=one) for one in elsewhere}
        offered = queries.offered(referral, member)
        fields: dict[str, Any] = self.fields
        fields["whom"].choices = [(str(o.pk), str(o)) for o in [*here, *elsewhere]]
        fields["facts"].choices = [(one.key, one.text) for one in offered]
        fields["facts"].hints = {one.key: hint_of(one) for one in offered}
        fields["facts"].initial = rules.minimum(offered)

    def chosen(self) -> Whom:
        return self.known[self.cleaned_data["whom"]]


def hint_of(known: rules.Known) -> str:
    """Return what a fact is, and from which other referral it comes."""
    kind = str(Fact(known.kind).label)
    words = {"kind": kind, "reference": known.source}
    from_another = gettext("%(kind)s, from referral %(reference)s") % words
    return from_another if known.source else kind


SIGN, REFUSE = "sign", "refuse"


class SignForm(Form):
    """What the second person decides."""

    decision = Radios(
        _("Do you sign this request?"),
        choices=[
            (SIGN, _("Yes, sign and send it")),
            (REFUSE, _("No, do not send it")),
        ],
        hints={
            SIGN: _("The data protection officer is told that it was made."),
            REFUSE: _("Nothing is sent. Your reason stays on the record."),
        },
        reveals={REFUSE: "reason"},
        missing=_("Select whether you sign this request"),
    )
    reason = TextArea(
        _("Why do you not sign?"), missing=_("Enter why you do not sign"), rows=3
    )


class WithdrawForm(Form):
    reason = TextArea(
        _("Why do you withdraw the request?"),
        hint=_("It stays on your record. The other partnership is not told why."),
        missing=_("Enter why you withdraw the request"),
        rows=3,
    )


class AnswerForm(Form):
    """What is answered, and a note for those who keep a record of it here."""

    answer = answering()
    note = TextArea(
        _("A note for your own record"),
        hint=_("It is not sent, and is erased with the request."),
        required=False,
        rows=3,
    )


class NeighbourForm(Form):
    name = TextInput(
        _("Name of the partnership"), missing=_("Enter the name of the partnership")
    )
    mailbox = EmailInput(
        _("Email address of its registered mailbox"),
        hint=_(
            "The link and the codes go there. Use a shared mailbox, not a person’s."
        ),
        missing=_("Enter the address of the mailbox"),
    )
    reason = TextArea(
        _("How do you know that this mailbox is theirs?"),
        hint=_("For example, who you rang, on which published number."),
        missing=_("Enter how you know that this mailbox is theirs"),
        rows=3,
    )
