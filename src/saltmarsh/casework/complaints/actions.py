from datetime import date

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.complaints import queries, rules
from saltmarsh.casework.complaints.lifecycle import ANSWER, LIFECYCLE
from saltmarsh.casework.complaints.models import Addendum, Complaint
from saltmarsh.casework.complaints.queries import About
from saltmarsh.casework.complaints.rules import Received
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.refusals import Refused


@transaction.atomic
def record(
    received: Received, *, about: About, owner: Membership, by: Membership
) -> Complaint:
    """Record a complaint, and tell its owner. Raises Refused with the barriers."""
    found = rules.barriers_to_recording(received, timezone.localdate())
    found += barriers_to_owner(owner, about)
    if found:
        raise Refused(*found)
    made = Complaint(
        partnership=by.partnership,
        case=about.case,
        referral=about.referral,
        member=about.member,
        owner=owner,
        received_on=received.received_on,
        how=received.how,
        due_on=queries.due_on(by.partnership, received.received_on),
        by=by.user,
    )
    made.complainant, made.words = received.complainant, received.words
    made.save(force_insert=True)
    audit.record("complaint.recorded", made, by=by.user_id)
    tell_owner(made, by)
    return made


def barriers_to_owner(owner: Membership, about: About) -> list[str]:
    return rules.barriers_to_owning(
        has_left=owner.left_at is not None,
        is_about_them=owner == about.member,
        may_see=queries.may_see(owner, about, timezone.now()),
    )


@transaction.atomic
def answer(
    complaint: Complaint, *, words: str, answered_on: date, by: Membership
) -> None:
    """Record when whoever complained was answered, and with which words. Raises Refused
    with the barriers, and MoveNotAllowed when it was answered already.
    """
    held = lock(complaint)
    found = rules.barriers_to_dealing(is_about_them=held.member_id == by.pk)
    found += rules.barriers_to_answering(
        words=words,
        received_on=held.received_on,
        answered_on=answered_on,
        today=timezone.localdate(),
    )
    if found:
        raise Refused(*found)
    complaint.stage = LIFECYCLE.after(held.stage, ANSWER)
    complaint.answered_on, complaint.answered_at = answered_on, timezone.now()
    complaint.answered_by, complaint.answer = by.user, words
    complaint.save(
        update_fields=[
            "stage",
            "answered_on",
            "answered_at",
            "answered_by",
            "sealed_answer",
        ]
    )
    for kind in queries.KINDS:
        notices.done(by.partnership, kind=kind, about_id=complaint.pk)
    audit.record("complaint.answered", complaint, by=by.user_id)


@transaction.atomic
def add(complaint: Complaint, *, words: str, by: Membership) -> Addendum:
    """Write down what came later. Raises Refused with the barriers."""
    found = rules.barriers_to_dealing(is_about_them=complaint.member_id == by.pk)
    found += rules.barriers_to_adding(words=words)
    if found:
        raise Refused(*found)
    made = Addendum(
        partnership_id=complaint.partnership_id, complaint=complaint, by=by.user
    )
    made.words = words
    made.save()
    audit.note(
        "complaint.added_to",
        partnership_id=made.partnership_id,
        about=("complaints.Addendum", [made.pk, complaint.pk]),
        by=by.user_id,
    )
    return made


@transaction.atomic
def pass_on(complaint: Complaint, *, owner: Membership, by: Membership) -> None:
    """Let somebody else own an open complaint, by the same day. Raises Refused with the
    barriers, and MoveNotAllowed when it was answered.
    """
    held = lock(complaint)
    LIFECYCLE.after(held.stage, ANSWER)
    about = About(held.case, held.referral, held.member)
    if found := barriers_to_owner(owner, about):
        raise Refused(*found)
    complaint.owner = owner
    complaint.save(update_fields=["owner"])
    for kind in (queries.YOURS, queries.OVERDUE):
        notices.done(by.partnership, kind=kind, about_id=complaint.pk)
    audit.record("complaint.passed_on", complaint, by=by.user_id, owner=str(owner.pk))
    tell_owner(complaint, by)


def lock(complaint: Complaint) -> Complaint:
    """Return the complaint as the database has it, held until the transaction ends."""
    return Complaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)


def tell_owner(complaint: Complaint, by: Membership) -> None:
    if complaint.owner != by:
        tell(complaint, queries.YOURS, complaint.owner)


def tell(complaint: Complaint, kind: str, member: Membership) -> None:
    place = Place("desk:complaint", (str(complaint.pk),), complaint.pk)
    notices.tell(complaint.partnership, kind=kind, place=place, member=member)
