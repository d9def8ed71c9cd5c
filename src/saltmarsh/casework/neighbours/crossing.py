"""What goes from one partnership to another: the only place that enters two.

Each is entered in turn, nothing of the one is read in the other, and the one whose job
it is is entered again at the end. Nothing is searched there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.neighbours import actions, queries
from saltmarsh.casework.neighbours.lifecycle import LAPSE, RECEIVED, WITHDRAW, Stage
from saltmarsh.casework.neighbours.models import Enquiry, Received
from saltmarsh.casework.routing import actions as routing
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import value_of
from saltmarsh.foundation.workflow.lifecycle import Move


@contextmanager
def inside(other: Partnership, *, back_to: Partnership) -> Iterator[None]:
    """Enter the other partnership, and the own one again."""
    partnerships.enter(other)
    yield
    partnerships.enter(back_to)


@transaction.atomic
def deliver(partnership: Partnership, *, enquiry_id: str) -> None:
    """Bring a signed request there, unless that was done or it was taken back."""
    held = partnership.enquiries.filter(stage=Stage.SENT, delivered_at=None)
    enquiry = held.select_for_update().filter(pk=enquiry_id).first()
    if enquiry is None:
        return
    enquiry.partnership = partnership
    if enquiry.to:
        leave(enquiry, enquiry.to)
    else:
        send_link(enquiry)
    enquiry.delivered_at = timezone.now()
    enquiry.save(update_fields=["delivered_at", "link"])
    audit.record("enquiry.delivered", enquiry, by=None, by_kind="system")


def leave(enquiry: Enquiry, other: Partnership) -> None:
    """Leave a copy there, sealed under that partnership's keys."""
    facts, asker = enquiry.facts, enquiry.by
    received = Received(
        partnership=other,
        enquiry=enquiry.pk,
        asked_from=enquiry.partnership,
        kinds=enquiry.kinds,
        lapses_at=enquiry.lapses_at,
    )
    with inside(other, back_to=enquiry.partnership):
        received.facts = facts
        received.contact = {"name": str(asker), "email": asker.email}
        received.save()
        tell_managers(received)
        actions.tell_officers(other)
        audit.record("enquiry.received", received, by=None, by_kind="system")


def tell_managers(received: Received) -> None:
    arguments = [str(received.pk)]
    place = Place("desk:neighbour-received", tuple(arguments), received.pk)
    for member in queries.holding(received.partnership, queries.MANAGER):
        notices.tell(
            received.partnership, kind=actions.ARRIVED, place=place, member=member
        )
        notices.mail(
            received.partnership,
            to=member.user.email,
            template="neighbours/received",
            fills={"page": (place.route, arguments)},
            by=None,
        )


def send_link(enquiry: Enquiry) -> None:
    """E-mail the registered mailbox a link that opens nothing without a code."""
    enquiry.link, token = routing.make_link(
        enquiry.partnership, until=enquiry.lapses_at
    )
    assert enquiry.neighbour  # noqa: S101 - a constraint: here or elsewhere
    notices.mail(
        enquiry.partnership,
        to=enquiry.neighbour.mailbox,
        template="neighbours/link",
        fills={"page": ("public:neighbour", [token])},
        by=None,
    )


@transaction.atomic
def take_back(partnership: Partnership, *, enquiry_id: str) -> None:
    """End the other side's copy, and erase whom it was about."""
    enquiry = partnership.enquiries.select_related("to").get(pk=enquiry_id)
    assert enquiry.to  # noqa: S101 - deferred for these alone
    with inside(enquiry.to, back_to=partnership):
        copies = Received.objects.select_for_update().filter(enquiry=enquiry.pk)
        for received in copies.waiting().select_related("partnership"):
            end(received, WITHDRAW)
            erase(received)


@transaction.atomic
def give_answer(partnership: Partnership, *, received_id: str) -> None:
    """Record there what was answered here, unless they take no answer any more."""
    received = partnership.received_enquiries.get(pk=received_id)
    asker = received.asked_from
    with inside(asker, back_to=partnership):
        held = asker.enquiries.filter(stage=Stage.SENT, pk=received.enquiry)
        enquiry = held.select_related("partnership").first()
        if enquiry:
            who = str(received.answered_by)
            actions.take_answer(enquiry, answer=received.answer, who=who)


@transaction.atomic
def tidy(partnership: Partnership) -> None:
    """Let what is over lapse, on either side, and erase what was kept long enough."""
    now = timezone.now()
    for enquiry in partnership.enquiries.over(now).select_related("partnership"):
        actions.lapse(enquiry)
    for received in partnership.received_enquiries.over(now):
        end(received, LAPSE)
    days = timedelta(days=int(value_of(partnership, queries.KEEP_DAYS)))
    for received in partnership.received_enquiries.to_erase(now - days):
        erase(received)


def end(received: Received, move: Move) -> None:
    received.stage = Stage(RECEIVED.after(received.stage, move))
    actions.close(received)
    audit.record(
        "enquiry.ended", received, by=None, by_kind="system", stage=received.stage
    )


def erase(received: Received) -> None:
    """Erase whom it was about, and everything else that was sealed."""
    keyring.erase(received.partnership, file_id=received.pk, by=None)
    received.sealed_facts = received.sealed_contact = received.sealed_note = None
    received.erased_at = timezone.now()
    received.save()
