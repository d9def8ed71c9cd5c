"""What changes seldom, remembered by the process for as long as it is true.

A trigger gives the partnership another `revision` with every change to a table that
is named to `revise`, in the same transaction, whoever makes it. A request reads the
revision with the partnership, before its transaction begins: what was asked at that
revision need not be asked again. Who changes such a table hears of it from the
database, and remembers nothing more until the next request.
"""

import uuid
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db.migrations import RunSQL
from psycopg.errors import Diagnostic

from saltmarsh.foundation.partnerships.models import Partnership

Found = TypeVar("Found")
REVISED = "the partnership was revised"
# A notice of this level reaches every client, whatever it asks to hear.
FUNCTIONS = """
CREATE FUNCTION partnerships_renew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.revision := gen_random_uuid();
    RAISE INFO 'the partnership was revised';
    RETURN NEW;
END $$;
CREATE FUNCTION partnerships_revise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE partnerships_partnership SET revision = revision
    WHERE id = coalesce(NEW.partnership_id, OLD.partnership_id);
    RETURN NULL;
END $$;
CREATE TRIGGER renew BEFORE UPDATE ON partnerships_partnership
FOR EACH ROW EXECUTE FUNCTION partnerships_renew();
"""
NO_FUNCTIONS = """
DROP TRIGGER renew ON partnerships_partnership;
DROP FUNCTION partnerships_revise(), partnerships_renew();
"""
# (partnership, revision) of the request that is answered, until it changes something.
trusted: ContextVar[tuple[uuid.UUID, uuid.UUID] | None] = ContextVar(
    "trusted", default=None
)
# {(partnership, what): (revision, what was found)}
kept: dict[tuple[uuid.UUID, str], tuple[uuid.UUID, Any]] = {}


def revise(table: str) -> RunSQL:
    """Return the migration step after which changes to `table` are noticed."""
    return RunSQL(
        f"CREATE TRIGGER revise AFTER INSERT OR UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION partnerships_revise()",
        f"DROP TRIGGER revise ON {table}",
    )


def trust(partnership: Partnership) -> None:
    """Let the request that begins remember what is true at the partnership's revision."""
    trusted.set((partnership.pk, partnership.revision))


def distrust() -> None:
    """Ask the database for everything until the next request."""
    trusted.set(None)


def remembered(partnership_id: uuid.UUID, what: str, ask: Callable[[], Found]) -> Found:
    """Return what `ask` finds, or what it found at the same revision.

    what: its name. It may rest on tables that are named to `revise` and on nothing
    else, and is shared by many requests: nobody may change it. Nothing is not
    remembered.
    """
    at = trusted.get()
    if at is None or at[0] != partnership_id:
        return ask()
    revision, found = kept.get((partnership_id, what), (None, None))
    if revision != at[1]:
        found = ask()
        if found:
            kept[partnership_id, what] = at[1], found
    return found  # type: ignore[return-value]


def listen(connection: Any, **_signal: Any) -> None:
    """Let a new connection tell when its transaction revises a partnership."""
    with suppress(ValueError):  # a pool lends the same one again
        connection.connection.remove_notice_handler(heard)
    connection.connection.add_notice_handler(heard)


def heard(notice: Diagnostic) -> None:
    if notice.message_primary == REVISED:
        distrust()
