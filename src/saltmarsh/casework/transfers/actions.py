from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.lifecycle import OPEN, TO_TRANSFER
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.neighbours.models import Neighbour
from saltmarsh.casework.neighbours.queries import OFFICER, holding
from saltmarsh.casework.transfers import (
    crossing,
    linking,
    packing,
    queries,
    rules,
)
from saltmarsh.casework.transfers.lifecycle import (
    ACCEPT,
    DECLINE,
    RECEIVED,
    REFUSE,
    SIGN,
    SUBMIT,
    TAKE_BACK,
    Stage,
    Why,
)
from saltmarsh.casework.transfers.models import Received, Transfer
from saltmarsh.casework.transfers.telling import (
    ARRIVED,
    TO_SIGN,
    TOLD_OFFICER,
    note,
    place_of,
    tell_officers,
)
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import Move


@dataclass(frozen=True)
class Wish:
    """Which panel is to lead from now on, why, and which parts of the pack it gets. to:
    on this installation, or on another by its mailbox.
    """

    to: Partnership | Neighbour
    why: Why
    words: str
    parts: Sequence[str]


def refuse_for(barriers: Sequence[str]) -> None:
    if barriers:
        raise Refused(*barriers)


@transaction.atomic
def draft(
    case: Case, *, wish: Wish, version: int | None = None, by: Membership
) -> Transfer:
    """Write down a transfer with its pack as it stands now; nothing is sent yet.

    Raises Refused with the barriers, and StaleCase.
    """
    held = cases.lock(case, version=version)
    seen = packing.basis_is_seen(case, by)
    refuse_for(
        rules.barriers_to_asking(
            is_open=held.stage in OPEN,
            is_asked=case.transfers.open().exists(),
            is_basis_seen=seen,
        )
        + rules.barriers_to_sending(wish.parts, words=wish.words)
    )
    made = Transfer(
        partnership=by.partnership,
        case=case,
        to=wish.to if isinstance(wish.to, Partnership) else None,
        neighbour=wish.to if isinstance(wish.to, Neighbour) else None,
        why=wish.why,
        parts=sorted(wish.parts),
        by=by.user,
    )
    made.words = wish.words
    made.pack = packing.pack(case, wish.parts, by)
    made.record = packing.record(case, wish.parts)
    made.save()
    cases.change(case)
    note("transfer.drafted", made, by.user)
    return made


@transaction.atomic
def submit(transfer: Transfer, *, by: Membership) -> None:
    """Ask for a second signature."""
    move(transfer, SUBMIT)
    transfer.save(update_fields=["stage"])
    place = place_of(transfer)
    for member in queries.signers(transfer):
        notices.tell(by.partnership, kind=TO_SIGN, place=place, member=member)
    note("transfer.submitted", transfer, by.user)


@transaction.atomic
def sign(transfer: Transfer, *, by: Membership) -> None:
    """Sign, and leave the pack with the other panel, or e-mail it a link that opens
    nothing without a code. The data protection officers are told. Raises Refused with
    the barriers.
    """
    held = cases.lock(transfer.case)
    move(transfer, SIGN)
    to = Partnership.objects.get(pk=transfer.to_id) if transfer.to_id else None
    refuse_for(
        rules.barriers_to_signing(
            is_own=transfer.by_id == by.user_id,
            has_officer=bool(holding(by.partnership, OFFICER)),
            is_open=held.stage in OPEN,
            takes=to is None or queries.does_take(to),
        )
    )
    transfer.signed_by, transfer.sent_at = by.user, timezone.now()
    if to is None:
        linking.begin(transfer)
    changed = ["stage", "signed_by", "sent_at", "link", "lapses_at"]
    transfer.save(update_fields=changed)
    if held.stage in TO_TRANSFER:
        # What the panel decided is asked: from now on its answer is waited for.
        cases.wait(transfer.case, "", None)
    tell_officers(by.partnership)
    note("transfer.signed", transfer, by.user)
    if to:
        crossing.leave(transfer, to)


@transaction.atomic
def refuse(transfer: Transfer, *, words: str, by: Membership) -> None:
    """Refuse to sign: nothing is sent. Raises Refused for whoever wrote it."""
    move(transfer, REFUSE)
    if transfer.by_id == by.user_id:
        raise Refused(_("You wrote this yourself: take it back instead"))
    end(transfer, words, by.user)
    note("transfer.refused", transfer, by.user)


@transaction.atomic
def take_back(transfer: Transfer, *, words: str, by: Membership) -> None:
    """Take it back before it is answered, there as well. Raises MoveNotAllowed when it
    was answered.
    """
    was_sent = transfer.sent_at is not None
    case = cases.hold(transfer.case)
    move(transfer, TAKE_BACK)
    crossing.wait_again(case)
    end(transfer, words, by.user)
    note("transfer.taken_back", transfer, by.user)
    if was_sent and transfer.to_id:
        crossing.take_back(transfer)
    linking.end_link(transfer)


def end(transfer: Transfer, words: str, by: User) -> None:
    transfer.ended_at, transfer.ended_by, transfer.ending = timezone.now(), by, words
    changed = ["stage", "ended_at", "ended_by", "sealed_ending"]
    transfer.save(update_fields=changed)


def move(transfer: Transfer, step: Move) -> None:
    """Move it on as the database now has it; what waited for it is done."""
    crossing.step(transfer, step)


@transaction.atomic
def accept(
    received: Received, *, leading: Leading | None, words: str, by: Membership
) -> Case:
    """Take the case over: it is opened here, and ends there in the same moment.

    leading: who leads it here. Raises Refused with the barriers.
    """
    answered(received, ACCEPT)
    refuse_for(
        rules.barriers_to_answering(accepts=True, words=words, leads=bool(leading))
    )
    assert leading  # noqa: S101 - the barriers say so
    case = crossing.open_here(received, leading, by)
    received.case, received.answered_at = case, timezone.now()
    received.answered_by = by.user
    received.save(
        update_fields=["stage", "case", "answered_at", "answered_by", "kept_until"]
    )
    audit.record("transfer.accepted_here", received, by=by.user_id, case=str(case.pk))
    crossing.give_answer(received, ACCEPT, words)
    return case


@transaction.atomic
def decline(received: Received, *, words: str, by: Membership) -> None:
    """Decline: the case stays where it is, and what was handed over is erased here.

    Raises Refused without words.
    """
    answered(received, DECLINE)
    refuse_for(rules.barriers_to_answering(accepts=False, words=words, leads=False))
    received.answered_at, received.answered_by = timezone.now(), by.user
    crossing.give_answer(received, DECLINE, words)
    crossing.erase(received)
    audit.record("transfer.declined_here", received, by=by.user_id)


def answered(received: Received, step: Move) -> None:
    held = Received.objects.select_for_update(of=("self",)).get(pk=received.pk)
    received.stage = Stage(RECEIVED.after(held.stage, step))
    notices.done(received.partnership, kind=ARRIVED, about_id=received.pk)


@transaction.atomic
def read_register(partnership: Partnership, *, by: User) -> None:
    """Take the officer's notice away until another transfer is asked."""
    notices.done(partnership, kind=TOLD_OFFICER, about_id=partnership.pk)
    audit.note(
        "transfer.register_read",
        partnership_id=partnership.pk,
        about=("transfers.Transfer", []),
        by=by.pk,
    )
