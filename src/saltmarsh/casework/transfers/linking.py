"""A transfer to a panel that is not on this installation: asked by a link, which opens
nothing without a code sent to the registered mailbox, and answered there.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.cases import actions as cases
from saltmarsh.casework.cases.lifecycle import OPEN
from saltmarsh.casework.routing import actions as routing
from saltmarsh.casework.routing.models import Link
from saltmarsh.casework.transfers import crossing, queries, rules
from saltmarsh.casework.transfers.lifecycle import ACCEPT, DECLINE, LAPSE, Stage
from saltmarsh.casework.transfers.models import Transfer
from saltmarsh.casework.transfers.rules import Answerer
from saltmarsh.casework.transfers.telling import LAPSED, note, tell_asker
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import value_of
from saltmarsh.foundation.refusals import Refused


def refuse_for(barriers: Sequence[str]) -> None:
    if barriers:
        raise Refused(*barriers)


def begin(transfer: Transfer) -> None:
    """Give a transfer that is being signed its link, and e-mail it. The caller saves."""
    days = int(value_of(transfer.partnership, queries.LINK_DAYS))
    transfer.lapses_at = timezone.now() + timedelta(days=days)
    send(transfer)


def send(transfer: Transfer) -> None:
    """E-mail the registered mailbox a new link; one before it opens nothing any more."""
    assert transfer.neighbour  # noqa: S101 - a constraint: here or elsewhere
    assert transfer.lapses_at  # noqa: S101 - a constraint: what is sent has an end
    end_link(transfer)
    until = transfer.lapses_at
    transfer.link, token = routing.make_link(transfer.partnership, until=until)
    notices.mail(
        transfer.partnership,
        to=transfer.neighbour.mailbox,
        template="transfers/link",
        fills={"page": ("public:transfer", [token])},
        by=None,
    )


def end_link(transfer: Transfer) -> None:
    if transfer.link_id:
        Link.objects.filter(pk=transfer.link_id).update(expires_at=timezone.now())


@transaction.atomic
def send_again(transfer: Transfer, *, by: Membership | None) -> None:
    """E-mail a new link in place of the one that was sent; it ends on the same day.

    by: nobody where the clock reminds. Raises Refused with the barriers.
    """
    held = Transfer.objects.select_for_update(of=("self",)).get(pk=transfer.pk)
    waits = held.stage == Stage.ASKED and held.neighbour_id is not None
    refuse_for(rules.barriers_to_sending_again(waits=waits))
    transfer.reminded_at = timezone.now()
    send(transfer)
    transfer.save(update_fields=["link", "reminded_at"])
    note("transfer.sent_again", transfer, by.user if by else None)


@transaction.atomic
def note_opened(transfer: Transfer, *, link: Link) -> None:
    """Note that the code of its link was entered; the access log has each page."""
    if transfer.opened_at is None:
        transfer.opened_at = timezone.now()
        transfer.save(update_fields=["opened_at"])
    note("transfer.opened", transfer, link)


@transaction.atomic
def answer(transfer: Transfer, *, accepts: bool, who: Answerer, link: Link) -> None:
    """Take what the other panel answers: only an acceptance ends the case here, in the
    same moment. The link of an accepted one opens the pack until its day.

    Raises Refused with the barriers, and MoveNotAllowed when it was answered, was taken
    back or has lapsed.
    """
    assert transfer.sent_at  # noqa: S101 - only what was sent has a link
    now = timezone.now()
    asked_on, today = map(timezone.localdate, (transfer.sent_at, now))
    refuse_for(
        rules.barriers_by_link(who, accepts=accepts, asked_on=asked_on, today=today)
    )
    # The case before its transfer, as everybody who changes it takes them.
    case = cases.hold(transfer.case)
    crossing.step(transfer, ACCEPT if accepts else DECLINE)
    transfer.ended_at, transfer.ending = now, who.words
    transfer.answerer = asdict(who) | {"on": who.on.isoformat() if who.on else ""}
    changed = ["stage", "ended_at", "sealed_ending", "sealed_answerer"]
    transfer.save(update_fields=changed)
    if not accepts:
        end_link(transfer)
        crossing.wait_again(case)
    elif case.stage in OPEN:
        assert transfer.signed_by  # noqa: S101 - a constraint: sent when signed
        # Whoever signed said that the case ends once it is accepted.
        signer = Membership(partnership=transfer.partnership, user=transfer.signed_by)
        crossing.let_go(transfer, signer)
    tell_asker(transfer)
    note(f"transfer.{transfer.stage}_by_link", transfer, link)


@transaction.atomic
def lapse(transfer: Transfer) -> None:
    """End a transfer that nobody answered while its link opened; the case goes on."""
    case = cases.hold(transfer.case)
    crossing.step(transfer, LAPSE)
    crossing.wait_again(case)
    transfer.ended_at = timezone.now()
    transfer.save(update_fields=["stage", "ended_at"])
    tell_asker(transfer, kind=LAPSED)
    note("transfer.lapsed", transfer, None)


def lapse_old(partnership: Partnership) -> int:
    """Let every transfer lapse whose link has run out; return how many."""
    over = partnership.transfers.over(timezone.now())
    every = list(over.select_related("partnership", "case__lead__user"))
    for transfer in every:
        lapse(transfer)
    return len(every)
