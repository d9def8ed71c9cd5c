import os
import re

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.audit.models import Event
from tests import database
from tests.factories.foundation import TeamFactory

CHANGES = (
    "UPDATE audit_event SET name = 'nothing.happened'",
    "DELETE FROM audit_event",
    "TRUNCATE audit_event",
)
OF_MENTIONS = (
    "UPDATE audit_mention SET created_at = now()",
    "DELETE FROM audit_mention",
    "TRUNCATE audit_mention",
)


def test_an_event_holds_keys_and_codes(partnership):
    team = TeamFactory(partnership=partnership)

    audit.record("team.made", team, by=None, by_kind="system", code="x")

    event = Event.objects.get(name="team.made")
    assert (event.subject, event.subject_ids) == ("accounts.Team", [team.pk])
    assert event.partnership_id == partnership.pk
    assert Event.objects.about(team.pk).get() == event


def test_an_event_written_apart_enters_its_partnership_by_itself(partnership):
    team = TeamFactory(partnership=partnership)
    connection.cursor().execute("SELECT set_config('app.partnership', '', true)")

    audit.note_apart(
        "page.opened",
        partnership_id=partnership.pk,
        about=("desk:inbox", [team.pk]),
        by=None,
        by_kind="system",
    )

    event = Event.objects.get(name="page.opened")
    assert (event.partnership_id, event.subject) == (partnership.pk, "desk:inbox")
    assert (event.subject_ids, event.by_kind, event.codes) == ([team.pk], "system", {})
    assert Event.objects.about(team.pk).get() == event


def test_the_events_of_a_record_are_found_by_an_index(partnership):
    """As the service's own role, whose queries row-level security holds back."""
    team = TeamFactory(partnership=partnership)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    plan = Event.objects.about(team.pk).explain()

    assert "audit_mention_pkey" in plan
    assert re.search(r"Index Cond: \(+subject_id = ", plan)


@pytest.mark.parametrize("change", [*CHANGES, *OF_MENTIONS])
def test_the_service_cannot_change_or_remove_an_event(partnership, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(change)


@pytest.mark.parametrize("change", CHANGES)
def test_even_the_owner_of_the_table_cannot(change):
    name = connection.settings_dict["NAME"]
    insert = """
        SELECT set_config('app.partnership', gen_random_uuid()::text, true);
        INSERT INTO audit_event
            (id, created_at, name, partnership_id, subject, subject_ids, by_kind, codes)
        VALUES (gen_random_uuid(), now(), 'a.b',
            current_setting('app.partnership')::uuid, '', '{}', 'system', '{}')
    """
    with psycopg.connect(database.address(database.OWNER, name)) as owner:
        owner.execute(insert)
        with pytest.raises(psycopg.errors.RaiseException):
            owner.execute(change)
        owner.rollback()


def test_the_tests_have_an_owner_to_try_it_with():
    assert "saltmarsh_owner" in os.environ[database.OWNER]
