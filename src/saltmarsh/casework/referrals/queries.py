"""What pages need to know of referrals, drafts and the questions in force."""

import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Value

from saltmarsh.casework.referrals import reading, references, telling
from saltmarsh.casework.referrals import schema as parts
from saltmarsh.casework.referrals.lifecycle import Status, status
from saltmarsh.casework.referrals.models import (
    Draft,
    DraftQuerySet,
    Message,
    Referral,
    SchemaVersion,
)
from saltmarsh.casework.referrals.receipts import letters
from saltmarsh.casework.referrals.schema import Depth, Schema
from saltmarsh.casework.referrals.telling import Said
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of
from saltmarsh.foundation.prepared import Prepared

DRAFTS, RECEIPTS, REFERENCES = "drafts", "receipts", "references"  # of sub-keys


def held(partnership_id: Any, look_ups: Any, now: Any) -> DraftQuerySet:
    own = Draft.objects.filter(partnership_id=partnership_id)
    return keyring.with_keys(own.held_with(look_ups, now))


HELD = Prepared(lambda **values: held(**values)[:1])
HELD_AND_LOCKED = Prepared(
    lambda **values: (
        held(**values)
        .annotate(is_locked=Value(True))  # noqa: FBT003 - a value of SQL
        .select_for_update(of=("self",))[:1]
    )
)
BY_WEB, BY_PARTNER = "web", "partner"  # channels that no member of staff entered

IDLE_MINUTES = Setting(
    "drafts.idle_minutes",
    "Minutes after which an unsaved referral is forgotten",
    30,
    kind="number",
    is_verified=True,
)
SAVED_DAYS = Setting(
    "drafts.saved_days",
    "Days that a saved referral is kept before it is sent",
    7,
    kind="number",
    is_verified=True,
)
FASTEST_SECONDS = Setting(
    "drafts.fastest_seconds",
    "Seconds below which a finished form goes to the quarantine box",
    4,
    kind="number",
    hint="A person needs longer than this. A person reads what is put aside.",
    is_verified=True,
)
LEAVE_TO = Setting(
    "leave.to",
    "Where “Leave this page quickly” goes",
    "https://www.bbc.co.uk/weather",
    kind="link",
    is_verified=True,
)
SETTINGS = [IDLE_MINUTES, SAVED_DAYS, FASTEST_SECONDS, LEAVE_TO]


@dataclass(frozen=True)
class Section:
    """A heading, and what was said under it."""

    title: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Letter:
    """One message as both sides read it. ours: written by the team."""

    key: uuid.UUID
    kind: str
    text: str
    sent_at: datetime
    ours: bool
    is_open_question: bool
    is_read: bool


@dataclass(frozen=True)
class Mailbox:
    """All that a referrer sees of a referral."""

    reference: str
    received_at: datetime
    status: Status
    letters: tuple[Letter, ...]
    may_write: bool

    @property
    def questions(self) -> tuple[Letter, ...]:
        return tuple(letter for letter in self.letters if letter.is_open_question)


def schema_in_force(partnership: Partnership, on: date) -> SchemaVersion | None:
    """Return the version that is asked on that day; None when there is none."""
    begun = partnership.schemas.filter(effective_from__lte=on)
    latest = begun.order_by("-effective_from").defer("document").first()
    if latest is None or not schema_of(latest.pk).is_effective(on):
        return None
    return latest


@lru_cache(maxsize=64)
def schema_of(version_id: uuid.UUID) -> Schema:
    """Return the questions of a version: read once a process, as none ever changes."""
    kept = SchemaVersion.objects.values_list("document", flat=True)
    return reading.read(json.dumps(kept.get(pk=version_id)))


def draft_with(
    partnership: Partnership, secret: str, now: datetime, *, to_write: bool = False
) -> Draft | None:
    """Return the draft that the browser's `secret` opens, or None.

    to_write: whether to hold it until the transaction ends; then it `is_locked`.
    """
    if not secret:
        return None
    keys = keyring.look_ups(partnership.pk, DRAFTS, secret)
    asked = HELD_AND_LOCKED if to_write else HELD
    draft = asked.first(partnership_id=partnership.pk, look_ups=keys, now=now)
    if draft is not None:
        draft.partnership = partnership
        keyring.open_own(draft)
    return draft


def draft_saved_as(partnership: Partnership, code: str, now: datetime) -> Draft | None:
    """Return the draft that was saved under `code`, or None."""
    keys = keyring.look_ups(partnership.pk, DRAFTS, letters(code))
    return partnership.drafts.saved_with(keys, now).first() if letters(code) else None


