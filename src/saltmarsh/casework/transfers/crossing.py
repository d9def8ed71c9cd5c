"""What goes from one panel to the other: the only place here that enters two.

Each is entered in turn, in one transaction, so that a case is never led by both, nor by
neither.
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from saltmarsh.casework.allocation import actions as allocation
from saltmarsh.casework.allocation.queries import Sight
from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases import leading as handing
from saltmarsh.casework.cases import queries as sight
from saltmarsh.casework.cases.lifecycle import OPEN, TO_TRANSFER, TRANSFER
from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.cases.queries import Leading
from saltmarsh.casework.closing import actions as closing
from saltmarsh.casework.closing.actions import Feedback
from saltmarsh.casework.gathering import actions as gathering
from saltmarsh.casework.neighbours.crossing import inside
from saltmarsh.casework.opening import actions as opening
from saltmarsh.casework.referrals import handed
from saltmarsh.casework.referrals.actions import Arrival
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.routing import queries as routes
from saltmarsh.casework.support import actions as support
from saltmarsh.casework.support.lifecycle import State
from saltmarsh.casework.transfers.lifecycle import (
    ACCEPT,
    LIFECYCLE,
    RECEIVED,
    TAKE_BACK,
    Stage,
)
from saltmarsh.casework.transfers.models import Received, Transfer
from saltmarsh.casework.transfers.telling import (
    ARRIVED,
    ESCALATED,
    LATE,
    TO_SIGN,
    note,
    tell_answering,
    tell_asker,
    tell_officers,
)
from saltmarsh.casework.triage import actions as triage
from saltmarsh.casework.triage.kinds import Grounds, Told
from saltmarsh.casework.triage.queries import Decider, Why
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.workflow.lifecycle import Move

CHANNEL = "transfer"


def step(transfer: Transfer, move: Move) -> None:
    """Move a transfer on as the database now has it; what waited for it is done."""
    held = Transfer.objects.select_for_update(of=("self",)).get(pk=transfer.pk)
    transfer.stage = Stage(LIFECYCLE.after(held.stage, move))
    for kind in (TO_SIGN, LATE, ESCALATED):
        notices.done(transfer.partnership, kind=kind, about_id=transfer.pk)


def leave(transfer: Transfer, other: Partnership) -> None:
    """Leave the pack there, sealed under that partnership's keys."""
    words, pack, record = transfer.words, transfer.pack, transfer.record
    received = Received(
        kept_until=sight.kept_until(transfer.case, timezone.now()),
        partnership=other,
        transfer=transfer.pk,
        asked_from=transfer.partnership,
        why=transfer.why,
        parts=transfer.parts,
    )
    with inside(other, back_to=transfer.partnership):
        received.words, received.pack, received.record = words, pack, record
        received.contact = {"name": str(transfer.by), "email": transfer.by.email}
        received.save()
        tell_answering(received)
        tell_officers(other)
        audit.record("transfer.received", received, by=None, by_kind="system")


def take_back(transfer: Transfer) -> None:
    """End the other side's copy, and erase what was handed over.

    Raises MoveNotAllowed where it was answered in the meantime.
    """
    assert transfer.to_id  # noqa: S101 - one elsewhere has a link, and no copy
    other = Partnership.objects.get(pk=transfer.to_id)
    with inside(other, back_to=transfer.partnership):
        every = Received.objects.select_for_update(of=("self",))
        received = every.select_related("partnership").get(transfer=transfer.pk)
        received.stage = Stage(RECEIVED.after(received.stage, TAKE_BACK))
        notices.done(other, kind=ARRIVED, about_id=received.pk)
        erase(received)
        audit.record("transfer.gone", received, by=None, by_kind="system")


def erase(received: Received) -> None:
    """Erase whom it was about, and everything else that was sealed."""
    keyring.erase(received.partnership, file_id=received.pk, by=None)
    received.sealed_words = received.sealed_pack = None
    received.sealed_record = received.sealed_contact = None
    received.save()


