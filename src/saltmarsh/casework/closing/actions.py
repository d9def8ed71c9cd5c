from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.closing import queries, rules
from saltmarsh.casework.closing.rules import Closure
from saltmarsh.casework.likenesses import queries as likenesses
from saltmarsh.casework.likenesses import rules as deciding
from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals import letters, lifecycle
from saltmarsh.casework.referrals.models import Message, Referral
from saltmarsh.casework.triage import actions as triage
from saltmarsh.casework.triage import rules as telling
from saltmarsh.casework.triage.kinds import Kind, Told
from saltmarsh.casework.triage.models import Decision
from saltmarsh.casework.triage.queries import Decider, Why
from saltmarsh.foundation.refusals import Refused


@dataclass(frozen=True)
class Feedback:
    """What the referrer is told, or that they are not.

    told: a code of Told. decided: whether the officer has said that the outcome is
    to be told. template: the key of the text that it began as.
    """

    told: str
    text: str = ""
    template: str = ""
    decided: bool = False


@transaction.atomic
def give_feedback(
    referral: Referral, *, feedback: Feedback, reason: str, by: Decider
) -> Decision:
    """Tell the referrer, in their mailbox, or record why they are not told.

    Raises Refused with the barriers; an anonymous referrer is told no outcome.
    """
    referrals.lock(referral, version=by.version)
    found = telling.barriers_to_telling(
        told=feedback.told,
        is_anonymous=referral.is_anonymous,
        decided=feedback.decided,
        reason=reason,
    )
    if found:
        raise Refused(*found)
    decision = triage.decide(
        referral,
        Kind.FEEDBACK,
        why=Why(reason),
        by=by,
        code=feedback.told,
        message=sent(referral, feedback, by),
    )
    referrals.change(referral)
    triage.wind(referral)
    return decision


def sent(referral: Referral, feedback: Feedback, by: Decider) -> Message | None:
    if feedback.told == Told.NOT_TOLD:
        return None
    return letters.tell(
        referral,
        text=feedback.text,
        template=feedback.template,
        tells_outcome=feedback.told == Told.OUTCOME,
        by=by.member.user,
    )


@transaction.atomic
def close(referral: Referral, *, closure: Closure, why: Why, by: Decider) -> Decision:
    """Close the referral or, where two must look at it, ask a second person to.

    Raises Refused with the barriers, and writes nothing, when there are any.
    """
    held = referrals.lock(referral, version=by.version)
    standing = queries.standing(held, by.member)
    if found := rules.barriers(closure, standing):
        raise Refused(*found)
    second = rules.needs_second_person(standing)
    move = lifecycle.ASK_TO_CLOSE if second else lifecycle.CLOSE
    referrals.move(referral, move, by=by.member.user)
    kind = Kind.ASKED_TO_CLOSE if second else Kind.CLOSED
    details = queries.details(closure)
    decision = triage.decide(referral, kind, why=why, by=by, details=details)
    triage.wind(referral)
    return decision


@transaction.atomic
def confirm(referral: Referral, *, why: Why, by: Decider) -> Decision:
    """Close it as the second person. Raises Refused for whoever asked."""
    return answer(referral, lifecycle.CLOSE, Kind.CLOSED, why=why, by=by)


@transaction.atomic
def decline(referral: Referral, *, why: Why, by: Decider) -> Decision:
    """Decline to close it, as the second person: it is worked on again."""
    kind = Kind.DECLINED_TO_CLOSE
    return answer(referral, lifecycle.DECLINE_TO_CLOSE, kind, why=why, by=by)


def answer(
    referral: Referral, move: lifecycle.Move, kind: str, *, why: Why, by: Decider
) -> Decision:
    held = referrals.lock(referral, version=by.version)
    wish, user = queries.wish(referral), by.member.user
    asked_by = wish.by_id if wish else None
    if found := rules.barriers_to_second(
        stage=held.stage, asked_by=asked_by, by=user.pk
    ):
        raise Refused(*found)
    if kind == Kind.CLOSED:
        refuse_confirming(referral, by)
    referrals.move(referral, move, by=user)
    decision = triage.decide(referral, kind, why=why, by=by, rests_on=wish)
    triage.wind(referral)
    return decision


def refuse_confirming(referral: Referral, by: Decider) -> None:
    """Raise Refused when something that came since it was asked to be closed stands in
    the way.
    """
    now = timezone.now()
    undecided = likenesses.waiting(referral, by.member, now)
    found = deciding.barriers_to_closing(undecided)
    in_open_case = queries.in_open_case(referral, by.member, now)
    found += rules.barriers_of_case(in_open_case=in_open_case)
    if found:
        raise Refused(*found)


@transaction.atomic
def reopen(referral: Referral, *, why: Why, by: Decider) -> Decision:
    """Work on a closed referral again."""
    triage.step(referral, lifecycle.REOPEN, by)
    decision = triage.decide(referral, Kind.REOPENED, why=why, by=by)
    triage.wind(referral)
    return decision
