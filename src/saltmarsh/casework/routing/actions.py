import secrets
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from saltmarsh.casework.desks import queries as desks
from saltmarsh.casework.desks import rules
from saltmarsh.casework.desks.models import Desk
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.routing import queries
from saltmarsh.casework.routing.models import Delivery, Link, Proof, Ring
from saltmarsh.casework.routing.models import RingKind as Kind
from saltmarsh.foundation.accounts.models import Membership, User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.notices import actions as notices
from saltmarsh.foundation.notices import working
from saltmarsh.foundation.notices.actions import Place
from saltmarsh.foundation.notices.models import Email
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import value_of
from saltmarsh.foundation.writing import at_once, insert

NEW, LATE = "delivery.new", "delivery.late"


@at_once
def queue(referral: Referral, *, age: int | None, area: str | None) -> list[Delivery]:
    """Queue the referral's delivery to each desk that the first fitting rule names.

    age: in whole years, None when not known. area: a postcode or its district, none
    when not known. The worker then sends the notices.
    """
    now = timezone.now()
    places = desks.destinations(referral.partnership, age=age, area=area or "")
    found = [
        Delivery(
            partnership_id=referral.partnership_id,
            referral=referral,
            desk_id=place.desk_id,
            due_at=(due := rules.due(now, within=place.within, unit=place.unit)),
            rings_at=due,
        )
        for place in places
    ]
    insert(*found)
    audit.note(
        "delivery.queued",
        partnership_id=referral.partnership_id,
        about=("routing.Delivery", [referral.pk, *(one.pk for one in found)]),
        by=None,
        by_kind="system",
    )
    working.later("routing.send", referral.partnership_id, referral=referral.pk)
    return found


@transaction.atomic
def send(partnership: Partnership, *, referral_id: str) -> None:
    """Tell each desk that was not told yet that a referral waits for it."""
    queued = partnership.deliveries.waiting().filter(
        referral_id=referral_id, rings=None
    )
    for delivery in queued.select_related("desk", "partnership"):
        tell_desk(delivery, kind=Kind.NOTICE)


def tell_desk(delivery: Delivery, *, kind: Kind) -> None:
    """E-mail the desk, and show its team a notice."""
    desk = delivery.desk
    if desk.team is None:
        ring(
            delivery,
            kind=kind,
            to=desk.mailbox,
            page=("public:delivery", new_link(delivery)),
        )
        return
    place = Place("desk:delivery", (str(delivery.pk),), delivery.pk)
    notices.tell(delivery.partnership, kind=NEW, place=place, team=desk.team)
    for member in desks.answering(desk):
        ring(delivery, kind=kind, to=member)


def ring(
    delivery: Delivery,
    *,
    kind: Kind,
    to: Membership | str,
    page: tuple[str, str] | None = None,
) -> Email:
    """E-mail one member or mailbox that the delivery waits, and keep that it was.

    page: the route and the one argument of where it is answered; for a member, the
    page of the delivery.
    """
    route, argument = page or ("desk:delivery", str(delivery.pk))
    email = notices.mail(
        delivery.partnership,
        to=to if isinstance(to, str) else to.user.email,
        template=f"routing/{kind}",
        fills={"page": (route, [argument])},
        by=None,
    )
    Ring.objects.create(
        partnership_id=delivery.partnership_id,
        delivery=delivery,
        kind=kind,
        member=None if isinstance(to, str) else to,
        email=email,
    )
    return email


def new_link(delivery: Delivery) -> str:
    """Return the secret of a new link to `delivery`."""
    days = int(value_of(delivery.partnership, queries.LINK_DAYS))
    ends = timezone.now() + timedelta(days=days)
    _link, token = make_link(delivery.partnership, until=ends, delivery=delivery)
    return token


def make_link(
    partnership: Partnership, *, until: datetime, delivery: Delivery | None = None
) -> tuple[Link, str]:
    """Return a new link and its secret, 256 random bits. Without a delivery it opens
    what names it.
    """
    token = secrets.token_urlsafe(32)
    link = Link.objects.create(
        partnership=partnership,
        delivery=delivery,
        look_up=keyring.look_ups(partnership.pk, queries.LINKS, token)[0],
        expires_at=until,
    )
    return link, token


