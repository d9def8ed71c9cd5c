import uuid

import psycopg
import pytest
from django.db import connection, transaction

from saltmarsh.foundation.accounts.models import Team
from saltmarsh.foundation.keyring import actions as keyring
from saltmarsh.foundation.keyring import queries as keys
from saltmarsh.foundation.partnerships import actions as partnerships
from saltmarsh.foundation.partnerships import memory
from saltmarsh.foundation.partnerships.models import Partnership
from tests.committed import apart
from tests.factories.foundation import PartnershipFactory, TeamFactory


@pytest.fixture(autouse=True)
def afterwards():
    yield
    memory.distrust()


def begin(partnership):
    """Begin a request at the partnership, as the pipeline does."""
    partnership.refresh_from_db()
    memory.trust(partnership)


def names(partnership):
    """Return the names of the partnership's teams, remembered."""

    def ask():
        return sorted(Team.objects.values_list("name", flat=True))

    return memory.remembered(partnership.pk, "names", ask)


def test_what_is_true_still_is_not_asked_again(partnership, django_assert_num_queries):
    TeamFactory(partnership=partnership, name="A")
    begin(partnership)
    assert names(partnership) == ["A"]

    begin(partnership)
    with django_assert_num_queries(0):
        assert names(partnership) == ["A"]


def test_without_a_request_everything_is_asked(partnership, django_assert_num_queries):
    TeamFactory(partnership=partnership, name="A")
    begin(partnership)
    names(partnership)
    memory.distrust()

    with django_assert_num_queries(1):
        names(partnership)


def test_what_else_the_database_says_is_no_reason_to_ask_again(
    partnership, django_assert_num_queries
):
    TeamFactory(partnership=partnership, name="A")
    begin(partnership)
    names(partnership)
    with connection.cursor() as cursor:
        cursor.execute("DO $$ BEGIN RAISE NOTICE 'Something else'; END $$")

    with django_assert_num_queries(0):
        assert names(partnership) == ["A"]


@pytest.mark.parametrize(
    "change",
    [
        lambda team: TeamFactory(partnership=team.partnership, name="B"),
        lambda team: Team.objects.filter(pk=team.pk).update(name="B"),
        lambda team: team.delete(),
    ],
)
def test_who_changes_something_sees_it_at_once(partnership, change):
    team = TeamFactory(partnership=partnership, name="A")
    begin(partnership)
    before = names(partnership)

    change(team)

    assert names(partnership) != before


def test_what_was_changed_is_asked_by_the_next_request(partnership):
    team = TeamFactory(partnership=partnership, name="A")
    begin(partnership)
    names(partnership)
    team.name = "B"
    team.save()

    begin(partnership)

    assert names(partnership) == ["B"]


def test_a_change_that_is_undone_leaves_nothing_false(partnership):
    team = TeamFactory(partnership=partnership, name="A")
    begin(partnership)
    names(partnership)
    with transaction.atomic():
        team.delete()
        begin(partnership)
        assert names(partnership) == []
        transaction.set_rollback(True)

    begin(partnership)

    assert names(partnership) == ["A"]


def test_an_old_copy_that_is_saved_brings_no_old_revision_back(partnership):
    old = Partnership.objects.get(pk=partnership.pk)
    TeamFactory(partnership=partnership)
    now = Partnership.objects.get(pk=partnership.pk).revision

    old.save()

    assert Partnership.objects.get(pk=partnership.pk).revision not in {
        old.revision,
        now,
    }


def test_nothing_of_one_partnership_is_remembered_for_another(partnership):
    TeamFactory(partnership=partnership, name="Ours")
    begin(partnership)
    names(partnership)
    other = PartnershipFactory()
    TeamFactory(partnership=other, name="Theirs")

    assert names(other) == ["Theirs"]
    begin(other)
    assert names(other) == ["Theirs"]


def test_nothing_is_not_remembered(partnership):
    begin(partnership)

    assert memory.remembered(partnership.pk, "x", tuple) == ()
    assert memory.remembered(partnership.pk, "x", lambda: (1,)) == (1,)


def test_a_key_that_is_gone_opens_nothing_in_the_next_request(partnership):
    begin(partnership)
    keyring.start_files(partnership.pk, [file_id := uuid.uuid4()])
    assert keys.keys_of(partnership.pk, file_id)
    partnership.record_keys.all().delete()
    partnership.partnership_keys.all().delete()

    begin(partnership)
    keys.forget()

    assert not keys.partnership_keys(partnership.pk)


def test_what_another_connection_changed_is_seen_by_the_next_request():
    def scene():
        with transaction.atomic():
            here = PartnershipFactory()
            team = TeamFactory(partnership=here, name="A")
        with transaction.atomic():
            partnerships.enter(here)
            begin(here)
            assert names(here) == ["A"]
        with psycopg.connect(connection.connection.info.dsn) as other:
            other.execute(
                "SELECT set_config('app.partnership', %s, true)", [str(here.pk)]
            )
            other.execute(
                "UPDATE accounts_team SET name = 'B' WHERE id = %s", [team.pk]
            )
        with transaction.atomic():
            partnerships.enter(here)
            begin(here)
            assert names(here) == ["B"]

    apart(scene)
