"""Model attributes that are kept sealed."""

import json
from typing import Any

from saltmarsh.foundation.keyring.actions import key_for
from saltmarsh.foundation.keyring.queries import Erased, numbers_of
from saltmarsh.foundation.records import Owned
from saltmarsh.foundation.vault.envelope import belonging, key_number, seal, unseal

# {permanent identifier: what it seals}. An identifier is never used twice, not even
# after its field is gone: then it moves to RETIRED.
FIELDS: dict[str, str] = {}
RETIRED: frozenset[str] = frozenset()


class SealedAttribute:
    """Reads and writes the envelope in `column`, under the key of the record's file."""

    def __init__(self, column: str, *, field: str, file: str):
        if field in FIELDS or field in RETIRED:
            raise ValueError(f"the sealed field {field} is used already")
        self.column, self.field, self.file = column, field, file
        FIELDS[field] = column

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        FIELDS[self.field] = (
            f"{owner.__module__.split('.')[-2]}.{owner.__name__}.{name}"
        )

    def __get__(self, record: Owned | None, owner: type | None = None) -> Any:
        if record is None:
            return self
        envelope = getattr(record, self.column)
        return None if not envelope else self.once(record, envelope)

    def __set__(self, record: Owned, value: Any) -> None:
        number, key = key_for(record.partnership_id, getattr(record, self.file))
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        envelope = seal(text.encode(), key=key, number=number, about=self.about(record))
        setattr(record, self.column, envelope)

    def about(self, record: Owned) -> str:
        return belonging(
            self.field, partnership=record.partnership_id, record=record.pk
        )

    def once(self, record: Owned, envelope: bytes) -> Any:
        """Return the value; the record remembers it while it holds this envelope and
        its file has this key. A page reads one value many times.
        """
        known = record.__dict__.setdefault("_opened", {})
        held = known.get(self.field)
        if held is None or held[0] is not envelope:
            held = known[self.field] = (envelope, self.opened(record, bytes(envelope)))
        else:
            self.key_of(record, key_number(envelope))
        return held[1]

    def opened(self, record: Owned, envelope: bytes) -> Any:
        """Return what an envelope of the record holds. Raises Erased."""
        key = self.key_of(record, key_number(envelope))
        content = unseal(envelope, key=key, about=self.about(record))
        return json.loads(content.decode())  # or it looks which of three codings it is

    def key_of(self, record: Owned, number: int) -> bytes:
        file_id = getattr(record, self.file)
        key = numbers_of(record.partnership_id, file_id).get(number)
        if not key:
            raise Erased(self.field)
        return key


def sealed(column: str, *, field: str, file: str = "pk") -> Any:
    """Return an attribute whose value, anything that JSON can hold, is kept in
    `column` as an envelope under the key of its record's file.

    field: its permanent identifier, "F0001"; never used twice. file: the attribute
    that names the file the record belongs to, "referral_id"; "pk" when the record
    is a file of its own. Reading gives None while nothing was written, and raises
    Erased once the key is gone.
    """
    return SealedAttribute(column, field=field, file=file)
