"""Makes many supported cases quickly: some sealed as the product seals them, written by
COPY, and the others copied from those in the database, row by row, under new keys.

Only the first are ever opened: what was copied is as large and as many, and belongs to
other records, so nothing would open it. Each case has 50 events on its timeline, 50 in
the event log, and what a supported case has beside: needs, actions and a decision.
"""

import itertools
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
from django.db import connection, models, transaction
from django.utils import timezone

from benchmarks.crowd import Crowd, copied
from benchmarks.place import TOLD
from benchmarks.stage import Stage as At
from saltmarsh.casework.assessments.models import Assessment, Need
from saltmarsh.casework.cases.lifecycle import Stage
from saltmarsh.casework.cases.models import Basis, Case, Lead, StageChange
from saltmarsh.casework.consents.models import Consent
from saltmarsh.casework.gathering.models import Contact, InformationRequest, Reply
from saltmarsh.casework.interventions.models import Explanation, Session
from saltmarsh.casework.links.models import Link
from saltmarsh.casework.panels.models import PanelAction, PanelDecision
from saltmarsh.casework.people.models import Person
from saltmarsh.casework.referrals.lifecycle import Stage as ReferralStage
from saltmarsh.casework.referrals.models import Referral
from saltmarsh.casework.reviews.models import LiveReview
from saltmarsh.casework.support.models import Action, Aim
from saltmarsh.foundation.accounts.models import Membership
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.keyring.models import RecordKey
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership

OPENED, EVENTS = 200, 50
# What a trigger does for each event that the service writes.
MENTIONED = """
INSERT INTO audit_mention (subject_id, created_at, event_id, partnership_id)
SELECT record, created_at, id, partnership_id
FROM audit_event, unnest(subject_ids) AS record ON CONFLICT DO NOTHING
"""
# In the order in which they can be written.
COPIED: tuple[type[models.Model], ...] = (
    RecordKey, Person, Referral, Link, Case, Basis, StageChange, Lead, PanelDecision,
    PanelAction, Consent, InformationRequest, Reply, Assessment, Need, Action, Aim,
    Session, LiveReview, Explanation, Event,
)  # fmt: skip
PATH = (
    Stage.GATHERING,
    Stage.LISTED,
    Stage.DECIDED,
    Stage.ADOPTED,
    Stage.SUPPORTED,
)
SECTORS = ("school", "health", "housing", "social_care")
TEXT = " ".join(["What was said, and what follows from it."] * 8)
DECIDED = {"reasons": TEXT, "consent_plan": "The case lead asks on Monday."}
SAT = {"chair": "The head of safety", "police": "Sergeant", "force": "Estuary Police"}
ASKED = {
    "asked_by": "The case lead",
    "explained": TEXT,
    "leaflet": "Leaflet 2026-1",
    "who_is_told": "The panel’s members.",
}
SEEN = {"seen": TEXT, "reasons": TEXT}


