import json
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from saltmarsh.casework.identities import actions as identities
from saltmarsh.casework.identities.models import Kind
from saltmarsh.casework.referrals import answers as journey
from saltmarsh.casework.referrals import drafts, queries, reading, receipts, telling
from saltmarsh.casework.referrals.lifecycle import LIFECYCLE, Stage
from saltmarsh.casework.referrals.models import (
    Draft,
    Referral,
    Referrer,
    SchemaVersion,
    StageChange,
)
from saltmarsh.casework.referrals.schema import Depth, Schema, Whose
from saltmarsh.foundation.accounts.models import Membership, Team, User
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.documents import actions as documents
from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.workflow.lifecycle import Move
from saltmarsh.foundation.writing import at_once, insert, update

# The job that looks for earlier referrals, once this one can be found.
LOOK = "likenesses.look"
SIGHT = "likenesses.sight_changed"
# How many numbers of referrals a process takes from the database together.
BLOCK = 20
NEXT_NUMBERS = "SELECT nextval('referrals_numbers') FROM generate_series(1, %s)"
# {database: numbers that this process took there and has not given out}
_numbers: defaultdict[str, deque[int]] = defaultdict(deque)
# What sending changes in a draft.
SENT_FIELDS = [
    "referral",
    "sealed_receipt",
    "sealed_answers",
    "code_look_up",
    "sealed_code",
    "expires_at",
]


class StaleReferral(Refused):
    """Somebody changed the referral after the page that sent this was opened."""


@dataclass(frozen=True)
class Arrival:
    """How a referral came in.

    channel: "web", "partner", or how a member of staff says that it came: "phone",
    "email", "letter", "in_person", "other". quarantine: why a person must look at it
    first ("honeypot", "too fast" or "too many"); empty for all others.
    """

    channel: str
    received_at: datetime
    quarantine: str = ""


@dataclass(frozen=True)
class Sent:
    """A referral that was sent. is_new: by this call, and not by an earlier one; then
    `answers` are what its referral tells.
    """

    referral: Referral
    receipt: str
    is_new: bool
    answers: dict[str, Any] = field(default_factory=dict, repr=False)


@transaction.atomic
def publish_schema(
    partnership: Partnership,
    *,
    document: str,
    barriers: Sequence[str] = (),
    by: User | None,
) -> SchemaVersion:
    """Let a new version of the questions be asked from its own first day on.

    barriers: why nobody would receive a referral now; a form without an owner is
    not published. Raises Refused for these, and saying where, for a wrong document.
    """
    if barriers:
        raise Refused(*barriers)
    try:
        asked = reading.read(document)
    except ValueError as error:
        raise Refused(str(error)) from error
    same = partnership.schemas.filter(version=asked.version)
    same_day = partnership.schemas.filter(effective_from=asked.effective_from)
    if (same | same_day).exists():
        raise Refused(_("There is a version of this name, or from this day, already."))
    version = SchemaVersion.objects.create(
        partnership=partnership,
        version=asked.version,
        effective_from=asked.effective_from,
        document=json.loads(document),
        published_by=by,
    )
    audit.record("schema.published", version, **_who(by), version=asked.version)
    return version


def publish_shipped(partnership: Partnership, *, by: User | None) -> None:
    """Publish every version that comes with the product and is not published yet."""
    known = set(partnership.schemas.values_list("version", flat=True))
    for asked in reading.shipped():
        if asked.version not in known:
            publish_schema(partnership, document=reading.write(asked), by=by)


@at_once
def send(
    draft: Draft,
    *,
    team: Team,
    arrival: Arrival,
    due: tuple[datetime, str] | None = None,
    by: Membership | None = None,
) -> Sent:
    """Make a referral of the draft, once, however often and at whatever moment it is
    called; what was written is erased from the draft.

    due: until when somebody must do what, for a referral that does not wait aside.
    Raises Refused when something is missing, or the draft is gone.
    """
    held = drafts.locked(draft)
    if held.referral is not None:
        return Sent(held.referral, held.receipt, is_new=False)
    asked, door = queries.schema_of(held.schema_id), Depth(held.door)
    told, missing = journey.finished(asked, held.answers, door)
    if missing:
        raise Refused(*(gap.message for gap in missing))
    journey.check(asked, told)
    due_at, due_for = due or (None, "")
    place = {"team": team, "due_at": due_at, "due_for": due_for}
    sent = stored(held, asked, told, arrival, **place)
    held.referral, held.receipt, held.sealed_answers = sent.referral, sent.receipt, None
    held.code_look_up = held.sealed_code = None
    held.expires_at = drafts.idle_end(held.partnership)
    update(held, SENT_FIELDS)
    if by and door == Depth.PROFESSIONAL:
        documents.hand_over(held, to=sent.referral, by=by.user)
    audit.record(
        "referral.received",
        sent.referral,
        by=by.user_id if by else held.pk,
        by_kind="user" if by else "draft",
        channel=arrival.channel,
        quarantine=arrival.quarantine,
    )
    return sent


