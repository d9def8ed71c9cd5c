from django.db import transaction
from django.utils.translation import gettext as _

from saltmarsh.casework.notes import rules
from saltmarsh.casework.notes.lifecycle import Visibility
from saltmarsh.casework.notes.models import Note
from saltmarsh.casework.referrals import letters
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.foundation.accounts.models import User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.refusals import Refused


@transaction.atomic
def write(
    referral: Referral,
    *,
    text: str,
    visibility: str,
    tells_outcome: bool | None = None,
    by: User,
) -> None:
    """Note something for the team or the panel, or tell it to the referrer.

    Raises Refused with the barriers: a note for the referrer tells no outcome, and its
    writer says so.
    """
    if found := rules.barriers_to_writing(
        visibility=visibility, tells_outcome=tells_outcome
    ):
        raise Refused(*found)
    if visibility == Visibility.REFERRER:
        letters.note(referral, text=text, by=by)
        return
    keep(Note(referral=referral, visibility=visibility), text=text, by=by)


@transaction.atomic
def ask(referral: Referral, *, text: str, by: User) -> Note:
    """Note a question that somebody must answer before the referral is closed."""
    return keep(Note(referral=referral, is_question=True), text=text, by=by)


@transaction.atomic
def answer(question: Note, *, text: str, by: User) -> Note:
    """Answer a question. Raises Refused when it has an answer."""
    held = Note.objects.select_for_update(of=["self"]).get(pk=question.pk)
    if not held.is_question or held.answered_by.exists():
        raise Refused(_("Somebody has answered this question already"))
    note = Note(
        referral=question.referral, visibility=question.visibility, answers=question
    )
    return keep(note, text=text, by=by)


def keep(note: Note, *, text: str, by: User) -> Note:
    note.partnership_id = note.referral.partnership_id
    note.by, note.text = by, text
    note.save()
    audit.note(
        "note.written",
        partnership_id=note.partnership_id,
        about=("notes.Note", [note.pk, note.referral_id]),
        by=by.pk,
        visibility=note.visibility,
    )
    return note
