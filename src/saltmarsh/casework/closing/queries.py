from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.closing.rules import HEADINGS, TOGETHER, Closure, Standing
from saltmarsh.casework.likenesses import queries as likenesses
from saltmarsh.casework.links import queries as links
from saltmarsh.casework.links.models import Link
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.triage import queries as triage
from saltmarsh.casework.triage.kinds import Kind
from saltmarsh.casework.triage.models import Decision
from saltmarsh.foundation.accounts.models import Membership


@dataclass(frozen=True)
class Reason:
    """What a closure says under one heading."""

    heading: str
    text: str


def standing(referral: Referral, member: Membership) -> Standing:
    """Return how the referral stands, as far as closing asks, and as far as `member`
    may know of other referrals.
    """
    now = timezone.now()
    return Standing(
        stage=referral.stage,
        is_repeat=referral.is_repeat,
        was_linked=not referral.is_repeat and referral.links.exists(),
        open_questions=open_questions(referral),
        onward_waiting=referral.onward_referrals.waiting().count(),
        feedback_settled=feedback_settled(referral),
        undecided=likenesses.waiting(referral, member, now),
        is_unsure=likenesses.is_unsure(referral, member, now),
        is_weighed=links.meaning_of(referral) is not None,
        in_open_case=in_open_case(referral, member, now),
    )


def in_open_case(referral: Referral, member: Membership, now: datetime) -> bool:
    """Tell whether a case that has not ended rests on the referral, or carries it, as
    far as `member` may know.
    """
    rests = Case.objects.open().filter(bases__referral=referral)
    return rests.exists() or open_case(referral, member, now) is not None


def open_case(referral: Referral, member: Membership, now: datetime) -> Case | None:
    """Return the case that has not ended, which the referral belongs to and `member`
    may see, if there is one.
    """
    linked = Link.objects.filter(referral=referral, undone_at=None)
    carries = Q(bases__referral=referral) | Q(person__in=linked.values("person_id"))
    return Case.objects.seen_by(member, now).open().filter(carries).first()


def open_questions(referral: Referral) -> int:
    """Return how many questions wait: the referrer's, and those in notes."""
    asked = referral.messages.open_questions().count()
    return asked + referral.notes.open_questions().count()


def feedback_settled(referral: Referral) -> bool:
    """Tell whether feedback was given or refused since the last outcome."""
    given = triage.latest(referral, Kind.FEEDBACK)
    return given is not None and triage.feedback_owed_since(referral) is None


def wish(referral: Referral) -> Decision | None:
    """Return the decision that asks to close, while nobody has answered it."""
    asked = triage.latest(referral, Kind.ASKED_TO_CLOSE)
    return None if asked is None or asked.answered_by.exists() else asked


def details(closure: Closure) -> dict[str, str]:
    """Return what a decision keeps of a closure: {heading: text}."""
    explained = {"questions": closure.questions, "onward": closure.onward}
    kept = {**closure.reasons, TOGETHER: closure.together, **explained}
    return {key: text for key, text in kept.items() if text}


def reasons(decision: Decision) -> list[Reason]:
    """Return what a closure said under each heading, in order."""
    kept = decision.details
    return [
        Reason(str(words), kept[key]) for key, words in HEADINGS.items() if key in kept
    ]
