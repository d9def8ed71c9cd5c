"""Whom we may ask about whom, what may be sent, and what was asked and answered."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.doors import queries as doors
from saltmarsh.casework.links import queries as links
from saltmarsh.casework.neighbours import rules
from saltmarsh.casework.neighbours.lifecycle import Fact, Ground
from saltmarsh.casework.neighbours.models import (
    Enquiry,
    Neighbour,
    Received,
    RequestQuerySet,
)
from saltmarsh.casework.people import queries as people
from saltmarsh.casework.people.lifecycle import Kind
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.triage import queries as triage
from saltmarsh.casework.triage.kinds import Kind as Decided
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.partnerships import queries as partnerships
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of

ANSWERS = Setting(
    "neighbours.answers",
    _("We answer other partnerships’ requests"),
    default="no",
    kind="yes_no",
    hint=_("If yes, other partnerships of this service see your name in their list."),
)
LAPSE_DAYS = Setting(
    "neighbours.lapse_days",
    _("Days until a request to another partnership lapses without an answer"),
    default=14,
    kind="number",
    hint=_("No law sets it: your authority does."),
)
KEEP_DAYS = Setting(
    "neighbours.keep_days",
    _("Days until who was asked about is erased from a request that is done with"),
    default=30,
    kind="number",
    hint=_("Of requests that you receive. No law sets it: your authority does."),
)
SETTINGS = [ANSWERS, LAPSE_DAYS, KEEP_DAYS]
# Names of roles: what each may do is said in `access`.
MANAGER, OFFICER = "manager", "data_protection_officer"


@dataclass(frozen=True)
class Whom:
    """The one partnership that is asked: here, or elsewhere by its mailbox."""

    to: Partnership | None = None
    neighbour: Neighbour | None = None


@dataclass(frozen=True)
class Line:
    """A line of the register: never whom a request is about. side: "ours" or "theirs"."""

    at: datetime | None
    side: str
    other: str
    by: str
    signed_by: str
    kinds: tuple[str, ...]
    stage: str


def offered(referral: Referral, by: Membership) -> list[rules.Known]:
    """Return the facts that may be sent, as they stand now: those of this referral, and
    behind them what only linked ones tell that `by` may open.
    """
    known = people.known([referral, *beside(referral, by)])
    every = [
        rules.Known(
            key_of(one),
            kind,
            one.text,
            "" if one.referral.pk == referral.pk else one.referral.reference,
        )
        for kind in Fact.values
        for one in known[Kind(kind)]
        if not one.is_corrected
    ]
    return rules.each_once(every)


def beside(referral: Referral, by: Membership) -> list[Referral]:
    """Return the linked referrals whose facts may be sent beside: everybody who may open
    the referral reads the request, so each must be as open to them.
    """
    linked = links.linked_to(referral, by, timezone.now())
    return [
        one.referral
        for one in linked
        if rules.is_as_open(
            restricted=(referral.is_restricted, one.referral.is_restricted),
            teams=(referral.team_id, one.referral.team_id),
        )
    ]


def key_of(one: people.Known) -> str:
    """Return what a form calls a fact: another text is another key."""
    return hashlib.sha256(f"{one.kind}:{one.text}".encode()).hexdigest()[:16]


def grounds_of(referral: Referral) -> list[Ground]:
    """Return what lets somebody ask another partnership about this person."""
    decided = triage.latest(referral, Decided.SECTION_36)
    homes = [home(one) for one in people.known([referral])[Kind.HOME]]
    return rules.grounds(section_36=decided.code if decided else "", homes=homes)


def home(one: people.Known) -> rules.Home:
    value: dict[str, Any] = {} if one.is_corrected else (one.value or {})
    return rules.Home(
        one.text,
        is_recorded=one.fact is not None and not one.is_corrected,
        since=value.get("since", ""),
        until=value.get("until", ""),
    )


def does_answer(other: Partnership) -> bool:
    return bool(value_of(other, ANSWERS) == "yes")


def others(partnership: Partnership) -> list[Partnership]:
    """Return the partnerships of this installation that let themselves be asked."""
    every = (one for one in partnerships.every() if one.pk != partnership.pk)
    return sorted(filter(does_answer, every), key=str)


def has_open(referral: Referral, whom: Whom, by: Membership) -> bool:
    """Tell whether the same partnership is being asked about the same person, as far
    as `by` may know.
    """
    linked = links.linked_to(referral, by, timezone.now())
    same = [referral.pk, *(one.referral.pk for one in linked)]
    asked = Enquiry.objects.open().filter(
        partnership_id=referral.partnership_id, to=whom.to, neighbour=whom.neighbour
    )
    return asked.filter(referral__in=same).exists()


def holding(partnership: Partnership, role: str) -> list[Membership]:
    """Return those who hold a role here now."""
    held = partnership.memberships.active().filter(role=role)
    return list(held.select_related("user").order_by("created_at"))


def signers(enquiry: Enquiry) -> list[Membership]:
    """Return the managers who may sign: others, who may open the referral."""
    now, every = timezone.now(), Referral.objects.filter(pk=enquiry.referral_id)
    return [
        member
        for member in holding(enquiry.partnership, MANAGER)
        if member.user_id != enquiry.by_id and every.seen_by(member, now).exists()
    ]


def asked_by_us(member: Membership, now: datetime) -> RequestQuerySet:
    """Return the requests about people whose referral `member` may open."""
    referrals = Referral.objects.filter(partnership_id=member.partnership_id)
    held = Enquiry.objects.filter(partnership_id=member.partnership_id)
    seen = held.about(referrals.seen_by(member, now))
    return seen.select_related(
        "partnership", "referral", "to", "neighbour", "by", "signed_by"
    )


def enquiry_at(partnership: Partnership, token: str) -> Enquiry | None:
    """Return the request that the link `token` opens, unless its time is over."""
    link = doors.any_link_at(partnership, token)
    held = Enquiry.objects.filter(partnership=partnership, link=link)
    loaded = held.select_related("partnership", "neighbour", "link", "by", "referral")
    return loaded.first() if link else None


def register(partnership: Partnership) -> list[Line]:
    """Return every request that was sent or received, the newest first."""
    ours = partnership.enquiries.filter(sent_at__isnull=False)
    theirs = partnership.received_enquiries.select_related("asked_from", "answered_by")
    lines = [
        *lines_of(ours.select_related("to", "neighbour", "by", "signed_by")),
        *map(line_of_received, theirs),
    ]
    return sorted(lines, key=lambda line: str(line.at), reverse=True)


def lines_of(enquiries: RequestQuerySet) -> Iterator[Line]:
    for one in enquiries:
        stage = str(one.get_stage_display())
        by, signer = str(one.by), str(one.signed_by)
        kinds = in_words(one.kinds)
        yield Line(one.sent_at, "ours", one.to_whom, by, signer, kinds, stage)


def line_of_received(one: Received) -> Line:
    answered = str(one.answered_by or "")
    stage, kinds = str(one.get_stage_display()), in_words(one.kinds)
    return Line(
        one.created_at, "theirs", str(one.asked_from), answered, "", kinds, stage
    )


def in_words(kinds: list[str]) -> tuple[str, ...]:
    """Return kinds of facts in words, each once, in their order."""
    return tuple(str(kind.label) for kind in Fact if kind in kinds)
