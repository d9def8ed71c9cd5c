import uuid

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import DatabaseError

from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.partnerships.queries import Setting, value_of
from saltmarsh.foundation.refusals import Refused
from tests.factories.foundation import PartnershipFactory, TeamFactory

GREETING = Setting("greeting", "Greeting", default="Hello")


def rows(table, what="count(*)"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {what} FROM {table}")  # noqa: S608 - our own names
        return cursor.fetchone()[0]


def test_raw_sql_sees_the_partnership_that_was_entered_and_no_other(partnership):
    TeamFactory(partnership=partnership)
    TeamFactory(partnership=PartnershipFactory())
    TeamFactory(partnership=PartnershipFactory())

    partnerships.enter(partnership)

    assert rows("accounts_team") == 1
    assert rows("accounts_team", "partnership_id") == partnership.pk


@pytest.mark.parametrize("setting", ["", "00000000-0000-4000-8000-000000000000"])
def test_without_a_partnership_there_are_no_rows(partnership, setting):
    TeamFactory(partnership=partnership)

    connection.cursor().execute(
        "SELECT set_config('app.partnership', %s, true)", [setting]
    )

    for model in apps.get_models():
        if any(f.attname == "partnership_id" for f in model._meta.fields):
            table = model._meta.db_table
            name = table if table.startswith('"') else f'"{table}"'
            assert rows(name) == 0, table


def test_a_row_cannot_be_written_into_another_partnership(partnership):
    other = PartnershipFactory()
    partnerships.enter(partnership)

    refused = pytest.raises(DatabaseError, match="row-level security")
    with refused, transaction.atomic():
        other.teams.create(name="Smuggled")


def test_a_row_cannot_be_moved_into_another_partnership(partnership):
    other = PartnershipFactory()
    team = TeamFactory(partnership=partnership)

    refused = pytest.raises(DatabaseError, match="row-level security")
    with refused, transaction.atomic():
        partnership.teams.filter(pk=team.pk).update(partnership=other)


def test_two_partnerships_never_answer_at_one_host(partnership):
    with pytest.raises(Refused, match="Another partnership answers"):
        partnerships.create("Second", hosts=["new.example", *partnership.hosts])


def test_a_new_partnership_is_entered():
    made = partnerships.create("Estuary", hosts=["estuary.example"])

    TeamFactory(partnership=made)
    assert rows("accounts_team") == 1


def test_a_partnership_has_a_host():
    with pytest.raises(DatabaseError), transaction.atomic():
        Partnership.objects.create(name="Nowhere", hosts=[])


def test_a_setting_is_what_was_set_or_the_default(partnership):
    assert value_of(partnership, GREETING) == "Hello"

    partnerships.change_settings(
        partnership, values={"greeting": "Good day"}, by=uuid.uuid4()
    )

    assert value_of(partnership, GREETING) == "Good day"
    event = Event.objects.get(name="settings.changed")
    assert event.codes == {"keys": "greeting"}
    assert "Good day" not in str(event.codes)
