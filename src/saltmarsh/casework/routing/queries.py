"""Where referrals go, and what is known of each delivery."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.desks import queries as desks
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.routing.lifecycle import State
from saltmarsh.casework.routing.models import (
    Delivery,
    DeliveryQuerySet,
    Proof,
    Ring,
)
from saltmarsh.foundation.accounts.models import Membership, TeamPlace
from saltmarsh.foundation.notices.models import Email
from saltmarsh.foundation.notices.models import State as Post
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting
from saltmarsh.foundation.prepared import Prepared

RING_MINUTES = Setting(
    "routing.ring_minutes",
    _("Minutes between one reminder of an unacknowledged delivery and the next"),
    default=60,
    kind="number",
)
LINK_DAYS = Setting(
    "routing.link_days",
    _("Days that the link in a delivery e-mail opens something"),
    default=14,
    kind="number",
)
PROOF_MAILBOX = Setting(
    "routing.proof_mailbox",
    _("E-mail address that the daily test referral is delivered to"),
    hint=_("Left empty, the address that the service sends from"),
    kind="email",
)
SETTINGS = [RING_MINUTES, LINK_DAYS, PROOF_MAILBOX]
# What callers know as routing's, and desks decides.
home_team = desks.home_team
barriers_to_publishing = desks.barriers_to_publishing
# The sub-key under which links, codes and browsers are looked up.
LINKS = "links"
# How often a delivery rings before it only stands on the list, in red.
MOST_RINGS = 6


@dataclass(frozen=True)
class Rung:
    """One time that somebody was told. kind: a RingKind; to: who, in words."""

    kind: str
    at: datetime
    to: str
    state: str
    attempts: int
    error: str


@dataclass(frozen=True)
class Delivered:
    """What is known of one delivery, for a list or for the referral's page.

    by: who acknowledged it, in words. is_late: not acknowledged in the set time.
    """

    pk: uuid.UUID
    referral_id: uuid.UUID
    reference: str
    desk: str
    state: State
    queued_at: datetime
    sent_at: datetime | None
    opened_at: datetime | None
    acknowledged_at: datetime | None
    by: str
    due_at: datetime
    is_late: bool
    rings: tuple[Rung, ...]


def deliveries_of(referral: Referral) -> list[Delivered]:
    """Return the deliveries of one referral, in the order they were queued."""
    held = DELIVERIES.all(referral=referral.pk)
    rings: dict[uuid.UUID, list[Ring]] = {delivery.pk: [] for delivery in held}
    for ring in RINGS.all(referral=referral.pk) if held else []:
        rings[ring.delivery_id].append(ring)
    now = timezone.now()
    for delivery in held:
        delivery.referral = referral
    return [describe(delivery, rings[delivery.pk], now) for delivery in held]


def described(deliveries: QuerySet[Delivery]) -> list[Delivered]:
    """Return `deliveries` in their order, in two queries however many."""
    loaded = deliveries.select_related("desk", "referral", "acknowledged_by")
    now = timezone.now()
    return [
        describe(delivery, list(delivery.rings.all()), now)
        for delivery in loaded.prefetch_related(Prefetch("rings", queryset=told()))
    ]


def told() -> QuerySet[Ring]:
    """Return every time that somebody was told, with whom, the first before."""
    return Ring.objects.select_related("email", "member__user").order_by("created_at")


DELIVERIES: Prepared[Delivery] = Prepared(
    lambda referral: (
        Delivery.objects.filter(referral=referral)
        .select_related("desk", "acknowledged_by")
        .order_by("created_at")
    )
)
RINGS: Prepared[Ring] = Prepared(
    lambda referral: told().filter(delivery__referral=referral)
)


def describe(delivery: Delivery, rings: list[Ring], now: datetime) -> Delivered:
    emails = [ring.email for ring in rings if ring.email]
    sent = [email.sent_at for email in emails if email.sent_at]
    acknowledged = delivery.acknowledged_at
    return Delivered(
        pk=delivery.pk,
        referral_id=delivery.referral_id,
        reference=delivery.referral.reference,
        desk=delivery.desk.name,
        state=state(delivery, emails),
        queued_at=delivery.created_at,
        sent_at=min(sent, default=None),
        opened_at=delivery.opened_at,
        acknowledged_at=acknowledged,
        by=who(delivery),
        due_at=delivery.due_at,
        is_late=acknowledged is None and delivery.due_at <= now,
        rings=tuple(rung(ring, delivery.desk.name) for ring in rings),
    )


def state(delivery: Delivery, emails: Iterable[Email]) -> State:
    """Return how far the delivery is known to have come."""
    posts = {email.state for email in emails}
    if delivery.acknowledged_at:
        return State.ACKNOWLEDGED
    if delivery.opened_at:
        return State.OPENED
    if Post.SENT in posts:
        return State.SENT
    return State.FAILED if posts == {Post.FAILED} else State.QUEUED


def who(delivery: Delivery) -> str:
    if delivery.acknowledged_at is None:
        return ""
    if delivery.acknowledged_by is None:
        return str(_("Somebody with the code sent to the mailbox"))
    return str(delivery.acknowledged_by)


def rung(ring: Ring, desk: str) -> Rung:
    email = ring.email
    return Rung(
        kind=ring.kind,
        at=ring.created_at,
        to=str(ring.member) if ring.member else desk,
        state=email.state if email else "",
        attempts=email.attempts if email else 0,
        error=email.error if email else "",
    )


def seen_deliveries(member: Membership, now: datetime) -> DeliveryQuerySet:
    """Return the deliveries of the referrals that `member` may see."""
    referrals = Referral.objects.filter(partnership_id=member.partnership_id)
    return Delivery.objects.filter(
        partnership_id=member.partnership_id,
        referral__in=referrals.seen_by(member, now),
    )


def answerable_by(member: Membership) -> DeliveryQuerySet:
    """Return the deliveries that `member` may acknowledge: to desks of their teams,
    or where they are the named fallback.
    """
    held = Delivery.objects.filter(partnership_id=member.partnership_id)
    places = TeamPlace.objects.filter(member=member).values("team_id")
    return held.filter(desk__team_id__in=places) | held.filter(desk__fallback=member)


def waiting_too_long(partnership: Partnership, *, minutes: int) -> bool:
    """Tell whether a ring is overdue: that the job that rings is not run."""
    limit = timezone.now() - timedelta(minutes=minutes)
    return Delivery.objects.filter(
        partnership=partnership, rings_at__lte=limit
    ).exists()


def last_proof(partnership: Partnership, *, is_well: bool = False) -> Proof | None:
    """Return the latest proof of the whole path, or the latest that went well."""
    proofs = (
        partnership.proofs.filter(missing="") if is_well else partnership.proofs.all()
    )
    return proofs.order_by("-created_at").first()