class Caseload:
    """The cases of one team; `references` are those that can be opened."""

    def __init__(self, partnership: Partnership) -> None:
        self.crowd = Crowd(partnership, first=20_000_000)
        self.partnership = partnership
        with transaction.atomic():
            partnerships.enter(partnership)
            members = Membership.objects.select_related("user")
            self.member = members.get(partnership=partnership)
            self.team = self.member.places.all()[0].team
            self.contact = Contact(
                partnership=partnership,
                sector="school",
                organisation="A school",
                name="Office",
                mailbox="office@school.example",
                by=self.member.user,
            )
            self.contact.sealed_reason = b"x" * 60
        self.references: list[str] = []
        self.opened: dict[type[models.Model], list[uuid.UUID]] = {}
        self.size = 0

    def grow(self, at: At, size: int) -> int:
        """Let there be so many cases; return how many events their timelines have."""
        with psycopg.connect(at.superuser_url, autocommit=True) as database:
            # Keys are right by the way they are made: nothing checks each of them.
            database.execute("SET session_replication_role = replica")
            if not self.references:
                self.seal(database)
            turns = range(self.size // OPENED or 1, size // OPENED)
            for turn in range(turns.start, turns.stop, 50):
                until = min(turn + 50, turns.stop) - 1
                self.copy(database, turn, until)
            database.execute(MENTIONED)
            database.execute("VACUUM ANALYZE")
        self.size = size
        return size * EVENTS

    def seal(self, database: psycopg.Connection[Any]) -> None:
        """Write the cases that can be opened."""
        self.crowd.open_keys()
        together: list[models.Model] = [self.contact]
        for _ in range(OPENED):
            keyring.remembered().clear()
            together += self.about_one()
        connection.close()
        written: list[type[models.Model]] = [Contact, *COPIED]
        for model in written:
            rows = [one for one in together if type(one) is model]
            self.opened[model] = [one.pk for one in rows]
            copied(database, model, rows)
            table = connection.ops.quote_name(model._meta.db_table)
            database.execute(
                f"UPDATE {table} SET created_at = now() - random() * interval '300 days'"  # noqa: S608 - names of ours
                " WHERE id = ANY(%s)",
                [self.opened[model]],
            )

    def copy(self, database: psycopg.Connection[Any], first: int, last: int) -> None:
        """Write each of the cases again, under other keys, once for each number."""
        for model in COPIED:
            fields = model._meta.concrete_fields
            names = ", ".join(f'"{field.column}"' for field in fields)
            values = ", ".join(anew(field) for field in fields)
            table = connection.ops.quote_name(model._meta.db_table)
            database.execute(
                f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} AS made,"  # noqa: S608 - names of ours
                " generate_series(%s::int, %s::int) AS turn WHERE id = ANY(%s)",
                [first, last, self.opened[model]],
            )

    def about_one(self) -> list[models.Model]:
        referral, person = self.crowd.referral(), Person(partnership=self.partnership)
        case = Case(
            **self.own,
            reference=f"C-{referral.reference}",
            person=person,
            stage=Stage.SUPPORTED,
            team=self.team,
            lead=self.member,
        )
        keys = list(self.crowd.keys(referral.pk, case.pk))
        referral.answers = dict(TOLD)
        referral.team, referral.is_restricted = self.team, False
        referral.stage, referral.due_at = ReferralStage.CLOSED, None
        case.lead_agency = "Estuary Borough Council"
        self.references.append(case.reference)
        made = [*keys, person, referral, case, *self.rests(case, referral)]
        return [*made, *self.before(case), *self.support(case), *self.log(case)]

    @property
    def own(self) -> dict[str, Any]:
        return {"partnership": self.partnership}

    def part(self, model: Any, case: Case, **values: Any) -> Any:
        """Return a record of a case; what is named as a sealed attribute is sealed."""
        stored = {field.name for field in model._meta.fields}
        stored |= {field.attname for field in model._meta.concrete_fields}
        user = {"by": self.member.user} if "by" in stored else {}
        kept = {name: value for name, value in values.items() if name in stored}
        record = model(**self.own, **user, **kept, case=case)
        for name in values.keys() - kept.keys():
            setattr(record, name, values[name])
        return record

    def rests(self, case: Case, referral: Referral) -> Iterator[models.Model]:
        at, user = referral.received_at, self.member.user
        link = Link(**self.own, person=case.person, referral=referral, by=user)
        link.reason = "The same person."
        yield link
        yield self.part(Basis, case, referral=referral, decided_at=at, decided_by=user)

    def before(self, case: Case) -> Iterator[models.Model]:
        """Yield what happened until it was decided: 20 events with the referral."""
        for stage in PATH:
            yield self.part(StageChange, case, move="x", stage=stage, reasons=TEXT)
        for _ in range(2):
            yield self.part(Lead, case, member=self.member, agency="The council")
        for sector in SECTORS:
            yield from self.asked(case, sector)
        for _ in range(4):
            yield from self.assessed(case)
        today = timezone.localdate()
        yield self.part(
            PanelDecision,
            case,
            outcome="adopted",
            mode="majority",
            decided_on=today,
            home_is_known=True,
            role="panel_chair",
            sitting=SAT,
            words=DECIDED,
        )
        for _ in range(2):
            yield self.part(
                PanelAction,
                case,
                given_on=today,
                due_on=today,
                owner=self.member,
                agency="The council",
                text=TEXT,
            )

    def asked(self, case: Case, sector: str) -> Iterator[models.Model]:
        request = self.part(
            InformationRequest,
            case,
            sector=sector,
            contact=self.contact,
            due_on=timezone.localdate(),
            stage="answered",
            answer="reply",
            answered_at=timezone.now(),
            whom={"organisation": "A school", "name": "Office", "email": "a@b.example"},
            words={"purpose": TEXT},
            person={"names": "Robin Example"},
        )
        yield request
        words = {"who": {"name": "Office"}, "words": {"reply": TEXT}}
        yield self.part(Reply, case, request=request, kind="reply", **words)

    def assessed(self, case: Case) -> Iterator[models.Model]:
        today = timezone.localdate()
        made = self.part(Assessment, case, made_on=today, words={"summary": TEXT})
        yield made
        self.need = self.part(Need, case, assessment=made, position=1, text=TEXT[:90])
        yield self.need

    def support(self, case: Case) -> Iterator[models.Model]:
        """Yield what happened since it was decided: 30 events."""
        today, now, user = timezone.localdate(), timezone.now(), self.member.user
        said: dict[str, Any] = {"state": "given", "age": "adult", "giver": "person"}
        said |= {"how": "in_person", "capacity": "no_doubt", "words": ASKED}
        yield self.part(Consent, case, asked_on=today, answered_on=today, **said)
        started = {"state": "started", "started_at": now, "started_by": user}
        action = self.part(Action, case, words={"what": TEXT}, **started)
        yield action
        yield Aim(**self.own, action=action, need=self.need)
        done = {"action": action, "recorded_at": now, "recorded_by": user}
        for number in range(24):
            day = today - timedelta(days=7 * number + 1)
            held = {"state": "held", "held_on": day, "planned_for": day, **done}
            yield self.part(Session, case, report=TEXT, **held)
        for _ in range(4):
            review = {"held_on": today, "result": "continue", "words": SEEN}
            yield self.part(LiveReview, case, **review)
        yield self.part(Explanation, case, text=TEXT)

    def log(self, case: Case) -> Iterator[models.Model]:
        names = ("case.opened", "case.moved", "page.opened", "session.recorded")
        for name in itertools.islice(itertools.cycle(names), EVENTS):
            yield Event(
                name=name,
                partnership_id=self.partnership.pk,
                subject="cases.Case",
                subject_ids=[case.pk],
                by=self.member.user_id,
            )


def anew(field: Any) -> str:
    """Return what a copied row holds in a column, as SQL over `made` and `turn`."""
    column = f'made."{field.column}"'
    to = field.remote_field.model if field.is_relation else None
    if field.primary_key or to in COPIED or field.name == "file_id":
        return f"md5({column}::text || turn)::uuid"
    if field.name == "subject_ids":
        return f"ARRAY[md5({column}[1]::text || turn)::uuid]"
    if field.name == "reference":
        return f"upper(substr(md5({column} || turn), 1, {field.max_length}))"
    if field.name == "receipt_look_up":
        return f"sha256({column} || int4send(turn))"
    return column
