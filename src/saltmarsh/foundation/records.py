"""The bases of every table, the policy that isolates one, and what a holding is."""

import uuid
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.db.migrations import RunSQL
from django.utils.encoding import force_str

# No setting, or an empty one, matches no row.
ISOLATE = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY own_partnership ON {table} USING (
    partnership_id = nullif(current_setting('app.partnership', true), '')::uuid
);
"""
SHARE = """
DROP POLICY own_partnership ON {table};
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


def isolate(table: str) -> RunSQL:
    """Return the migration step that shows `table` to one partnership at a time."""
    return RunSQL(ISOLATE.format(table=table), SHARE.format(table=table))


def drop_index(name: str, *, on: str) -> RunSQL:
    """Return the migration step that drops an index while others go on writing.

    on: what to make it of again, "table (column)". The migration is not atomic.
    """
    return RunSQL(
        f"DROP INDEX CONCURRENTLY IF EXISTS {name}",
        f"CREATE INDEX CONCURRENTLY {name.rpartition('.')[2]} ON {on}",
    )


class Record(models.Model):
    """A row with an unguessable key and the moment it was made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: Any) -> str:  # noqa: N802 - Django's name
        """Return the label of the field's value, as Django does. Django hashes every
        label of the field each time, and so looks every one of them up in a language.
        """
        value = getattr(self, field.attname)
        label: str = force_str(labels_of(field).get(value, value), strings_only=True)
        return label


@cache
def labels_of(field: Any) -> dict[Any, Any]:
    """Return the labels of the field's choices, each still to be translated."""
    return dict(field.flatchoices)


class Owned(Record):
    """A record that belongs to one partnership.

    Each model declares its own `partnership` key, because its related name is
    how the web reaches it: `request.partnership.referrals`.
    """

    partnership_id: uuid.UUID

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Holding:
    """What one model holds about people, why, for how long, and how it leaves.

    model: its label, "referrals.Referral". about: whom it tells of; empty when it
    holds nothing about anybody. kept: the name of the period that an authority
    sets, never a length of time of ours. exported and erased: what happens to it
    when a person asks for a copy, and when it is disposed of.
    """

    model: str
    holds: str
    about: str = ""
    why: str = ""
    basis: str = "Public task, UK GDPR Article 6(1)(e)"
    kept: str = ""
    exported: str = ""
    erased: str = ""


@dataclass(frozen=True)
class Period:
    """One of several lengths of time that an authority sets for what is `kept` under
    one name; an app lists them in its holdings.py as `SCHEDULES = {kept: [...]}`.

    key: its permanent name in that list. no_longer_than: keys of the periods of the
    list that it may not exceed.
    """

    key: str
    title: Any
    hint: Any = ""
    no_longer_than: tuple[str, ...] = ()