def open_here(received: Received, leading: Leading, by: Membership) -> Case:
    """Open the case on a record of the section 36 referral as it was handed over."""
    record = received.record
    said = {"panel": str(received.asked_from)} | record
    why = Why(
        _(
            "As handed over by %(panel)s with case %(case)s: decided there on "
            "%(decided_on)s by %(decided_by)s, on referral %(reference)s."
        )
        % said
    )
    referral = handed.take_over(
        by,
        handed=handed.Handed(record["version"], record["answers"], record["identity"]),
        arrival=Arrival(CHANNEL, datetime.fromisoformat(record["received_at"])),
        team=routes.home_team(received.partnership),
    )
    restrict_here(received, referral, (by, leading.member))
    decider = Decider(by)
    triage.acknowledge(referral, why=why, by=decider)
    triage.decide_section_36(referral, code=Grounds.MET, why=why, by=decider)
    told = Feedback(Told.NOT_TOLD)
    reason = _("The panel that handed it over answers to whoever referred it.")
    closing.give_feedback(referral, feedback=told, reason=reason, by=decider)
    return opening.open_on(referral, leading=leading, by=decider)


def restrict_here(
    received: Received, referral: Referral, named: tuple[Membership, ...]
) -> None:
    """Keep what is opened here to whoever accepted it and whoever leads, where it is
    kept to named people there now: the case takes this from its referral.
    """
    asker, now = received.asked_from, timezone.now()
    with inside(asker, back_to=received.partnership):
        transfer = asker.transfers.select_related("case").get(pk=received.transfer)
        received.kept_until = until = sight.kept_until(transfer.case, now)
    if until:
        said = {"panel": str(asker), "case": received.record["case"]}
        reason = _("Case %(case)s was kept to named people by %(panel)s.") % said
        members = tuple({member.pk: member for member in named}.values())
        # Whoever leads a case decides about its referrals.
        kept = Sight(members, deciding=1, until=until, reason=reason)
        allocation.restrict(referral, sight=kept, by=named[0])


def give_answer(received: Received, move: Move, words: str) -> None:
    """Record there what was answered here; there the case ends only if accepted."""
    asker, who = received.asked_from, received.answered_by
    assert who is not None  # noqa: S101 - it has just been answered
    with inside(asker, back_to=received.partnership):
        every = asker.transfers.select_related("partnership", "case__partnership")
        transfer = every.select_related("by", "signed_by").get(pk=received.transfer)
        # The case before its transfer, as everybody who changes it takes them.
        case = cases.hold(transfer.case)
        step(transfer, move)
        transfer.ended_at, transfer.ended_by = timezone.now(), who
        transfer.ending = words
        transfer.save(update_fields=["stage", "ended_at", "ended_by", "sealed_ending"])
        if move == ACCEPT and case.stage in OPEN:
            let_go(transfer, Membership(partnership=asker, user=who))
        elif move != ACCEPT:
            wait_again(case)
        tell_asker(transfer)
        note(f"transfer.{transfer.stage}", transfer, who)


def wait_again(case: Case) -> None:
    """Let a case whose transfer the panel decided wait for another, once the one that
    was asked has come to nothing. case: as the database had it before.
    """
    if case.stage in TO_TRANSFER and not case.due_for:
        cases.wind(case)


def let_go(transfer: Transfer, by: Membership) -> None:
    """End the case here: what others still do for it stops, and they lose sight of it.

    by: who accepted it there, who is no member here; or, where it was accepted by link,
    whoever signed.
    """
    case, now_there = transfer.case, _("Another panel leads the case from now on.")
    for wish in case.handovers.waiting():
        handing.take_back(wish, by=by)
    for action in case.support_actions.open():
        support.end(action, state=State.STOPPED, words=now_there, by=by)
    for asked in case.information_requests.open():
        gathering.withdraw(asked, reason=now_there, by=by)
    reasons = "\n".join([str(transfer.get_why_display()), *by_whom(transfer)])
    cases.move(case, TRANSFER, reasons=reasons, gone_to=transfer.to_whom, by=by.user)


def by_whom(transfer: Transfer) -> list[str]:
    """Return who answered it by link, in words; nobody where a member did."""
    if not (said := transfer.answerer):
        return []
    if transfer.stage != Stage.ACCEPTED:
        return [_("Declined by %(name)s, %(role)s.") % said]
    accepted = _(
        "Accepted by %(name)s, %(role)s, on %(on)s. Their reference: %(reference)s."
    )
    on = date_format(date.fromisoformat(said["on"]), "j F Y")
    return [accepted % (said | {"on": on})]
