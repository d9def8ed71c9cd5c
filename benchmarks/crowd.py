"""Makes many referrals quickly: sealed as the product seals them, written by COPY.

One in five is open, spread over the stages; the others are closed. Each has its two
record keys, its referrer, two deliveries, a note and three events; one in ten has a
letter, which half of the open ones still have to read; one in fifty is restricted.
"""

import itertools
import random
import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import psycopg
from django.db import connection, models, transaction
from django.utils import timezone

from benchmarks.place import TOLD
from benchmarks.stage import Stage as At
from saltmarsh.casework.desks.models import Desk
from saltmarsh.casework.notes.models import Note
from saltmarsh.casework.referrals import queries
from saltmarsh.casework.referrals.lifecycle import OPEN, Stage
from saltmarsh.casework.referrals.models import Message, Referral, Referrer
from saltmarsh.casework.routing.models import Delivery
from saltmarsh.foundation.accounts.models import Membership, Team
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.keyring.actions import wrapped
from saltmarsh.foundation.keyring.models import RecordKey
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.vault.envelope import new_key

CHANCE = random.Random(7)  # noqa: S311 - the same crowd each time, not a secret
BATCH = 2000
APART = {"referrer_name", "reply_email"}


class Crowd:
    """What all of the crowd's referrals share. order: in which tables are written."""

    order: tuple[type[models.Model], ...] = (
        RecordKey,
        Referral,
        Referrer,
        Delivery,
        Message,
        Note,
        Event,
    )

    def __init__(self, partnership: Partnership, *, first: int = 10_000_000) -> None:
        self.partnership = partnership
        with transaction.atomic():
            partnerships.enter(partnership)
            self.teams = list(Team.objects.filter(partnership=partnership))
            self.member = Membership.objects.get(partnership=partnership)
            self.desks = list(Desk.objects.filter(partnership=partnership))[:2]
            self.schema = partnership.schemas.get()
        self.numbers = itertools.count(first)

    def grow(self, at: At, count: int) -> None:
        """Add so many referrals, and let the database see how many there are."""
        self.open_keys()
        with psycopg.connect(at.superuser_url, autocommit=True) as database:
            while count > 0:
                self.copy(database, list(self.made(min(BATCH, count))))
                count -= BATCH
            database.execute("VACUUM ANALYZE")

    def open_keys(self) -> None:
        """Open the partnership's keys, which a page asked meanwhile has forgotten."""
        keyring.forget()
        with transaction.atomic():
            partnerships.enter(self.partnership)
            keys = keyring.partnership_keys(self.partnership.pk)
        self.owner, (_, self.outer) = next(iter(keys.items()))
        connection.close()

    def copy(self, database: psycopg.Connection[Any], made: Sequence[Any]) -> None:
        together = list(itertools.chain.from_iterable(made))
        with database.transaction():
            for model in self.order:
                copied(database, model, [one for one in together if type(one) is model])

    def made(self, count: int) -> Iterator[list[models.Model]]:
        for _ in range(count):
            yield list(self.about_one())

    def about_one(self) -> Iterator[models.Model]:
        keyring.remembered().clear()
        referral = self.referral()
        own = {"partnership": self.partnership, "referral": referral}
        referrer = Referrer(**own)
        yield from self.keys(referral.pk, referrer.pk)
        referral.answers = {k: v for k, v in TOLD.items() if k not in APART}
        referrer.contact = {name: TOLD[name] for name in APART}
        yield from (referral, referrer)
        for desk in self.desks:
            yield Delivery(
                **own,
                desk=desk,
                due_at=referral.received_at,
                acknowledged_at=referral.received_at,
            )
        note = Note(**own, by_id=self.member.user_id)
        note.text = "Spoke to the school."
        yield note
        if CHANCE.random() < 0.1:
            message = Message(**own, kind="addition")
            message.text = "There is something more."
            if referral.stage == Stage.CLOSED or CHANCE.random() < 0.5:
                message.read_at = referral.received_at
            yield message
        yield from self.events(referral)

    def referral(self) -> Referral:
        is_open = CHANCE.random() < 0.2
        age = timedelta(minutes=CHANCE.randrange(60 * 24 * (30 if is_open else 1500)))
        received = timezone.now() - age
        return Referral(
            partnership=self.partnership,
            reference=queries.new_reference(self.partnership.pk, next(self.numbers)),
            schema=self.schema,
            depth="public",
            is_anonymous=False,
            received_at=received,
            receipt_look_up=uuid.uuid4().bytes * 2,
            stage=CHANCE.choice(sorted(OPEN)) if is_open else Stage.CLOSED,
            team=CHANCE.choice(self.teams),
            owner=self.member if CHANCE.random() < 0.05 else None,
            due_at=self.due(received) if is_open else None,
            due_for="acknowledge" if is_open else "",
            is_restricted=CHANCE.random() < 0.02,
        )

    def due(self, received: datetime) -> datetime:
        return received + timedelta(days=CHANCE.randrange(1, 40))

    def keys(self, *file_ids: uuid.UUID) -> Iterator[RecordKey]:
        for file_id in file_ids:
            key = new_key()
            keyring.remembered()[self.partnership.pk, file_id] = {1: key}
            yield RecordKey(
                partnership=self.partnership,
                file_id=file_id,
                wrapped_by_id=self.owner,
                wrapped=wrapped(
                    key, self.outer, self.partnership.pk, file_id, number=1
                ),
            )

    def events(self, referral: Referral) -> Iterator[Event]:
        names = ("referral.received", "delivery.queued", "page.opened")
        for name in names:
            yield Event(
                name=name,
                partnership_id=self.partnership.pk,
                subject="referrals.Referral",
                subject_ids=[referral.pk],
                by=self.member.user_id,
            )


def copied(
    database: psycopg.Connection[Any],
    model: type[models.Model],
    records: Iterable[models.Model],
) -> None:
    """Write new records of one table by COPY."""
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with (
        database.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
    ):
        for record in records:
            copy.write_row([value(field, record) for field in fields])


def value(field: Any, record: models.Model) -> Any:
    """Return what the column holds, as the driver takes it."""
    prepared = field.get_db_prep_save(field.pre_save(record, add=True), connection)
    return getattr(prepared, "obj", prepared) if is_binary(field) else prepared


def is_binary(field: Any) -> bool:
    return isinstance(field, models.BinaryField)
