"""Who takes cases over, what was asked and answered, and who keeps what access."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saltmarsh.casework.cases.models import Case
from saltmarsh.casework.doors import queries as doors
from saltmarsh.casework.neighbours.models import Neighbour
from saltmarsh.casework.neighbours.queries import holding
from saltmarsh.casework.transfers.lifecycle import Part
from saltmarsh.casework.transfers.models import Received, Transfer, TransferQuerySet
from saltmarsh.casework.transfers.rules import ANSWERING
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.calendar import working_days
from saltmarsh.foundation.partnerships import queries as partnerships
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of
from saltmarsh.foundation.prepared import Prepared

TAKES = Setting(
    "transfers.takes",
    _("Other Channel panels may ask us to take a case over"),
    default="no",
    kind="yes_no",
    hint=_(
        "For panels in England and Wales alone. If yes, other partnerships of this "
        "service see your name in their list."
    ),
)
REMIND_DAYS = Setting(
    "clock.transfers.answer",
    _("Days in which another panel answers a transfer"),
    default=5,
    kind="number",
    hint=_(
        "Working days. Your own limit: no law sets it. The case’s lead owns it and is "
        "reminded; then the managers hear."
    ),
)
LINK_DAYS = Setting(
    "transfers.link_days",
    _("Days for which a link to a hand-over pack opens it"),
    default=14,
    kind="number",
    hint=_(
        "For a panel that does not use this service. Then the transfer lapses. No law "
        "sets it: your authority does."
    ),
)
SETTINGS = [TAKES, LINK_DAYS]
CLOCKS = [REMIND_DAYS]
PEOPLE = ("neighbour__by", "by", "signed_by", "ended_by")


@dataclass(frozen=True)
class Line:
    """A line of the register: never whose case it is. side: "ours" or "theirs"."""

    at: datetime | None
    side: str
    other: str
    by: str
    signed_by: str
    parts: tuple[str, ...]
    stage: str


def does_take(other: Partnership) -> bool:
    return bool(value_of(other, TAKES) == "yes")


def others(partnership: Partnership) -> list[Partnership]:
    """Return the partnerships of this installation whose panels take cases over."""
    every = (one for one in partnerships.every() if one.pk != partnership.pk)
    return sorted(filter(does_take, every), key=str)


def elsewhere(partnership: Partnership) -> list[Neighbour]:
    """Return the partnerships of other installations whose mailbox is registered."""
    return list(partnership.neighbours.select_related("by").order_by("name"))


def transfer_at(partnership: Partnership, token: str) -> Transfer | None:
    """Return the transfer that the link `token` opens, unless its time is over."""
    link = doors.any_link_at(partnership, token)
    held = Transfer.objects.filter(partnership=partnership, link=link)
    loaded = held.select_related(
        "partnership", "case__lead__user", "case__partnership", "neighbour", "link"
    )
    return loaded.select_related(*PEOPLE).first() if link else None


def answering(partnership: Partnership) -> list[Membership]:
    """Return those who answer here what other panels ask."""
    return [member for role in ANSWERING for member in holding(partnership, role)]


def signers(transfer: Transfer) -> list[Membership]:
    """Return who may sign: others of those roles, who may see the case."""
    now, case = timezone.now(), Case.objects.filter(pk=transfer.case_id)
    return [
        member
        for member in answering(transfer.partnership)
        if member.user_id != transfer.by_id and case.seen_by(member, now).exists()
    ]


def of_case(case: Case) -> Transfer | None:
    """Return the newest transfer of the case, however it ended."""
    return OF_CASE.first(case=case.pk)


def came_with(case: Case) -> Received | None:
    """Return what the case came with, where another panel handed it over."""
    return CAME_WITH.first(case=case.pk)


OF_CASE: Prepared[Transfer] = Prepared(
    lambda case: (
        Transfer.objects.filter(case=case)
        .select_related("to", *PEOPLE)
        .order_by("-created_at")[:1]
    )
)
CAME_WITH: Prepared[Received] = Prepared(
    lambda case: Received.objects.filter(case=case).select_related(
        "asked_from", "answered_by"
    )[:1]
)


def asked_by_us(member: Membership, now: datetime) -> TransferQuerySet:
    """Return the transfers of cases that `member` may see."""
    held = Transfer.objects.filter(partnership_id=member.partnership_id)
    seen = held.seen_by(member, now)
    return seen.select_related("partnership", "case__lead__user", "to", "link", *PEOPLE)


def late(partnership: Partnership, now: datetime) -> list[Transfer]:
    """Return the transfers that nobody there has answered in time."""
    asked = partnership.transfers.asked_before(now - timedelta(days=1))
    held = asked.select_related(
        "partnership", "case__partnership", "case__lead__user", "neighbour"
    )
    return [one for one in held if runs_out(one) <= now]


def runs_out(transfer: Transfer) -> datetime:
    """Return until when the other panel is to answer."""
    assert transfer.sent_at  # noqa: S101 - only what was sent waits for an answer
    days = int(value_of(transfer.partnership, REMIND_DAYS))
    return working_days.end_of(transfer.sent_at, days)


def register(partnership: Partnership) -> list[Line]:
    """Return every transfer that was asked or received, the newest first."""
    ours = partnership.transfers.filter(sent_at__isnull=False)
    theirs = partnership.received_transfers.select_related("asked_from", "answered_by")
    lines = [
        *map(line_of_ours, ours.select_related("to", "neighbour", "by", "signed_by")),
        *map(line_of_theirs, theirs),
    ]
    return sorted(lines, key=lambda line: str(line.at), reverse=True)


def line_of_ours(one: Transfer) -> Line:
    signer, stage = str(one.signed_by), str(one.get_stage_display())
    parts = in_words(one.parts)
    return Line(one.sent_at, "ours", one.to_whom, str(one.by), signer, parts, stage)


def line_of_theirs(one: Received) -> Line:
    who, stage = str(one.answered_by or ""), str(one.get_stage_display())
    parts = in_words(one.parts)
    return Line(one.created_at, "theirs", str(one.asked_from), who, "", parts, stage)


def in_words(parts: list[str]) -> tuple[str, ...]:
    """Return parts of a pack in words, each once, in their order."""
    return tuple(str(part.label) for part in Part if part in parts)
