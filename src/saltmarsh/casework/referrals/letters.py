"""What the team and the referrer write to each other, and markers beside answers.

`by` is the user who writes; without one it is whoever holds the receipt.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.referrals import actions as referrals
from saltmarsh.casework.referrals import rules
from saltmarsh.casework.referrals.models import Correction, Message, Referral
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.refusals import Refused

OURS = frozenset({"question", "feedback", "note"})


@transaction.atomic
def ask(referral: Referral, *, text: str, by: User) -> Message:
    """Ask the referrer something: their status is then "we need more from you"."""
    return _write(referral, "question", text, by=by)


@transaction.atomic
def note(referral: Referral, *, text: str, by: User) -> Message:
    """Leave a note in the referrer's mailbox that asks nothing and tells no outcome."""
    return _write(referral, "note", text, by=by)


@transaction.atomic
def tell(
    referral: Referral, *, text: str, template: str, tells_outcome: bool, by: User
) -> Message:
    """Leave feedback in the referrer's mailbox.

    template: the key of the template it was made from. tells_outcome: an officer
    has decided, by name, that this one may.
    """
    return _write(
        referral,
        "feedback",
        text,
        by=by,
        template=template,
        tells_outcome=tells_outcome,
    )


@transaction.atomic
def answer(question: Message, *, text: str, by: User | None = None) -> Message:
    """Answer one question of the team's.

    Raises Refused when it is none, needs no answer any more, or has one.
    """
    referral = question.referral
    _refuse(rules.barriers_to_writing(referrals.lock(referral).stage))
    _refuse(
        rules.barriers_to_answering(
            kind=question.kind,
            is_withdrawn=question.withdrawn_at is not None,
            is_answered=question.answered_by.exists(),
        )
    )
    return _write(referral, "answer", text, by=by, answers=question)


@transaction.atomic
def add(referral: Referral, *, text: str, by: User | None = None) -> Message:
    """Add something to what was told. Raises Refused when it is finished with."""
    _refuse(rules.barriers_to_writing(referrals.lock(referral).stage))
    return _write(referral, "addition", text, by=by)


@transaction.atomic
def ask_to_take_back(
    referral: Referral, *, text: str, by: User | None = None
) -> Message:
    """Ask the team to take the referral back: a person decides what follows.

    Raises Refused when it is finished with.
    """
    _refuse(rules.barriers_to_writing(referrals.lock(referral).stage))
    referral.withdrawal_asked_at = timezone.now()
    referral.save(update_fields=["withdrawal_asked_at"])
    return _write(referral, "withdrawal", text, by=by)


@transaction.atomic
def withdraw(question: Message, *, by: User) -> None:
    """Take back a question: it needs no answer, and is shown no more."""
    question.withdrawn_at = timezone.now()
    question.save(update_fields=["withdrawn_at"])
    audit.record("message.withdrawn", question, by=by.pk)


@transaction.atomic
def mark_read(referral: Referral, *, by: User | None) -> int:
    """Note that the other side's messages were read; return how many were new.

    by: the member of the team who read what the referrer wrote; without one, the
    referrer read what the team wrote.
    """
    unread = referral.messages.filter(read_at=None)
    theirs = unread.exclude(kind__in=OURS) if by else unread.filter(kind__in=OURS)
    count = theirs.update(read_at=timezone.now())
    if count:
        audit.record("messages.read", referral, **_who(referral, by), count=str(count))
    return count


@transaction.atomic
def correct(
    referral: Referral,
    *,
    question: str,
    text: str,
    certainty: tuple[str, str],
    by: User,
) -> Correction:
    """Put a marker beside an answer that somebody says is wrong. The answer stays.

    certainty: (who says so, how sure it is), both codes of the desk's own.
    """
    source, degree = certainty
    marker = Correction(
        partnership=referral.partnership,
        referral=referral,
        question=question,
        source=source,
        certainty=degree,
        by=by,
    )
    marker.text = text
    marker.save(force_insert=True)
    audit.record("answer.corrected", marker, by=by.pk)
    return marker


def _write(
    referral: Referral, kind: str, text: str, *, by: User | None, **values: Any
) -> Message:
    message = Message(
        partnership=referral.partnership, referral=referral, kind=kind, by=by, **values
    )
    message.text = text
    message.save(force_insert=True)
    codes: dict[str, Any] = {"kind": kind}
    if kind in OURS:
        codes["tells_outcome"] = "yes" if message.tells_outcome else "no"
    audit.record("message.written", message, **_who(referral, by), **codes)
    return message


def _who(referral: Referral, by: User | None) -> dict[str, Any]:
    """Return who did it, as an event holds it: a user, or the receipt's holder."""
    if by is None:
        return {"by": referral.pk, "by_kind": "receipt"}
    return {"by": by.pk, "by_kind": "user"}


def _refuse(barriers: list[str]) -> None:
    if barriers:
        raise Refused(*barriers)