def receipt_look_ups(partnership: Partnership, receipt: str) -> list[bytes]:
    """Return what a referral may hold in place of `receipt`, however it was typed."""
    return keyring.look_ups(partnership.pk, RECEIPTS, letters(receipt))


def referral_with(partnership: Partnership, receipt: str) -> Referral | None:
    """Return the referral whose receipt this is, or None."""
    if not letters(receipt):
        return None
    return partnership.referrals.held_with(
        receipt_look_ups(partnership, receipt)
    ).first()


def new_reference(partnership_id: uuid.UUID, number: int) -> str:
    """Return the reference of the referral `number`."""
    key = keyring.first_subkey(partnership_id, REFERENCES)
    return references.reference(number, key)


def door_of(referral: Referral) -> Depth:
    """Return the way by which the referral came in: what it was asked by."""
    doors = {BY_WEB: Depth.PUBLIC, BY_PARTNER: Depth.PROFESSIONAL}
    return doors.get(referral.channel, Depth.STAFF)


def as_told(referral: Referral) -> tuple[Section, ...]:
    """Return what was told, under the headings of its own questions.

    Opens the referral's answers, and nothing of the referrer's.
    """
    return sections(schema_of(referral.schema_id), referral.answers, door_of(referral))


def referrer_as_told(referral: Referral) -> tuple[Said, ...]:
    """Return who told us, and how to reach them; empty when they did not say.

    Opens what is sealed apart: only for a page that is logged for doing so.
    """
    contact = referral.referrer.contact
    asked = schema_of(referral.schema_id)
    return tuple(
        Said(
            str(question.text),
            telling.in_words(question, contact[name]),
            asked.page_of(name).slug,
            name,
            asked.page_of(name).section,
            question.nature,
            question.apart,
        )
        for name, question in asked.questions.items()
        if name in contact
    )


def sections(
    schema: Schema, answers: dict[str, Any], door: Depth, *, unanswered: bool = False
) -> tuple[Section, ...]:
    """Return what was said, under its headings; headings with nothing are left out."""
    lines = telling.said(schema, answers, door, unanswered=unanswered)
    found = (
        Section(str(part.title), tuple(s for s in lines if s.section == part.name))
        for part in schema.sections
    )
    return tuple(section for section in found if section.said)


def age_and_area(
    referral: Referral, answers: dict[str, Any]
) -> tuple[int | None, str | None]:
    """Return the person's age on the day and their postcode district, as told."""
    asked = schema_of(referral.schema_id)
    age = telling.age_of(asked, answers, referral.received_at.date())
    return age, telling.area(asked, answers)


def status_of(referral: Referral) -> Status:
    """Return all that the referrer ever sees of the stage.

    With `with_open_questions` on the query it asks the database nothing.
    """
    waiting = getattr(referral, "has_open_question", None)
    if waiting is None:
        waiting = referral.messages.open_questions().exists()
    return status(referral.stage, has_open_question=waiting)


def mailbox(referral: Referral) -> Mailbox:
    """Return what the referrer sees, the oldest message first."""
    shown = tuple(letters_of(referral))
    waiting = any(letter.is_open_question for letter in shown)
    now = status(referral.stage, has_open_question=waiting)
    return Mailbox(
        referral.reference,
        referral.received_at,
        now,
        shown,
        may_write=now != Status.FINISHED,
    )


def letters_of(referral: Referral) -> list[Letter]:
    """Return the messages between the team and the referrer, opened, in order."""
    keyring.open_files(referral.partnership_id, [referral.pk])
    held = list(referral.messages.in_order())
    answered = {message.answers_id for message in held}
    return [
        letter(message, is_answered=message.pk in answered)
        for message in held
        if message.withdrawn_at is None
    ]


def letter(message: Message, *, is_answered: bool) -> Letter:
    return Letter(
        message.pk,
        message.kind,
        message.text,
        message.created_at,
        ours=message.kind not in {"answer", "addition", "withdrawal"},
        is_open_question=message.kind == "question" and not is_answered,
        is_read=message.read_at is not None,
    )


def prefilled(schema: Schema, known: dict[str, str]) -> dict[str, str]:
    """Return answers to what a signed-in referrer would type about themselves.

    known: {autocomplete token of a question: text}, as {"name": "Ann Example"}.
    """
    return {
        name: known[question.autocomplete][: question.most]
        for name, question in schema.questions.items()
        if question.whose == parts.Whose.REFERRER and known.get(question.autocomplete)
    }


def fastest_seconds(partnership: Partnership) -> float:
    """Return how soon after its first page a form may be sent and seem a person's."""
    return float(value_of(partnership, FASTEST_SECONDS))