def stored(
    draft: Draft, asked: Schema, told: dict[str, Any], arrival: Arrival, **place: Any
) -> Sent:
    """Write the referral and, apart from it, who sent it.

    place: the referral's team, and what is due.
    """
    own, apart = journey.apart(asked, told)
    by_professional = journey.is_professional(asked, told, Depth(draft.door))
    receipt = receipts.new()
    referral = Referral(
        partnership=draft.partnership,
        reference=queries.new_reference(draft.partnership_id, _next_number()),
        schema_id=draft.schema_id,
        depth=Depth.PROFESSIONAL if by_professional else Depth.PUBLIC,
        channel=arrival.channel,
        is_anonymous=not _names_somebody(asked, apart),
        received_at=arrival.received_at,
        entered_by_id=draft.member_id,
        receipt_look_up=queries.receipt_look_ups(draft.partnership, receipt)[0],
        stage=Stage.QUARANTINED if arrival.quarantine else LIFECYCLE.starts_at,
        **place,
    )
    referrer = Referrer(partnership=draft.partnership, referral=referral)
    keyring.start_files(referral.partnership_id, [referral.pk, referrer.pk])
    referral.answers, referrer.contact = own, apart
    insert(referral, referrer)
    told_of = telling.facts(asked, own, timezone.localdate(arrival.received_at))
    if told_of:
        identities.tell(
            referral.partnership_id,
            file_id=referral.pk,
            kind=Kind.REFERRAL,
            told=told_of,
            then=LOOK,
        )
    return Sent(referral, receipt, is_new=True, answers=own)


def _names_somebody(asked: Schema, apart: dict[str, Any]) -> bool:
    return any(asked.questions[name].whose == Whose.REFERRER for name in apart)


def _next_number() -> int:
    """Return a number that no other referral has: one of a block that the process
    took. What it has not given out when it ends is lost, and nobody can tell: a
    reference says nothing of its number.
    """
    block = _numbers[connection.settings_dict["NAME"]]
    while True:
        try:
            return block.popleft()
        except IndexError:
            block.extend(_block())


def _block() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NUMBERS, [BLOCK])
        return [number for (number,) in cursor.fetchall()]


def lock(referral: Referral, *, version: int | None = None) -> Referral:
    """Return the referral as the database now has it, held until the transaction ends.

    version: what the page that asked had seen. Raises StaleReferral when that is
    not what the database has.
    """
    every = Referral.objects.select_for_update(of=("self",))
    held = every.get(pk=referral.pk, partnership_id=referral.partnership_id)
    if version is not None and held.version != version:
        raise StaleReferral(_("Somebody changed this referral while you were writing."))
    return held


@transaction.atomic
def move(referral: Referral, step: Move, *, by: User | None) -> None:
    """Take `referral` one step along its lifecycle and note who took it.

    Raises MoveNotAllowed when the referral, as the database now has it, is not at a
    stage the step starts from.
    """
    stage = LIFECYCLE.after(lock(referral).stage, step)
    change(referral, stage=stage)
    StageChange.objects.create(
        partnership_id=referral.partnership_id,
        referral=referral,
        move=step.name,
        stage=stage,
        by=by,
    )
    audit.record("referral.moved", referral, **_who(by), move=step.name)


def change(referral: Referral, **values: Any) -> None:
    """Change what is about the referral, and count the change.

    Nothing that was told is among it. The caller locks, and notes who did what.
    """
    for name, value in values.items():
        setattr(referral, name, value)
    referral.version = F("version") + 1
    referral.save(update_fields=[*values, "version"])
    referral.refresh_from_db(fields=["version"])


def _who(by: User | None) -> dict[str, Any]:
    """Return who did it, as an event holds it: a user, or the machine itself."""
    return {"by": by.pk, "by_kind": "user"} if by else {"by": None, "by_kind": "system"}