@transaction.atomic
def ring_late(partnership: Partnership) -> int:
    """Ring every delivery that nobody acknowledged in time; return how many rang."""
    now = timezone.now()
    keys = list(partnership.deliveries.to_ring(now).values_list("pk", flat=True))
    late = partnership.deliveries.filter(pk__in=keys).select_for_update(
        skip_locked=True, of=("self",)
    )
    rang = list(late.select_related("desk", "partnership", "referral"))
    for delivery in rang:
        ring_again(delivery, now)
    return len(rang)


def ring_again(delivery: Delivery, now: datetime) -> None:
    """Tell the desk again; from the second time on, the named fallback."""
    fallback = delivery.desk.fallback
    place = Place("desk:delivery", (str(delivery.pk),), delivery.pk)
    owner, team = delivery.partnership, delivery.desk.team or delivery.referral.team
    kind = Kind.AGAIN
    notices.tell(owner, kind=LATE, place=place, team=team)
    if delivery.rung and fallback and fallback.left_at is None:
        kind = Kind.FALLBACK
        notices.tell(owner, kind=LATE, place=place, member=fallback)
        ring(delivery, kind=kind, to=fallback)
    else:
        tell_desk(delivery, kind=kind)
    wait = timedelta(minutes=int(value_of(owner, queries.RING_MINUTES)))
    delivery.rung += 1
    delivery.rings_at = now + wait if delivery.rung < queries.MOST_RINGS else None
    delivery.save(update_fields=["rung", "rings_at"])
    audit.record("delivery.rang", delivery, by=None, by_kind="system", kind=kind)


@transaction.atomic
def open_delivery(delivery: Delivery, *, by: User | None, link: Link | None) -> None:
    """Note that somebody signed in to the delivery, or entered its code."""
    if delivery.opened_at is None:
        delivery.opened_at, delivery.opened_by = timezone.now(), by
        delivery.save(update_fields=["opened_at", "opened_by"])
    key, kind = holder(by, link)
    audit.record("delivery.opened", delivery, by=key, by_kind=kind)


@transaction.atomic
def acknowledge(delivery: Delivery, *, by: User | None, link: Link | None) -> None:
    """Keep that a person at the desk has the referral: the proof. Doing it twice
    changes nothing.
    """
    held = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if held.acknowledged_at is not None:
        return
    held.acknowledged_at = timezone.now()
    held.acknowledged_by, held.rings_at = by, None
    if held.opened_at is None:
        held.opened_at, held.opened_by = held.acknowledged_at, by
    held.save()
    for kind in (NEW, LATE):
        notices.done(held.partnership, kind=kind, about_id=held.pk)
    key, kind = holder(by, link)
    audit.record("delivery.acknowledged", held, by=key, by_kind=kind)


def acknowledge_for(referral: Referral, *, by: Membership) -> None:
    """Acknowledge what was delivered of the referral to the desks of `by`'s teams."""
    mine = queries.answerable_by(by).filter(referral=referral, acknowledged_at=None)
    for delivery in mine:
        acknowledge(delivery, by=by.user, link=None)


def holder(by: User | None, link: Link | None) -> tuple[uuid.UUID | None, str]:
    """Return the key and kind of who did it, as events name them."""
    if by is not None:
        return by.pk, "user"
    return (link.pk, "link") if link else (None, "system")


@transaction.atomic
def send_test(desk: Desk, *, by: uuid.UUID | None) -> list[Email]:
    """E-mail the desk that this is a test, and nothing else."""
    held = desks.answering(desk) if desk.team else []
    addresses = [member.user.email for member in held] or [desk.mailbox]
    return [
        notices.mail(
            desk.partnership,
            to=to,
            template="routing/proof",
            fills={"desk": desk.name},
            by=by,
        )
        for to in addresses
        if to
    ]


def send_proof(delivery: Delivery) -> Email:
    """Hand a test notice to the mail server in place of the desk's; return it."""
    to = value_of(delivery.partnership, queries.PROOF_MAILBOX)
    email = notices.mail(
        delivery.partnership,
        to=to or settings.DEFAULT_FROM_EMAIL,
        template="routing/proof",
        fills={"desk": delivery.desk.name},
        by=None,
    )
    notices.send(delivery.partnership, email_id=str(email.pk))
    email.refresh_from_db()
    return email


@transaction.atomic
def note_proof(partnership: Partnership, *, missing: str) -> Proof:
    """Keep whether the whole path worked; `missing` names the step that did not."""
    proof = Proof.objects.create(partnership=partnership, missing=missing)
    audit.record("proof.made", proof, by=None, by_kind="system", missing=missing)
    return proof
