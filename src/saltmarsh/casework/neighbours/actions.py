from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.neighbours import queries, rules
from saltmarsh.casework.neighbours.lifecycle import (
    ANSWER,
    LAPSE,
    LIFECYCLE,
    RECEIVED,
    REFUSE,
    SIGN,
    SUBMIT,
    WITHDRAW,
    Answer,
    Stage,
)
from saltmarsh.casework.neighbours.models import Enquiry, Neighbour, Received, Step
from saltmarsh.casework.neighbours.queries import Whom
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.routing.models import Link
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices import working
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import value_of
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import Move

# Jobs, by name: each carries something from one partnership to another.
DELIVER, TAKE_BACK = "neighbours.deliver", "neighbours.take_back"
RETURN = "neighbours.give_answer"
# Kinds of notices.
TO_SIGN, ANSWERED, ARRIVED = "enquiry.to_sign", "enquiry.answered", "enquiry.received"
TOLD_OFFICER = "enquiry.register"


@transaction.atomic
def record_neighbour(
    partnership: Partnership, *, name: str, mailbox: str, reason: str, by: User
) -> Neighbour:
    """Record a partnership elsewhere and the mailbox that requests to it go to.

    Raises Refused when one of this name is recorded already.
    """
    if partnership.neighbours.filter(name__iexact=name).exists():
        raise Refused(_("A partnership of this name is recorded already"))
    neighbour = Neighbour(partnership=partnership, name=name, mailbox=mailbox, by=by)
    neighbour.reason = reason
    neighbour.save()
    audit.record("neighbour.recorded", neighbour, by=by.pk)
    return neighbour


@transaction.atomic
def draft(
    referral: Referral,
    *,
    whom: Whom,
    picked: Sequence[str],
    reason: str,
    by: Membership,
) -> Enquiry:
    """Write a request to one other partnership; nothing is sent yet.

    picked: the keys of the facts to send. Raises Refused with the barriers.
    """
    Referral.objects.select_for_update().get(pk=referral.pk)
    facts = [one for one in queries.offered(referral, by) if one.key in picked]
    kinds = sorted({one.kind for one in facts})
    grounds = queries.grounds_of(referral)
    is_open = queries.has_open(referral, whom, by)
    refuse_for(
        rules.barriers_to_asking(has_grounds=bool(grounds), is_open_already=is_open)
        + rules.barriers_to_sending(kinds, reason=reason)
    )
    enquiry = Enquiry(
        partnership=referral.partnership,
        referral=referral,
        to=whom.to,
        neighbour=whom.neighbour,
        ground=grounds[0],
        kinds=kinds,
        by=by.user,
        lapses_at=lapses_at(referral.partnership),
    )
    enquiry.facts = [{"kind": one.kind, "text": one.text} for one in facts]
    enquiry.reason = reason
    enquiry.save()
    note(enquiry, by.user, event="enquiry.drafted")
    return enquiry


def refuse_for(barriers: Sequence[str]) -> None:
    if barriers:
        raise Refused(*barriers)


def lapses_at(partnership: Partnership) -> datetime:
    days = int(value_of(partnership, queries.LAPSE_DAYS))
    return timezone.now() + timedelta(days=days)


@transaction.atomic
def submit(enquiry: Enquiry, *, by: User) -> None:
    """Ask the other managers who may open the referral for a signature."""
    move(enquiry, SUBMIT)
    enquiry.save(update_fields=["stage"])
    for member in queries.signers(enquiry):
        notices.tell(
            enquiry.partnership, kind=TO_SIGN, place=place_of(enquiry), member=member
        )
    note(enquiry, by, event="enquiry.submitted")


@transaction.atomic
def sign(enquiry: Enquiry, *, by: Membership) -> None:
    """Sign, and let the request be sent; the data protection officer is told.

    Raises Refused with the barriers.
    """
    move(enquiry, SIGN)
    officers = queries.holding(enquiry.partnership, queries.OFFICER)
    to = Partnership.objects.get(pk=enquiry.to_id) if enquiry.to_id else None
    refuse_for(
        rules.barriers_to_signing(
            is_own=enquiry.by_id == by.user_id,
            has_officer=bool(officers),
            has_grounds=enquiry.ground in queries.grounds_of(enquiry.referral),
            answers=to is None or queries.does_answer(to),
        )
    )
    enquiry.signed_by, enquiry.sent_at = by.user, timezone.now()
    enquiry.lapses_at = lapses_at(enquiry.partnership)
    enquiry.save(update_fields=["stage", "signed_by", "sent_at", "lapses_at"])
    tell_officers(enquiry.partnership)
    working.later(DELIVER, enquiry.partnership_id, enquiry=enquiry.pk)
    note(enquiry, by.user, event="enquiry.signed")


@transaction.atomic
def refuse(enquiry: Enquiry, *, words: str, by: Membership) -> None:
    """Refuse to sign: nothing is sent. Raises Refused for whoever wrote it."""
    move(enquiry, REFUSE)
    if enquiry.by_id == by.user_id:
        raise Refused(_("You wrote this request yourself: withdraw it instead"))
    enquiry.save(update_fields=["stage"])
    note(enquiry, by.user, event="enquiry.refused", words=words)


