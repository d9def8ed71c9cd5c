"""The product as the program that the benchmark of matching measures: JSON lines in
and out, through the sealed store and the blind index of a partnership of its own.

    {"op": "index", "records": […]}              {"ok": true}
    {"op": "ready"}                              {"ok": true}
    {"op": "query", "record": {…}, "k": 10}      {"results": [[id, score], …],
                                                  "candidates": 123}

A record has id, given, middle, family, dob ("YYYY-MM-DD", "YYYY" or null), gender,
address and postcode; a free search has "name" instead. It is the one place where a
score is told, because a benchmark needs it.
"""

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from saltmarsh.casework.identities import actions as identities
from saltmarsh.casework.identities import queries, rebuilding
from saltmarsh.casework.identities.facts import Birth, Home, Name, Told
from saltmarsh.casework.identities.models import Kind
from saltmarsh.foundation.keyring import actions as keys
from saltmarsh.foundation.keyring import queries as keyring
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.writing import insert

BATCH = 500


@dataclass
class Program:
    """One partnership, and whose record each of its files is."""

    partnership: Partnership
    records: dict[uuid.UUID, str] = field(default_factory=dict)

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["op"] == "index":
            self.keep(asked["records"])
            return {"ok": True}
        if asked["op"] == "ready":
            for _progress in rebuilding.rebuild(self.partnership, batch=BATCH):
                pass
            return {"ok": True}
        return self.find(asked["record"], asked.get("k", 10))

    def keep(self, records: list[dict[str, Any]]) -> None:
        for start in range(0, len(records), BATCH):
            batch = {uuid.uuid4(): one for one in records[start : start + BATCH]}
            with transaction.atomic():
                rebuilding.enter(self.partnership)
                keys.start_files(self.partnership.pk, batch)
                insert(*(self.made(*one) for one in batch.items()))
            self.records |= {file_id: one["id"] for file_id, one in batch.items()}

    def made(self, file_id: uuid.UUID, record: dict[str, Any]) -> Any:
        return identities.made(
            self.partnership.pk, file_id=file_id, kind=Kind.REFERRAL, told=told(record)
        )

    def find(self, record: dict[str, Any], limit: int) -> dict[str, Any]:
        keyring.forget()
        with transaction.atomic():
            partnerships.enter(self.partnership, to_read=True)
            found = queries.weighed(self.partnership, told(record))
        results = [
            [self.records[identity.file_id], round(weighed.posterior, 3)]
            for weighed, identity, _told in found[:limit]
        ]
        return {"results": results, "candidates": len(found)}


def told(record: dict[str, Any]) -> Told:
    """Return a record of the benchmark as an identity that was told."""
    parts = {part: record.get(part) or "" for part in ("given", "middle", "family")}
    name = Name(text=record.get("name") or "", **parts)
    born = [
        int(part) for part in (record.get("dob") or "").split("-") if part.isdigit()
    ]
    home = Home(record.get("address") or "", record.get("postcode") or "")
    return Told(
        names=(name,) if str(name) else (),
        births=(birth(born),) if born else (),
        homes=(home,) if str(home) else (),
        gender=record.get("gender") or "",
    )


def birth(born: list[int]) -> Birth:
    year, month, day = (*born, None, None)[:3]
    return Birth(year, month, day)


@transaction.atomic
def begin() -> Program:
    """Make a partnership that nobody else sees."""
    name = f"Benchmark {uuid.uuid4()}"
    partnership = partnerships.create(name, hosts=[f"{uuid.uuid4()}.invalid"])
    keys.begin(partnership)
    return Program(partnership)


def answers(lines: Iterable[str]) -> Iterator[str]:
    """Yield the answer to each line."""
    program = begin()
    for line in lines:
        yield json.dumps(program.answer(json.loads(line)))
