"""How an annual assurance statement stands, and what a dip sample asks of a case."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from saltmarsh.foundation.workflow.lifecycle import Lifecycle, Move


class State(TextChoices):
    DRAFT = "draft", _("Being written")
    CONFIRMED = "confirmed", _("Confirmed")


CONFIRM = Move("confirm", frozenset({State.DRAFT}), State.CONFIRMED)
LIFECYCLE = Lifecycle(starts_at=State.DRAFT, moves=(CONFIRM,))


class Answer(TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("In part")
    NO = "no", _("No")
    NOT_APPLICABLE = "not_applicable", _("Does not apply to this case")


# What published learning reviews found missing, as questions to somebody who reads a
# closed case. Each is answered from what is written down; none makes a figure of it.
QUESTIONS = {
    "earlier": _("Was every earlier referral of the person weighed together with it?"),
    "reasons": _("Does each decision say why, so that a stranger follows it?"),
    "assessed": _("Was the assessment made before the decision that it supports?"),
    "needs": _("Did each need meet an action, or a written reason for none?"),
    "consent": _("Is it written how consent was asked for, of whom, and the answer?"),
    "contact": _("Did the meetings with the person take place, with a report of each?"),
    "shared": _("Did whoever gave support have a briefing in writing beforehand?"),
    "referrer": _("Was whoever referred the person told, or is it written why not?"),
    "closed": _(
        "Do the reasons for closing cover every heading, and not ideology alone?"
    ),
    "reviews": _("Were the reviews after closure held on their day, as far as due?"),
}
