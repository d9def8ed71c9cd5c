import uuid

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from psycopg import _queries

from saltmarsh.foundation.accounts.models import Team
from saltmarsh.foundation.audit import actions as audit
from saltmarsh.foundation.audit.models import Event
from saltmarsh.foundation.notices import working
from saltmarsh.foundation.partnerships.models import Partnership
from saltmarsh.foundation.refusals import Refused
from saltmarsh.foundation.writing import at_once, insert, insert_rows, update
from tests.committed import apart
from tests.factories.foundation import PartnershipFactory, TeamFactory


@at_once
def rename(team, *, others=()):
    """Rename a team, make others, leave an event and a job."""
    team.name = "Renamed"
    update(team, ["name"])
    for name in others:
        insert(Team(partnership=team.partnership, name=name))
    audit.record("team.renamed", team, by=None, by_kind="system")
    working.later("notices.empty", team.partnership_id)


def names():
    return set(Team.objects.values_list("name", flat=True))


def test_records_of_many_tables_are_inserted_in_one_statement(partnership):
    one = Team(partnership=partnership, name="A")
    two = Team(partnership=partnership, name="B")
    other = Partnership(name="B", hosts=["b"])

    with CaptureQueriesContext(connection) as asked:
        insert(one, two, other)

    assert len(asked.captured_queries) == 1
    assert names() == {"A", "B"}
    assert Partnership.objects.get(pk=other.pk).hosts == ["b"]


def test_an_action_that_writes_nothing_sends_no_statement(django_assert_num_queries):
    @at_once
    def look():
        return "Seen"

    with transaction.atomic(), django_assert_num_queries(0):
        assert look() == "Seen"


def test_an_inserted_record_can_be_changed_and_saved(partnership):
    team = Team(partnership=partnership, name="A")
    insert(team)

    team.name = "B"
    team.save()

    assert Team.objects.get(pk=team.pk).name == "B"


def test_an_action_writes_all_that_it_writes_in_one_statement(partnership):
    team = TeamFactory(partnership=partnership)

    with CaptureQueriesContext(connection) as asked:
        rename(team, others=["A", "B"])

    assert len(asked.captured_queries) == 1
    assert names() == {"Renamed", "A", "B"}
    assert Event.objects.filter(name="team.renamed").exists()
    assert ProcrastinateJob.objects.get().task_name == "notices.empty"


def test_an_action_that_fails_has_written_nothing(partnership):
    team = TeamFactory(partnership=partnership, name="Before")

    @at_once
    def fail():
        rename(team)
        raise Refused("no")

    with pytest.raises(Refused):
        fail()

    assert names() == {"Before"}
    assert not Event.objects.filter(name="team.renamed").exists()
    insert(Team(partnership=partnership, name="After"))
    assert names() == {"Before", "After"}


def test_what_an_action_inside_another_wrote_before_it_failed_is_not_written(
    partnership,
):
    @at_once
    def inner():
        insert(Team(partnership=partnership, name="Inner"))
        raise Refused("no")

    @at_once
    def outer():
        insert(Team(partnership=partnership, name="Outer"))
        with pytest.raises(Refused):
            inner()

    outer()

    assert names() == {"Outer"}


def test_a_wrong_row_undoes_the_whole_action(partnership):
    team = TeamFactory(partnership=partnership, name="Before")

    with pytest.raises(IntegrityError, match="unique"), transaction.atomic():
        rename(team, others=["Same", "Same"])

    assert names() == {"Before"}


def test_a_row_of_another_partnership_is_refused(partnership):
    other = PartnershipFactory()
    ours = TeamFactory(partnership=partnership)
    theirs = Team(partnership=other, name="Theirs")

    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        insert(Team(partnership=ours.partnership, name="Ours"), theirs)


def test_an_action_without_a_transaction_makes_its_own():
    def scene():
        @at_once
        def fail():
            insert(Partnership(name="Wrong", hosts=[]))

        with pytest.raises(IntegrityError):
            fail()
        insert(Partnership(name="Right", hosts=["right"]))

        assert not connection.in_atomic_block
        assert Partnership.objects.filter(name="Right").exists()

    apart(scene)


def test_the_driver_reads_a_long_statement_once(partnership):
    team = TeamFactory(partnership=partnership)
    rename(team, others="ABCDEFGHIJKLMNOP")
    before = _queries._query2pg.cache_info()

    rename(team, others="abcdefghijklmnop")

    after = _queries._query2pg.cache_info()
    assert (after.hits, after.misses) == (before.hits + 1, before.misses)


def test_rows_are_inserted_without_records_of_them(partnership):
    rows = [
        {
            "id": uuid.uuid4(),
            "created_at": timezone.now(),
            "name": name,
            "hosts": [name.lower()],
            "settings": {"colour": "green"},
            "is_demo": False,
        }
        for name in ("Here", "There")
    ]

    with CaptureQueriesContext(connection) as asked:
        insert_rows(Partnership, *rows)

    assert len(asked.captured_queries) == 1
    made = Partnership.objects.get(name="There")
    assert (made.pk, made.hosts) == (rows[1]["id"], ["there"])
    assert made.settings == {"colour": "green"}
    assert made.revision is not None


def test_nothing_is_inserted_for_no_rows(partnership):
    with CaptureQueriesContext(connection) as asked:
        insert_rows(Team)

    assert not asked.captured_queries


def test_a_column_that_one_of_several_rows_fills_is_written(partnership):
    by = uuid.uuid4()
    told = {"partnership_id": partnership.pk, "subject": "a.B"}
    without, having = Event(name="one.done", **told), Event(name="two.done", **told)
    having.by = by

    insert(without, having)

    assert Event.objects.get(name="one.done").by is None
    assert Event.objects.get(name="two.done").by == by


def test_a_text_in_a_column_of_json_stays_a_text(partnership):
    insert(Partnership(name="B", hosts=["b"], settings="text"))

    assert Partnership.objects.get(name="B").settings == "text"


def test_a_record_knows_when_it_was_made(partnership):
    before = timezone.now()
    team = Team(partnership=partnership, name="A")

    insert(team)

    assert before <= team.created_at == Team.objects.get(pk=team.pk).created_at
