"""What must be so before a referral is closed. Source: domain reference 6.2 to 6.4."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saltmarsh.casework.likenesses import rules as likenesses
from saltmarsh.casework.referrals.lifecycle import WORKED_ON, Stage

# The headings that a closure gives reasons under.
HEADINGS = {
    "susceptibility": gettext_lazy("Susceptibility to radicalisation"),
    "grievance": gettext_lazy("Grievance"),
    "needs": gettext_lazy("Needs"),
    "intent": gettext_lazy("Intent"),
    "capability": gettext_lazy("Capability"),
    "protective": gettext_lazy("Protective factors"),
    "in_place": gettext_lazy("What else is in place"),
}
TOGETHER = "together"


@dataclass(frozen=True)
class Closure:
    """What an officer says when closing.

    reasons: {heading: text}. together: of a repeat referral, what has changed and
    what the referrals mean together. questions and onward: why it can be closed
    though questions, or other services, are still to answer.
    """

    reasons: Mapping[str, str] = field(default_factory=dict)
    together: str = ""
    questions: str = ""
    onward: str = ""


@dataclass(frozen=True)
class Standing:
    """How the referral stands when somebody wants to close it.

    feedback_settled: the referrer was told since the last outcome, or there is a
    written reason why not. was_linked: somebody linked it once, and undid that.
    As far as whoever closes may know of others: undecided, how many may be about the
    same person; is_unsure, whether somebody is or was unsure of one. is_weighed: what the
    referrals mean together was said before. in_open_case: whether a case that has not
    ended rests on it, or carries it.
    """

    stage: str
    is_repeat: bool
    was_linked: bool
    open_questions: int
    onward_waiting: int
    feedback_settled: bool
    undecided: int = 0
    is_unsure: bool = False
    is_weighed: bool = False
    in_open_case: bool = False

    @property
    def asks_together(self) -> bool:
        """Whether what the referrals mean together is still to be said."""
        return self.is_repeat and not self.is_weighed


def barriers(closure: Closure, standing: Standing) -> list[str]:
    """Return why the referral may not be closed, or asked to be; empty when it may."""
    found = []
    if standing.stage not in WORKED_ON:
        found.append(_("A referral at this stage cannot be closed"))
    found += barriers_of_case(in_open_case=standing.in_open_case)
    found += likenesses.barriers_to_closing(standing.undecided)
    found += unsaid(closure, standing)
    if standing.open_questions and not closure.questions.strip():
        found.append(_("Questions are open. Wait for answers, or say why not"))
    if standing.onward_waiting and not closure.onward.strip():
        found.append(_("A service has not answered. Wait for it, or say why not"))
    if not standing.feedback_settled:
        found.append(_("Tell the referrer first, or record why they are not told"))
    return found


def barriers_of_case(*, in_open_case: bool) -> list[str]:
    """Return why a referral that belongs to an open case is not closed on its own."""
    if in_open_case:
        return [
            _(
                "This referral belongs to a case that is open. Close the case first; "
                "the referral can be closed after it"
            )
        ]
    return []


def unsaid(closure: Closure, standing: Standing) -> list[str]:
    """Return a reason for each heading that has no reasons under it."""
    found = [
        _("Enter your reasons under “%(heading)s”") % {"heading": heading}
        for key, heading in HEADINGS.items()
        if not closure.reasons.get(key, "").strip()
    ]
    if standing.asks_together and not closure.together.strip():
        found.append(_("Enter what has changed, and what the referrals mean together"))
    return found


def needs_second_person(standing: Standing) -> bool:
    """Tell whether somebody else must confirm the closing.

    Undoing a link is one person's decision. So it takes nothing away here: otherwise
    who undoes a link could then close alone what two had to look at.
    """
    return standing.is_repeat or standing.was_linked or standing.is_unsure


def barriers_to_second(
    *, stage: str, asked_by: uuid.UUID | None, by: uuid.UUID
) -> list[str]:
    """Return why `by` may not confirm or decline the closing."""
    if stage != Stage.CLOSING or asked_by is None:
        return [_("Nobody is asking to close this referral")]
    if asked_by == by:
        return [_("A second person must decide: you asked to close it yourself")]
    return []