@transaction.atomic
def withdraw(enquiry: Enquiry, *, words: str, by: User) -> None:
    """Take the request back, from the other partnership as well."""
    move(enquiry, WITHDRAW)
    enquiry.save(update_fields=["stage"])
    end_link(enquiry)
    if enquiry.sent_at and enquiry.to_id:
        working.later(TAKE_BACK, enquiry.partnership_id, enquiry=enquiry.pk)
    note(enquiry, by, event="enquiry.withdrawn", words=words)


@transaction.atomic
def lapse(enquiry: Enquiry) -> None:
    """End a request that nobody answered, or nobody signed, in time."""
    move(enquiry, LAPSE)
    enquiry.save(update_fields=["stage"])
    end_link(enquiry)
    note(enquiry, None, event="enquiry.lapsed")


def end_link(enquiry: Enquiry) -> None:
    Link.objects.filter(enquiry=enquiry).update(expires_at=timezone.now())


@transaction.atomic
def note_opened(enquiry: Enquiry, *, link: Link) -> None:
    """Note that the code of its link was entered."""
    audit.record("enquiry.opened", enquiry, by=link.pk, by_kind="link")


@transaction.atomic
def answer_by_link(enquiry: Enquiry, *, answer: str, link: Link) -> None:
    """Take the answer of whoever holds the link and its code."""
    who = _("Somebody with the code sent to the mailbox")
    take_answer(enquiry, answer=answer, who=who)
    end_link(enquiry)
    audit.record(
        "enquiry.answered_by_link", enquiry, by=link.pk, by_kind="link", answer=answer
    )


@transaction.atomic
def take_answer(enquiry: Enquiry, *, answer: str, who: str) -> None:
    """Keep what a human of the other partnership answered, and tell both who asked."""
    move(enquiry, ANSWER)
    enquiry.answer, enquiry.answered_at = Answer(answer), timezone.now()
    enquiry.answered_by = who
    changed = ["stage", "answer", "answered_at", "sealed_answered_by"]
    enquiry.save(update_fields=changed)
    askers = {enquiry.by_id, enquiry.signed_by_id}
    members = enquiry.partnership.memberships.active().filter(user__in=askers)
    place = place_of(enquiry)
    for member in members:
        notices.tell(enquiry.partnership, kind=ANSWERED, place=place, member=member)
    note(enquiry, None, event="enquiry.answered")


@transaction.atomic
def read_answer(enquiry: Enquiry, *, by: User) -> None:
    """Take the notice of the answer away: somebody has read it."""
    notices.done(enquiry.partnership, kind=ANSWERED, about_id=enquiry.pk)
    audit.record("enquiry.read", enquiry, by=by.pk)


@transaction.atomic
def read_register(partnership: Partnership, *, by: User) -> None:
    """Take the officer's notice away until another request is made."""
    notices.done(partnership, kind=TOLD_OFFICER, about_id=partnership.pk)
    audit.note(
        "enquiry.register_read",
        partnership_id=partnership.pk,
        about=("neighbours.Enquiry", []),
        by=by.pk,
    )


def tell_officers(partnership: Partnership) -> None:
    """Tell the data protection officers that a request was made, and nothing more."""
    place = Place("desk:neighbours-register", (), partnership.pk)
    for member in queries.holding(partnership, queries.OFFICER):
        notices.tell(partnership, kind=TOLD_OFFICER, place=place, member=member)
        notices.mail(
            partnership,
            to=member.user.email,
            template="neighbours/officer",
            fills={"page": (place.route, [])},
            by=None,
        )


@transaction.atomic
def answer(received: Received, *, answer: str, words: str, by: User) -> None:
    """Answer another partnership. words: a note of our own, which stays here."""
    held = Received.objects.select_for_update().get(pk=received.pk)
    received.stage = RECEIVED.after(held.stage, ANSWER)
    received.answer, received.answered_by = Answer(answer), by
    if words:
        received.note = words
    close(received)
    working.later(RETURN, received.partnership_id, received=received.pk)
    audit.record("enquiry.answer_given", received, by=by.pk, answer=answer)


def close(received: Received) -> None:
    received.closed_at = timezone.now()
    received.save()
    notices.done(received.partnership, kind=ARRIVED, about_id=received.pk)


def move(enquiry: Enquiry, step: Move) -> None:
    """Move the request on as the database now has it; what waited for it is done."""
    held = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    enquiry.stage = Stage(LIFECYCLE.after(held.stage, step))
    enquiry.sent_at = held.sent_at
    notices.done(enquiry.partnership, kind=TO_SIGN, about_id=enquiry.pk)


def place_of(enquiry: Enquiry) -> Place:
    return Place("desk:neighbour", (str(enquiry.pk),), enquiry.pk)


def note(enquiry: Enquiry, by: User | None, *, event: str, words: str = "") -> None:
    """Add a step to the request's own history, and an event to the log."""
    step = Step(
        partnership_id=enquiry.partnership_id,
        enquiry=enquiry,
        referral_id=enquiry.referral_id,
        stage=enquiry.stage,
        by=by,
    )
    if words:
        step.words = words
    step.save()
    audit.note(
        event,
        partnership_id=enquiry.partnership_id,
        about=("neighbours.Enquiry", [enquiry.pk, enquiry.referral_id]),
        by=by.pk if by else None,
        by_kind="user" if by else "system",
        stage=enquiry.stage,
        kinds=",".join(enquiry.kinds),
    )
