"""Whether two referrals are about one person: what may be answered. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class State(TextChoices):
    """What people have said of a likeness so far."""

    OPEN = "open", gettext_lazy("Not decided")
    SAME = "same", gettext_lazy("The same person")
    DIFFERENT = "different", gettext_lazy("Not the same person")
    UNSURE = "unsure", gettext_lazy("Unsure")


class Found(TextChoices):
    """How two referrals came to be compared."""

    PROBABLE = "probable", gettext_lazy("Probable")
    POSSIBLE = "possible", gettext_lazy("Possible")
    BY_HAND = "by_hand", gettext_lazy("Compared by hand")


class Purpose(TextChoices):
    """What somebody looks at weaker matches for."""

    KNOWN = "known", gettext_lazy("Somebody says that there was an earlier referral")
    FACTS = (
        "facts",
        gettext_lazy("Facts are missing or wrong, so a match would be weak"),
    )
    CLOSING = "closing", gettext_lazy("To be sure before a decision")


@dataclass(frozen=True)
class Given:
    """An answer, and why. are_related: that the two people are of one family, which is
    a reason for “not the same person” and for nothing else.
    """

    state: str
    reason: str
    are_related: bool = False


def barriers(given: Given, *, now: str) -> list[str]:
    """Return why an answer cannot be recorded; empty when it can.

    now: what the state is before it.
    """
    found = []
    if given.state == now:
        found.append(_("This is what was answered last. Choose another answer"))
    if given.are_related and given.state != State.DIFFERENT:
        found.append(_("That they are relatives is a reason for “not the same” alone"))
    if not given.reason.strip():
        found.append(_("Enter your reasons"))
    return found


def is_news(
    kept: Sequence[Sequence[object]], found: Sequence[Sequence[object]]
) -> bool:
    """Tell whether what agrees and what does not is other than when it was decided."""
    return sorted(map(tuple, kept)) != sorted(map(tuple, found))


def barriers_to_naming(
    *, is_waiting: bool, may_decide: bool, was_refused: bool
) -> list[str]:
    """Return why somebody cannot be named to see both sides of a likeness.

    is_waiting: whether nobody may see both. may_decide: whether this person decides
    about referrals at all. was_refused: whether those who hold one said no to them.
    """
    if not is_waiting:
        return [_("Somebody may decide about these referrals by now")]
    if not may_decide:
        return [_("Name somebody who decides about referrals")]
    if was_refused:
        return [_("This person may not see both. Name somebody else")]
    return []


def barriers_to_closing(waiting: int) -> list[str]:
    """Return why a referral with so many undecided likenesses may not be closed."""
    if not waiting:
        return []
    return [
        _("Decide first whether the possible earlier referrals are the same person")
    ]
